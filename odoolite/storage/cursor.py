"""A cursor: one transaction on a database."""
from __future__ import annotations

import re
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from ..tools.sql import SQL
from .errors import translate_error

if TYPE_CHECKING:
    from .databases import Database
    from .schema import Schema

Mode = Literal["auto", "read", "write", "schema"]
WRITES = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|REINDEX)\b"
    r"|\s*WITH\b.*\b(?:INSERT|UPDATE|DELETE)\b", re.I | re.S,
)
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?([s%])")
TRANSLATED: dict[str, tuple[str, bool, bool]] = {}
MAX_TRANSLATED = 4000


class Callbacks:
    """Functions to run at a moment of a transaction."""

    def __init__(self) -> None:
        self._funcs: deque[Callable[[], Any]] = deque()
        self.data: dict[Any, Any] = {}

    def add(self, func: Callable[[], Any]) -> None:
        """Run `func` when the moment comes."""
        self._funcs.append(func)

    def run(self) -> None:
        """Run the functions, in order, those they add included."""
        while self._funcs:
            self._funcs.popleft()()
        self.data.clear()

    def clear(self) -> None:
        """Forget the functions."""
        self._funcs.clear()
        self.data.clear()

    def __len__(self) -> int:
        return len(self._funcs)


def translate_query(query: str) -> tuple[str, bool, bool]:
    """Return the query with SQLite's placeholders, whether it writes, whether named."""
    known = TRANSLATED.get(query)
    if known is None:
        named = False

        def put(match: re.Match[str]) -> str:
            nonlocal named
            if match.group(2) == "%":
                return "%"
            if match.group(1):
                named = True
                return ":" + match.group(1)
            return "?"
        text = PLACEHOLDER.sub(put, query)
        if len(TRANSLATED) > MAX_TRANSLATED:
            TRANSLATED.clear()
        known = TRANSLATED[query] = (text, bool(WRITES.match(query)), named)
    return known


