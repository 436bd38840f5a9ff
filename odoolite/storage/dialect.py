"""What differs between SQL databases, as questions and small fragments."""
from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol

from ..tools.sql import SQL


class Dialect(Protocol):
    """The fragments the ORM asks for."""

    name: str

    def in_list(self, column: SQL, values: Collection[Any]) -> SQL:
        """Return `column IN values`, fit for very long lists."""

    def like(self, column: SQL, pattern: str, ci: bool, negate: bool = False) -> SQL:
        """Return a LIKE with `%`, `_` and the escape `\\`."""

    def is_true(self, column: SQL) -> SQL:
        """Tell whether a boolean column is true."""

    def find_table(self, table: str) -> SQL:
        """Return a query that finds a row if there is such a table or view."""

    def json_get(self, column: SQL, key: str, kind: str | None = None) -> SQL:
        """Return a key of a JSON column, of the given logical type."""

    def json_merged(self, column: str) -> str:
        """Return a JSON column (or a first parameter) with a second one merged in."""

    def json_without(self, column: SQL, key: str) -> SQL:
        """Return a JSON column without a key."""

    def json_coalesce(self, column: SQL, keys: Collection[str]) -> SQL:
        """Return the first of several keys of a JSON column that is there."""

    def json_rows(self, column: SQL, key: str) -> SQL:
        """Return a table of the items of a list in a JSON column, as `value`."""

    def json_has(self, column: SQL, key: str, values: Collection[Any]) -> SQL:
        """Tell whether a key's value, or an item of its list, is one of some values."""

    def json_unset(self, column: SQL, key: str) -> SQL:
        """Tell whether a key of a JSON column is missing or its value is empty."""

    def date_part(self, part: str, column: SQL, tz: str | None = None) -> SQL:
        """Return a number out of a date or datetime."""

    def date_trunc(
        self, granularity: str, column: SQL, tz: str | None, is_datetime: bool,
        week_start: int = 1,
    ) -> SQL:
        """Return the start of the period that a date or datetime lies in."""

    def nulls(self, order: str) -> SQL:
        """Return the NULLS clause of an order direction, as PostgreSQL sorts."""

    def array_agg(self, column: SQL, distinct: bool = False) -> SQL:
        """Return all values of a group as a JSON list."""

    def cast_text(self, column: SQL) -> SQL:
        """Return a column as text."""
