"""A cursor: one transaction on a database."""
from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from ..tools.sql import SQL
from .callbacks import Callbacks
from .errors import ForeignKeyViolation, ProgrammingError, translate_error
from .kept_rows import Column, KeptRows, tell_status
from .list_rows import ListRows
from .postgres_ddl import Script
from .statements import EXPANDED, expand_sequences, plain_query, translate_query

if TYPE_CHECKING:
    from .databases import Database
    from .schema import Schema

_logger = logging.getLogger("odoo.sql_db")
Mode = Literal["auto", "read", "write", "schema"]
# a column without a name of its own: a call is called as its function
CALL = re.compile(r"CAST\((?:\w+\.)?(?P<cast>\w+) AS \w+\)$|(?P<name>\w+)\s*\(")


class Cursor:
    """Runs statements in one transaction, committed or rolled back as a whole.

    Modes: "auto" and "read" start as readers and become the writer with their first
    write; "write" is the writer from its first statement; "schema" too, and foreign
    keys are checked when it commits rather than enforced (so that tables may be
    rebuilt): nothing cascades in it.
    """

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
        self._connection: Any = database.acquire()
        self._cursor: Any = self._connection.cursor()
        self._statement = ""
        self._begun = False
        self._writing = False
        self._changes_before = 0
        self._closed = False
        self._now: datetime | None = None
        self._savepoints = 0
        self._schema: Schema | None = None
        self._references: tuple[int, dict[str, Any]] | None = None

    @property
    def dbname(self) -> str:
        """The name of the database."""
        return self.database.name

    @property
    def closed(self) -> bool:
        """Tell whether the cursor is closed."""
        return self._closed

    @property
    def connection(self) -> Any:
        """The driver's connection."""
        return self._connection

    @property
    def schema(self) -> Schema:
        """The tables of the database, to be made and altered."""
        if self._schema is None:
            self.begin_writing()
            self._schema = self.open_schema()
        return self._schema

    def open_schema(self) -> Schema:
        """Return the tables of the database."""
        from .schema import Schema
        return Schema(self)

    # ---- the transaction
    @property
    def _in_transaction(self) -> bool:
        return bool(self._connection.in_transaction)

    def _finish(self, word: str) -> None:
        """End the transaction: COMMIT or ROLLBACK."""
        try:
            if word == "COMMIT" and self.mode == "schema":
                self.check_references()
            self._cursor.execute(word)
        except sqlite3.Error as error:
            raise translate_error(error) from error

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
        self._changes_before = self._connection.total_changes
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

    def _has_written(self) -> bool:
        """Tell whether rows were changed: ids that are given again if it is undone."""
        return self._writing and self._connection.total_changes > self._changes_before

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
                self._finish("COMMIT")
        finally:
            self._end()
        if self.transaction is not None:
            self.transaction.end(committed=True, written=True)
        self.prerollback.clear()
        self.postrollback.clear()
        self.postcommit.run()

    def check_references(self) -> None:
        """Raise ForeignKeyViolation for a row that refers to one that is not there."""
        self._cursor.execute("PRAGMA foreign_key_check")
        row = self._cursor.fetchone()
        if row:
            raise ForeignKeyViolation(
                f"row {row[1]} of {row[0]} refers to nothing in {row[2]}", row[0]
            )

    def _enforce_references(self) -> None:
        self._cursor.execute("PRAGMA foreign_keys=ON")

    def rollback(self) -> None:
        """Undo everything, forget what the ORM holds."""
        self.precommit.clear()
        self.postcommit.clear()
        self.prerollback.run()
        if self.transaction is not None:
            self.transaction.end(committed=False, written=self._has_written())
        try:
            if self._begun and self._in_transaction:
                self._finish("ROLLBACK")
        finally:
            self._end()
        self.postrollback.run()

    def _end(self) -> None:
        if not self._in_transaction:
            if self._begun and self.mode == "schema":
                self._enforce_references()
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

    def __del__(self) -> None:
        if getattr(self, "_closed", True):
            return
        self._closed = True
        _logger.warning("Cursor on %s was not closed", self.database.name)
        if self._in_transaction:
            self._connection.rollback()
        self._release_writer()
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
                self.transaction.undo()
            self._undo_savepoint(name)
            raise
        if self._in_transaction:     # else the block committed
            self._cursor.execute(f"RELEASE {name}")
            self._savepoints -= 1

    def _undo_savepoint(self, name: str) -> None:
        if self._in_transaction:
            self._cursor.execute(f"ROLLBACK TO {name}")
            self._cursor.execute(f"RELEASE {name}")
            self._savepoints -= 1

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
        if params is None:
            text, writes, _named, lists, _source = plain_query(query)
            if text.__class__ is Script:
                self._run_steps(text, None)
                return
            params = ()
        else:
            text, writes, named, lists, source = translate_query(query)
            if text.__class__ is Script:
                self._run_steps(text, params)
                return
            for param in params.values() if named else params:
                if param.__class__ in EXPANDED:
                    text, params = expand_sequences(source, params)
                    break
        if writes and not self._writing:
            self.begin_writing()
        elif not self._begun:
            self._begin()
        self.sql_log += 1
        self._statement = text
        try:
            self._cursor.execute(text, params)
        except (sqlite3.Error, OverflowError) as error:
            raise translate_error(error) from error
        if lists:
            self._cursor = ListRows(self, self._cursor)

    def _run_steps(self, script: str, params: Any) -> None:
        """Run the steps of a change of tables that SQLite has no statement for."""
        assert isinstance(script, Script)
        if script.alters and self.mode != "schema":
            raise ProgrammingError(
                f"tables are changed while addons are installed: {str(script)[:80]}")
        for step in script.steps:
            step(self, params)

    def executemany(self, query: str, rows: Iterable[Any]) -> None:
        """Run a statement once for each row of parameters."""
        text, writes, _named, _lists, _source = translate_query(query)
        if writes and not self._writing:
            self.begin_writing()
        elif not self._begun:
            self._begin()
        self.sql_log += 1
        try:
            self._cursor.executemany(text, rows)
        except (sqlite3.Error, OverflowError) as error:
            raise translate_error(error) from error

    def executescript(self, script: str) -> None:
        """Run the statements of an SQL file in the transaction."""
        statement = ""
        for piece in re.split(r"(;)", script):
            statement += piece
            if piece == ";" and sqlite3.complete_statement(statement):
                self.execute(statement)
                statement = ""
        if re.sub(r"--[^\n]*", "", statement).strip():
            self.execute(statement)

    def delete_rows(self, table: str, ids: list[int]) -> None:
        """Delete rows by id, with what foreign keys say of those that refer to them."""
        if self.mode == "schema":
            from . import cascades
            self.begin_writing()
            self.execute("PRAGMA schema_version")
            [version] = self.fetchone()
            if self._references is None or self._references[0] != version:
                self._references = version, cascades.read_references(self)
            cascades.delete_rows(self, self._references[1], table, ids)
            return
        for start in range(0, len(ids), 1000):
            part = ids[start:start + 1000]
            try:
                self.execute(SQL(
                    "DELETE FROM %s WHERE %s", SQL.identifier(table),
                    self.dialect.in_list(SQL.identifier("id"), part),
                ))
            except ForeignKeyViolation:
                from . import cascades
                cascades.name_blocker(self, table, part)
                raise

    def mogrify(self, query: str | SQL, params: Any = None) -> str:
        """Return the statement with its parameters, for logs."""
        if isinstance(query, SQL):
            params, query = query.params, query.code
        return str(query) % tuple(repr(p) for p in params or ())

    @property
    def sql_log_count(self) -> int:
        """The number of statements so far."""
        return self.sql_log

    @property
    def rowcount(self) -> int:
        """The number of rows that the last statement wrote, or still answers with."""
        cursor = self._cursor
        if cursor.description is not None and cursor.__class__ is not KeptRows:
            self._cursor = cursor = KeptRows(self, cursor)
        return int(cursor.rowcount)

    @property
    def description(self) -> list[Column] | None:
        """The columns of the last result."""
        return [Column(name) for name in self._column_names()] or None

    @property
    def statusmessage(self) -> str:
        """What PostgreSQL says at the end of the last statement."""
        return tell_status(self._statement, self.rowcount)

    def fetchone(self) -> Any:
        """Return the next row or None."""
        return self._cursor.fetchone()

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the remaining rows."""
        rows: list[tuple[Any, ...]] = self._cursor.fetchall()
        return rows

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        """Return the next `size` rows."""
        rows: list[tuple[Any, ...]] = self._cursor.fetchmany(size)
        return rows

    def dictfetchone(self) -> dict[str, Any] | None:
        """Return the next row as a dict, or None."""
        row = self._cursor.fetchone()
        return None if row is None else dict(zip(self._column_names(), row, strict=True))

    def dictfetchmany(self, size: int) -> list[dict[str, Any]]:
        """Return the next `size` rows as dicts."""
        names = self._column_names()
        return [
            dict(zip(names, row, strict=True)) for row in self._cursor.fetchmany(size)
        ]

    def dictfetchall(self) -> list[dict[str, Any]]:
        """Return the remaining rows as dicts."""
        names = self._column_names()
        return [dict(zip(names, row, strict=True)) for row in self._cursor.fetchall()]

    def _column_names(self) -> list[str]:
        """Return the columns of the last result, unnamed ones as PostgreSQL calls them."""
        names = []
        for name, *_rest in self._cursor.description or ():
            call = CALL.match(name)
            if call is None:
                names.append(name)
            elif call["cast"]:
                names.append(call["cast"])
            else:
                names.append(call["name"].lower())
        return names

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)

