"""A cursor on PostgreSQL: isolated by the server, repeatable reads."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import psycopg

from ..tools.sql import SQL
from .cursor import Cursor
from .postgres_errors import translate_error


class PostgresCursor(Cursor):
    """Runs statements in one transaction of the server; a lost race is an error there."""

    def _begin(self) -> None:
        self._begun = True          # the driver begins with the first statement

    def begin_writing(self) -> None:
        """Nothing: writers do not queue."""
        self._begun = True

    def check_references(self) -> None:
        """Nothing: the server refuses wrong references at once."""

    def _release_writer(self) -> None:
        """Nothing is held."""

    @property
    def _in_transaction(self) -> bool:
        return bool(self._connection.info.transaction_status)

    def _enforce_references(self) -> None:
        """They always are."""

    def _finish(self, word: str) -> None:
        try:
            if word == "COMMIT":
                self._connection.commit()
            else:
                self._connection.rollback()
        except psycopg.Error as error:
            raise translate_error(error) from error

    def execute(
        self, query: str | SQL, params: Any = None, log_exceptions: bool = True
    ) -> None:
        """Run a statement; `%s` stands for parameters, tuples become lists of values."""
        text = query.code if isinstance(query, SQL) else str(query)
        if isinstance(query, SQL):
            params = query.params
        if params:
            text, params = _expand(text, params)
        self._begun = True
        self.sql_log += 1
        try:
            self._cursor.execute(text, params or None)
        except psycopg.Error as error:
            raise translate_error(error) from error

    def executemany(self, query: str, rows: Iterable[Any]) -> None:
        """Run a statement once for each row of parameters."""
        self._begun = True
        self.sql_log += 1
        try:
            self._cursor.executemany(query, list(rows))
        except psycopg.Error as error:
            raise translate_error(error) from error

    @property
    def rowcount(self) -> int:
        """The number of rows of the last statement."""
        return int(self._cursor.rowcount)

    @property
    def statusmessage(self) -> str:
        """What the server says at the end of the last statement."""
        return self._cursor.statusmessage or ""

    def executescript(self, script: str) -> None:
        """Run the statements of an SQL file in the transaction."""
        self.execute(script)

    def delete_rows(self, table: str, ids: list[int]) -> None:
        """Delete rows by id."""
        self.execute(SQL(
            "DELETE FROM %s WHERE id IN %s", SQL.identifier(table),
            self.dialect.id_list(ids),
        ))

    def open_schema(self) -> Any:
        """Return the tables of the database."""
        from .postgres_schema import PostgresSchema
        return PostgresSchema(self)


def _expand(query: str, params: Any) -> tuple[str, Any]:
    """Give each value of a tuple a placeholder of its own, as `IN %s` wants it."""
    if isinstance(params, dict) or not any(type(p) in (tuple, set, frozenset)
                                           for p in params):
        return query, params
    parts, flat = query.split("%s"), []
    marks = []
    for param in params:
        if type(param) in (tuple, set, frozenset):
            flat.extend(param)
            marks.append(f"({', '.join(['%s'] * len(param)) or 'NULL'})")
        else:
            flat.append(param)
            marks.append("%s")
    text = parts[0] + "".join(m + p for m, p in zip(marks, parts[1:], strict=True))
    return text, flat
