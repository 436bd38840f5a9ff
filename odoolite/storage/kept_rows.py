"""What PostgreSQL's driver tells of a result and SQLite's does not."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from .cursor import Cursor


class Column(NamedTuple):
    """A column of a result, its name and six things that nobody knows here."""

    name: str
    type_code: Any = None
    display_size: Any = None
    internal_size: Any = None
    precision: Any = None
    scale: Any = None
    null_ok: Any = None


def tell_status(statement: str, count: int) -> str:
    """Return what PostgreSQL says at the end of a statement."""
    words = statement.split(None, 2)
    verb = words[0].upper() if words else ""
    if verb in ("SELECT", "WITH", "VALUES"):
        return f"SELECT {count}"
    if verb == "INSERT":
        return f"INSERT 0 {count}"
    if verb in ("UPDATE", "DELETE"):
        return f"{verb} {count}"
    if verb in ("CREATE", "DROP", "ALTER"):
        return " ".join(words[:2]).upper()
    return verb


class StandIn:
    """Stands in for the driver's cursor until the next statement."""

    def __init__(self, owner: Cursor, cursor: Any) -> None:
        self._owner, self._cursor = owner, cursor

    def execute(self, *args: Any) -> Any:
        """Run the next statement; this result is over."""
        self._owner._cursor = self._cursor
        return self._cursor.execute(*args)

    def executemany(self, *args: Any) -> Any:
        """Run the next statements; this result is over."""
        self._owner._cursor = self._cursor
        return self._cursor.executemany(*args)


class KeptRows(StandIn):
    """The rest of a result, read at once to know how many rows it has."""

    def __init__(self, owner: Cursor, cursor: Any) -> None:
        super().__init__(owner, cursor)
        self.description = cursor.description
        self._rows: list[Any] = cursor.fetchall()
        self.rowcount = len(self._rows)
        self._rows.reverse()

    def fetchone(self) -> Any:
        """Return the next row or None."""
        return self._rows.pop() if self._rows else None

    def fetchmany(self, size: int) -> list[Any]:
        """Return the next `size` rows."""
        return [self._rows.pop() for _ in range(min(size, len(self._rows)))]

    def fetchall(self) -> list[Any]:
        """Return the remaining rows."""
        rows, self._rows = self._rows[::-1], []
        return rows

    def __iter__(self) -> Iterator[Any]:
        while self._rows:
            yield self._rows.pop()

    def close(self) -> None:
        """Close the driver's cursor."""
        self._cursor.close()