class Cursor:
    """Runs statements in one transaction, committed or rolled back as a whole."""

    def __init__(self, database: Database, mode: Mode = "auto") -> None:
        self.database = database
        self.dialect = database.dialect
        self.mode = mode
        self.transaction: Any = None
        self.precommit = Callbacks()
        self.postcommit = Callbacks()
        self.prerollback = Callbacks()
        self.postrollback = Callbacks()
        self.sql_log = 0
        self._connection = database.acquire()
        self._cursor = self._connection.cursor()
        self._begun = False
        self._writing = False
        self._closed = False
        self._now: datetime | None = None
        self._savepoints = 0
        self._schema: Schema | None = None

    @property
    def dbname(self) -> str:
        """The name of the database."""
        return self.database.name

    @property
    def closed(self) -> bool:
        """Tell whether the cursor is closed."""
        return self._closed

    @property
    def connection(self) -> sqlite3.Connection:
        """The driver's connection."""
        return self._connection

    @property
    def schema(self) -> Schema:
        """The tables of the database, to be made and altered."""
        if self._schema is None:
            from .schema import Schema
            self.begin_writing()
            self._schema = Schema(self)
        return self._schema

    # ---- the transaction
    def _begin(self) -> None:
        self._begun = True
        if self.mode in ("write", "schema"):
            self.begin_writing()
        else:
            self._cursor.execute("BEGIN")

    def begin_writing(self) -> None:
        """Become the writer: wait for the one before; errors if reads are stale."""
        if self._writing:
            return
        self.database.writer_lock.acquire()
        self._writing = True
        if self.mode == "schema" and not self._connection.in_transaction:
            self._cursor.execute("PRAGMA foreign_keys=OFF")
        try:
            if self._connection.in_transaction:
                return      # the first write upgrades, or finds its snapshot stale
            self._begun = True
            self._cursor.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            self._release_writer()
            raise translate_error(error) from error

    def _release_writer(self) -> None:
        if self._writing:
            self._writing = False
            self.database.writer_lock.release()

    def now(self) -> datetime:
        """Return the time of the transaction, naive UTC with microseconds."""
        if self._now is None:
            self._now = self.database.clock.now()
        return self._now

    def flush(self) -> None:
        """Write what the ORM holds back, run the pre-commit functions."""
        if self.transaction is not None:
            self.transaction.flush()
        while len(self.precommit):
            self.precommit.run()
            if self.transaction is not None:
                self.transaction.flush()

    def commit(self) -> None:
        """Flush, commit, run the post-commit functions."""
        self.flush()
        try:
            if self._begun:
                if self.mode == "schema":
                    self._check_foreign_keys()
                self._cursor.execute("COMMIT")
        except sqlite3.Error as error:
            raise translate_error(error) from error
        finally:
            self._end()
        self.prerollback.clear()
        self.postrollback.clear()
        self.postcommit.run()

    def _check_foreign_keys(self) -> None:
        self._cursor.execute("PRAGMA foreign_key_check")
        row = self._cursor.fetchone()
        if row:
            from .errors import ForeignKeyViolation
            raise ForeignKeyViolation(
                f"row {row[1]} of {row[0]} refers to nothing in {row[2]}", row[0]
            )

    def rollback(self) -> None:
        """Undo everything, forget what the ORM holds."""
        self.precommit.clear()
        self.postcommit.clear()
        self.prerollback.run()
        if self.transaction is not None:
            self.transaction.clear()
        try:
            if self._begun and self._connection.in_transaction:
                self._cursor.execute("ROLLBACK")
        finally:
            self._end()
        self.postrollback.run()

    def _end(self) -> None:
        if self._begun and self.mode == "schema" and not self._connection.in_transaction:
            self._cursor.execute("PRAGMA foreign_keys=ON")
        if not self._connection.in_transaction:
            self._begun = False
            self._release_writer()
        self._now = None
        if self._schema is not None:
            self._schema.close()
            self._schema = None
        self._savepoints = 0

    def close(self) -> None:
        """Roll back what is not committed and give the connection back."""
        if self._closed:
            return
        try:
            if self._begun:
                self.rollback()
        finally:
            self._closed = True
            self._release_writer()
            self._cursor.close()
            self.database.release(self._connection)

    def __enter__(self) -> Cursor:
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self.close()

    @contextmanager
    def savepoint(self, flush: bool = True) -> Iterator[Cursor]:
        """Undo what the block did if it fails."""
        if flush:
            self.flush_orm()
        if not self._begun:
            self._begin()
        self._savepoints += 1
        name = f"sp_{self._savepoints}"
        self._cursor.execute(f"SAVEPOINT {name}")
        try:
            yield self
            if flush:
                self.flush_orm()
        except BaseException:
            if self.transaction is not None:
                self.transaction.clear()
            if self._connection.in_transaction:
                self._cursor.execute(f"ROLLBACK TO {name}")
                self._cursor.execute(f"RELEASE {name}")
            raise
        self._cursor.execute(f"RELEASE {name}")

    def flush_orm(self) -> None:
        """Write what the ORM holds back."""
        if self.transaction is not None:
            self.transaction.flush()

    # ---- statements
    def execute(
        self, query: str | SQL, params: Any = None, log_exceptions: bool = True
    ) -> None:
        """Run a statement; `%s` stands for parameters, sequences become lists."""
        if query.__class__ is not str:
            if isinstance(query, SQL):
                params = query.params
                query = query.code
            query = str(query)
        text, writes, named = translate_query(query) if (
            params or "%" in query
        ) else (query, bool(WRITES.match(query)), False)
        if not named and params:
            for param in params:
                if param.__class__ in (tuple, list, set, frozenset):
                    text, params = _expand(text, params)
                    break
        if writes and not self._writing:
            self.begin_writing()
        elif not self._begun:
            self._begin()
        self.sql_log += 1
        try:
            self._cursor.execute(text, params or ())
        except (sqlite3.Error, OverflowError) as error:
            raise translate_error(error) from error

    def executemany(self, query: str, rows: Iterable[Any]) -> None:
        """Run a statement once for each row of parameters."""
        text, writes, _named = translate_query(query)
        if writes and not self._writing:
            self.begin_writing()
        elif not self._begun:
            self._begin()
        self.sql_log += 1
        try:
            self._cursor.executemany(text, rows)
        except (sqlite3.Error, OverflowError) as error:
            raise translate_error(error) from error

    def mogrify(self, query: str | SQL, params: Any = None) -> str:
        """Return the statement with its parameters, for logs."""
        if isinstance(query, SQL):
            params, query = query.params, query.code
        return str(query) % tuple(repr(p) for p in params or ())

    @property
    def rowcount(self) -> int:
        """The number of rows of the last write."""
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The id of the last inserted row."""
        return self._cursor.lastrowid

    @property
    def description(self) -> Any:
        """The columns of the last result."""
        return self._cursor.description

    def fetchone(self) -> Any:
        """Return the next row or None."""
        return self._cursor.fetchone()

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the remaining rows."""
        return self._cursor.fetchall()

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        """Return the next `size` rows."""
        return self._cursor.fetchmany(size)

    def dictfetchone(self) -> dict[str, Any] | None:
        """Return the next row as a dict, or None."""
        row = self._cursor.fetchone()
        return None if row is None else self._to_dict(row)

    def dictfetchmany(self, size: int) -> list[dict[str, Any]]:
        """Return the next `size` rows as dicts."""
        return [self._to_dict(row) for row in self._cursor.fetchmany(size)]

    def dictfetchall(self) -> list[dict[str, Any]]:
        """Return the remaining rows as dicts."""
        return [self._to_dict(row) for row in self._cursor.fetchall()]

    def _to_dict(self, row: tuple[Any, ...]) -> dict[str, Any]:
        return {
            column[0]: value
            for column, value in zip(self._cursor.description, row, strict=True)
        }

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)


def _expand(text: str, params: Any) -> tuple[str, list[Any]]:
    """Replace the placeholders of sequences by lists of placeholders."""
    parts = text.split("?")
    out = [parts[0]]
    flat: list[Any] = []
    for param, part in zip(params, parts[1:], strict=True):
        if param.__class__ in (tuple, list, set, frozenset):
            flat.extend(param)
            out.append("(" + ", ".join("?" * len(param)) + ")" if param else "(NULL)")
        else:
            flat.append(param)
            out.append("?")
        out.append(part)
    return "".join(out), flat
