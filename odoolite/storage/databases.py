"""Databases as files: a store holds many, each with a pool of connections."""
from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..clock import Clock
from . import sqlite
from .cursor import Cursor, Mode
from .errors import OperationalError, translate_error
from .files import FileStore
from .writer_lock import WriterLock

_logger = logging.getLogger("odoo.sql_db")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


class Database:
    """One SQL database."""

    def __init__(
        self, name: str, path: Path, clock: Clock | None = None, sync: bool = False,
        files: FileStore | None = None,
    ) -> None:
        self.name = name
        self.files = files      # None: contents of attachments are in the database
        self.path = path
        self.clock = clock or Clock()
        self.sync = sync
        self.dialect = sqlite.SQLiteDialect()
        self.writer_lock = WriterLock()
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

    @property
    def in_use(self) -> bool:
        """Tell whether transactions are going on, of this process."""
        with self._lock:
            return bool(self._used)

    def checkpoint(self) -> bool:
        """Bring what is committed into the file; False if readers stand in the way."""
        connection = self.acquire()
        try:
            _busy, log, done = connection.execute(
                "PRAGMA wal_checkpoint(PASSIVE)"    # the one that waits for nobody
            ).fetchone()
            return bool(log == done)
        finally:
            self.release(connection)

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy of the database to `path`, at once or not at all."""
        part = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
        try:
            if self.writer_lock.held_by_me():
                self._backup(part)      # what was committed before
            else:
                with self.writer_lock, self._no_writer():
                    if self.checkpoint():
                        shutil.copyfile(self.path, part)
                    else:
                        self._backup(part)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)

    @contextmanager
    def _no_writer(self) -> Iterator[None]:
        """Keep other processes from writing."""
        connection = self.acquire()
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise translate_error(error) from error
        finally:
            self.release(connection)

    def _backup(self, path: Path) -> None:
        connection = self.acquire()
        target = sqlite3.connect(path)
        try:
            target.execute("PRAGMA synchronous=OFF")
            connection.backup(target)
        finally:
            target.close()
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
        self._remove = weakref.finalize(
            self, _remove_folder, self.folder if self.private else None, os.getpid()
        )
        self._open: dict[str, Database] = {}
        self._lock = threading.RLock()

    def path(self, name: str) -> Path:
        """Return the file of a database; ValueError for an impossible name."""
        if not NAME.fullmatch(name):
            raise ValueError(f"Invalid database name {name!r}")
        return self.folder / f"{name}.sqlite"

    def _files_folder(self, name: str) -> Path:
        return self.folder / "filestore" / name

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
            files = None if self.private else FileStore(self._files_folder(name))
            database = Database(
                name, self.path(name), sync=not self.private, files=files
            )
            self._open[name] = database
            return database

    def create(self, name: str, template: Path | None = None) -> Database:
        """Make a database, empty or as a copy of a file."""
        path = self.path(name)
        with self._lock:
            if path.exists():
                raise FileExistsError(f'database "{name}" already exists')
            if template is not None:
                part = path.with_suffix(".part")
                shutil.copyfile(template, part)
                os.replace(part, path)
            else:
                sqlite.connect(path, False).close()
            return self.open(name)

    def copy(self, source: str, name: str) -> Database:
        """Make a database as a copy of another one."""
        path = self.path(name)
        with self._lock:
            if path.exists():
                raise FileExistsError(f'database "{name}" already exists')
            database = self.open(source)
        if database.files is not None:
            database.files.copy_to(self._files_folder(name))
        database.copy_to(path)
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
        shutil.rmtree(self._files_folder(name), ignore_errors=True)
        return True

    def rename(self, old: str, new: str) -> None:
        """Give a database another name."""
        target = self.path(new)
        if target.exists():
            raise FileExistsError(f'database "{new}" already exists')
        database = self.open(old)
        if database.in_use:
            raise OperationalError(
                f'database "{old}" is being accessed by other users'
            )
        self.forget(old)        # its last connection empties the log into the file
        for suffix in ("-wal", "-shm", ""):
            if (part := Path(f"{self.path(old)}{suffix}")).exists():
                os.replace(part, f"{target}{suffix}")
        if self._files_folder(old).is_dir():
            os.replace(self._files_folder(old), self._files_folder(new))

    def close(self) -> None:
        """Close all databases; a private folder is removed."""
        for name in list(self._open):
            self.forget(name)
        self._remove()


def _remove_folder(folder: Path | None, pid: int) -> None:
    """Delete a private folder, unless this process is a fork of its owner."""
    if folder is not None and os.getpid() == pid:
        shutil.rmtree(folder, ignore_errors=True)


def _memory_folder() -> Path:
    """Return a new folder in memory where the system has one."""
    shm = Path("/dev/shm")
    base = str(shm) if shm.is_dir() and os.access(shm, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="odoolite-", dir=base))
