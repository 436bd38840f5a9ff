"""Databases on a PostgreSQL server."""
from __future__ import annotations

import threading
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from ..clock import Clock
from . import postgresql
from .cursor import Mode
from .databases import unknown_database
from .files import FileStore
from .postgres_cursor import PostgresCursor

# a model sorts by its code points, as on the server that was recorded
CREATE = 'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\' {locale}'
LOCALE = "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"


class PostgresDatabase:
    """One database of a server, with a pool of connections."""

    def __init__(self, name: str, conninfo: str, clock: Clock | None = None) -> None:
        self.name = name
        self.conninfo = make_conninfo(conninfo, dbname=name)
        self.clock = clock or Clock()
        self.dialect = postgresql.PostgresDialect()
        self.files: FileStore | None = None
        self._pool: list[psycopg.Connection[Any]] = []
        self._lock = threading.Lock()
        self.closed = False

    def cursor(self, mode: Mode = "auto") -> PostgresCursor:
        """Open a transaction."""
        return PostgresCursor(self, mode)  # type: ignore[arg-type]

    def acquire(self) -> psycopg.Connection[Any]:
        """Take a connection out of the pool."""
        with self._lock:
            if self.closed:
                raise unknown_database(self.name)
            if self._pool:
                return self._pool.pop()
        return postgresql.connect(self.conninfo)

    def release(self, connection: psycopg.Connection[Any]) -> None:
        """Put a connection back."""
        with self._lock:
            if not self.closed and not connection.closed:
                self._pool.append(connection)
                return
        connection.close()

    def close(self) -> None:
        """Close the connections that are not in use."""
        with self._lock:
            self.closed = True
            pool, self._pool = self._pool, []
        for connection in pool:
            connection.close()


class PostgresStore:
    """The databases of one PostgreSQL server that a connection text leads to."""

    def __init__(self, conninfo: str = "") -> None:
        self.conninfo = conninfo
        self._open: dict[str, PostgresDatabase] = {}

    def _run(self, statement: str) -> Any:
        admin = make_conninfo(self.conninfo, dbname="postgres")
        with psycopg.connect(admin, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def list(self) -> list[str]:
        """Return the names of the databases, sorted."""
        rows = self._run("SELECT datname FROM pg_database WHERE NOT datistemplate")
        return sorted(row[0] for row in rows)

    def exists(self, name: str) -> bool:
        """Tell whether there is such a database."""
        return name in self.list()

    def open(self, name: str) -> PostgresDatabase:
        """Return a database; OperationalError when it does not exist."""
        if name not in self._open:
            if not self.exists(name):
                raise unknown_database(name)
            self._open[name] = PostgresDatabase(name, self.conninfo)
        return self._open[name]

    def create(self, name: str, template: str | None = None) -> PostgresDatabase:
        """Make a database, empty or as a copy of another one."""
        locale = "" if template else LOCALE
        self._run(CREATE.format(
            name=name, template=template or "template0", locale=locale
        ))
        return self.open(name)

    def copy(self, source: str, name: str) -> PostgresDatabase:
        """Make a database as a copy of another one, whose connections are closed."""
        known = self._open.get(source)
        if known is not None:
            known.close()
            known.closed = False
        return self.create(name, template=source)

    def rename(self, old: str, new: str) -> None:
        """Give a database another name."""
        known = self._open.pop(old, None)
        if known is not None:
            known.close()
        self._run(f'ALTER DATABASE "{old}" RENAME TO "{new}"')

    def drop(self, name: str) -> bool:
        """Delete a database; False when there is none."""
        known = self._open.pop(name, None)
        if known is not None:
            known.close()
        if not self.exists(name):
            return False
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')
        return True

    def close(self) -> None:
        """Close all databases."""
        for database in self._open.values():
            database.close()
        self._open.clear()
