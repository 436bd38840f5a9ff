"""Rows with lists in them, as array_agg gives them: decoded while they are fetched."""
from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .kept_rows import StandIn
from .postgres_functions import LISTED

LISTS = "odoo_aggregate('list'"     # stands in statements that answer lists


class ListRows(StandIn):
    """The driver's rows; gives lists for our texts of lists."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def fetchone(self) -> Any:
        """Return the next row or None."""
        row = self._cursor.fetchone()
        return None if row is None else _decode(row)

    def fetchmany(self, size: int) -> list[Any]:
        """Return the next rows."""
        return [_decode(row) for row in self._cursor.fetchmany(size)]

    def fetchall(self) -> list[Any]:
        """Return the remaining rows."""
        return [_decode(row) for row in self._cursor.fetchall()]

    def __iter__(self) -> Iterator[Any]:
        return map(_decode, self._cursor)


def _decode(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        json.loads(value[1:]) if isinstance(value, str) and value.startswith(LISTED)
        else value for value in row
    )
