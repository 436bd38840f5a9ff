"""Databases as files: a store holds many, each with a pool of connections."""
from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
import tempfile
import threading
from pathlib import Path

from ..clock import Clock
from . import sqlite
from .cursor import Cursor, Mode
from .errors import OperationalError

_logger = logging.getLogger("odoo.sql_db")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


class Database:
    """One SQL database."""

    def __init__(
        self, name: str, path: Path, clock: Clock | None = None, sync: bool = False
    ) -> None:
        self.name = name
        self.path = path
        self.clock = clock or Clock()
        self.sync = sync
        self.dialect = sqlite.SQLiteDialect()
        self.writer_lock = threading.Lock()
        self._pool: list[sqlite3.Connection] = []
        self._used: set[sqlite3.Connection] = set()
        self._lock = threading.Lock()
        self.closed = False

    def cursor(self, mode: Mode = "auto") -> Cursor:
        """Open a transaction."""
        return Cursor(self, mode)

    def acquire(self) -> sqlite3.Connection:
        """Take a connection out of the pool."""
        with self._lock:
            if self.closed:
                raise unknown_database(self.name)
            connection = self._pool.pop() if self._pool else None
        if connection is None:
            connection = sqlite.connect(self.path, self.sync)
        with self._lock:
            self._used.add(connection)
        return connection

    def release(self, connection: sqlite3.Connection) -> None:
        """Put a connection back."""
        with self._lock:
            self._used.discard(connection)
            if not self.closed and not connection.in_transaction:
                self._pool.append(connection)
                return
        connection.close()

    def checkpoint(self) -> None:
        """Bring what is committed from the log into the file."""
        connection = self.acquire()
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self.release(connection)

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy of the database to `path`."""
        with self.writer_lock:
            connection = self.acquire()
            try:
                busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                if busy:
                    target = sqlite3.connect(path)
                    try:
                        connection.backup(target)
                    finally:
                        target.close()
                else:
                    shutil.copyfile(self.path, path)
            finally:
                self.release(connection)

    def close(self) -> None:
        """Close the connections; those in use are closed when given back."""
        with self._lock:
            self.closed = True
            pool, self._pool = self._pool, []
        for connection in pool:
            connection.close()


def unknown_database(name: str) -> OperationalError:
    """Return the error Odoo shows for a database that is not there."""
    return OperationalError(
        f'connection to server failed: FATAL:  database "{name}" does not exist'
    )


class DatabaseStore:
    """The databases of a folder; without one, of a private folder in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self.private = folder is None
        self.folder = folder if folder is not None else _memory_folder()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._open: dict[str, Database] = {}
        self._lock = threading.RLock()

    def path(self, name: str) -> Path:
        """Return the file of a database; ValueError for an impossible name."""
        if not NAME.fullmatch(name):
            raise ValueError(f"Invalid database name {name!r}")
        return self.folder / f"{name}.sqlite"

    def list(self) -> list[str]:
        """Return the names of the databases, sorted."""
        return sorted(path.stem for path in self.folder.glob("*.sqlite"))

    def exists(self, name: str) -> bool:
        """Tell whether there is such a database."""
        return bool(NAME.fullmatch(str(name))) and self.path(name).exists()

    def open(self, name: str) -> Database:
        """Return a database; OperationalError when it does not exist."""
        with self._lock:
            known = self._open.get(name)
            if known is not None:
                return known
            if not self.exists(name):
                raise unknown_database(name)
            database = Database(name, self.path(name), sync=not self.private)
            self._open[name] = database
            return database

    def create(self, name: str, template: Path | None = None) -> Database:
        """Make a database, empty or as a copy of a file."""
        path = self.path(name)
        with self._lock:
            if path.exists():
                raise FileExistsError(f'database "{name}" already exists')
            if template is not None:
                shutil.copyfile(template, path)
            else:
                sqlite.connect(path, False).close()
            return self.open(name)

    def copy(self, source: str, name: str) -> Database:
        """Make a database as a copy of another one."""
        path = self.path(name)
        if path.exists():
            raise FileExistsError(f'database "{name}" already exists')
        self.open(source).copy_to(path)
        return self.open(name)

    def snapshot(self, name: str, path: Path) -> None:
        """Write a copy of a database to a file."""
        self.open(name).copy_to(path)

    def forget(self, name: str) -> None:
        """Close a database."""
        with self._lock:
            database = self._open.pop(name, None)
        if database is not None:
            database.close()

    def drop(self, name: str) -> bool:
        """Delete a database; False when there is none."""
        if not self.exists(name):
            return False
        self.forget(name)
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path(name)}{suffix}").unlink(missing_ok=True)
        return True

    def rename(self, old: str, new: str) -> None:
        """Give a database another name."""
        target = self.path(new)
        if target.exists():
            raise FileExistsError(f'database "{new}" already exists')
        self.open(old).checkpoint()
        self.forget(old)
        os.replace(self.path(old), target)
        for suffix in ("-wal", "-shm"):
            Path(f"{self.path(old)}{suffix}").unlink(missing_ok=True)

    def close(self) -> None:
        """Close all databases; a private folder is removed."""
        for name in list(self._open):
            self.forget(name)
        if self.private:
            shutil.rmtree(self.folder, ignore_errors=True)


def _memory_folder() -> Path:
    """Return a new folder in memory where the system has one."""
    shm = Path("/dev/shm")
    base = str(shm) if shm.is_dir() and os.access(shm, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="odoolite-", dir=base))
