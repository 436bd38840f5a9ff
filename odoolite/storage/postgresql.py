"""PostgreSQL: connections and SQL fragments."""
from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import psycopg
from psycopg.types.numeric import FloatLoader
from psycopg.types.string import TextLoader

from ..tools.sql import SQL

PARTS = {
    "year_number": "year", "quarter_number": "quarter", "month_number": "month",
    "iso_week_number": "week", "day_of_year": "doy", "day_of_month": "day",
    "day_of_week": "dow", "hour_number": "hour", "minute_number": "minute",
    "second_number": "second",
}
CASTS = {"bool", "int4", "int8", "float8", "numeric", "date", "timestamp"}


def connect(conninfo: str) -> psycopg.Connection[Any]:
    """Open a connection whose values come as the ORM wants them: dates as text."""
    connection = psycopg.connect(conninfo, cursor_factory=psycopg.ClientCursor)
    connection.notices = []     # type: ignore[attr-defined]    # psycopg2's
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    for name in ("date", "timestamp", "json", "jsonb"):
        connection.adapters.register_loader(name, TextLoader)
    connection.adapters.register_loader("numeric", FloatLoader)
    return connection


class PostgresDialect:
    """SQL fragments for PostgreSQL."""

    name = "postgresql"

    def in_list(self, column: SQL, values: Collection[Any]) -> SQL:
        """Return `column IN values`."""
        items = list(values)
        if not items:
            return SQL("FALSE")
        if len(items) == 1:
            return SQL("%s = %s", column, items[0])
        marks = ", ".join(["%s"] * len(items))
        return SQL(f"%s IN ({marks})", column, *items)

    def id_list(self, ids: Collection[int]) -> SQL:
        """Return ids as the right side of IN."""
        return SQL("(SELECT unnest(%s::int[]))", list(ids)) if ids else SQL("(NULL)")

    def is_true(self, column: SQL) -> SQL:
        """Tell whether a boolean column is true."""
        return SQL("%s IS TRUE", column)

    def find_table(self, table: str) -> SQL:
        """Return a query that finds a row if there is such a table or view."""
        return SQL("SELECT 1 FROM pg_class WHERE relname = %s", table)

    def like(self, column: SQL, pattern: str, ci: bool, negate: bool = False) -> SQL:
        """Return a LIKE."""
        word = ("NOT " if negate else "") + ("ILIKE" if ci else "LIKE")
        return SQL(f"%s {word} %s", self.cast_text(column), pattern)

    def json_get(self, column: SQL, key: str, kind: str | None = None) -> SQL:
        """Return a key of a JSON column, as text or the given type."""
        value = SQL("(%s ->> %s)", column, key)
        return SQL(f"%s::{kind}", value) if kind in CASTS else value

    def json_coalesce(self, column: SQL, keys: Collection[str]) -> SQL:
        """Return the first key of a JSON column that is there."""
        parts = [self.json_get(column, key) for key in dict.fromkeys(keys)]
        return parts[0] if len(parts) == 1 else SQL(
            "COALESCE(%s)", SQL(", ").join(parts)
        )

    def json_rows(self, column: SQL, key: str) -> SQL:
        """Return a table of the items of a list in a JSON column, as `value`."""
        return SQL(
            "LATERAL (SELECT jsonb_array_elements_text(%s -> %s) AS value)", column, key
        )

    def json_merged(self, column: str) -> str:
        """Return a JSON column (or a first parameter) with a second one merged in."""
        return f'jsonb_strip_nulls(COALESCE("{column}", %s::jsonb) || %s::jsonb)'

    def json_has(self, column: SQL, key: str, values: Collection[Any]) -> SQL:
        """Tell whether a key's value, or an item of its list, is one of some values."""
        tests = [
            SQL("(%s -> %s) @> %s::jsonb", column, key, json.dumps(value))
            for value in values
        ]
        return SQL("(%s)", SQL(" OR ").join(tests))

    def json_unset(self, column: SQL, key: str) -> SQL:
        """Tell whether a key is missing or its value is empty."""
        value = SQL("(%s -> %s)", column, key)
        return SQL(
            "(%s IS NULL OR %s IN ('null', 'false', '0', '\"\"', '[]'))", value, value
        )

    def json_without(self, column: SQL, key: str) -> SQL:
        """Return a JSON column without a key."""
        return SQL("%s - %s", column, key)

    def date_part(self, part: str, column: SQL, tz: str | None = None) -> SQL:
        """Return a number out of a date."""
        return SQL(f"date_part('{PARTS[part]}', %s)", _local(column, tz))

    def date_trunc(
        self, granularity: str, column: SQL, tz: str | None, is_datetime: bool,
        week_start: int = 1,
    ) -> SQL:
        """Return the start of a period."""
        value = _local(column, tz) if is_datetime else SQL("%s::timestamp", column)
        if granularity == "week" and week_start != 1:
            days = 8 - week_start
            value = SQL(
                f"date_trunc('week', %s + interval '{days} days')"
                f" - interval '{days} days'", value,
            )
        else:
            value = SQL("date_trunc(%s, %s)", granularity, value)
        return value if is_datetime else SQL("(%s)::date", value)

    def nulls(self, order: str) -> SQL:
        """Return the NULLS clause of an order direction."""
        return SQL("NULLS FIRST" if order.lower() == "desc" else "NULLS LAST")

    def array_agg(self, column: SQL, distinct: bool = False) -> SQL:
        """Return all values of a group as a JSON list."""
        return SQL("json_agg(DISTINCT %s)" if distinct else "json_agg(%s)", column)

    def bool_and(self, column: SQL) -> SQL:
        """Tell whether all values of a group are true."""
        return SQL("bool_and(%s)", column)

    def bool_or(self, column: SQL) -> SQL:
        """Tell whether a value of a group is true."""
        return SQL("bool_or(%s)", column)

    def cast_text(self, column: SQL) -> SQL:
        """Return a column as text."""
        return SQL("%s::text", column)


def _local(column: SQL, tz: str | None) -> SQL:
    if not tz:
        return column
    return SQL("timezone(%s, timezone('UTC', %s))", tz, column)
