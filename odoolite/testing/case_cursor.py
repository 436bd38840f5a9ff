"""Cursors of requests that are answered within a test's transaction."""
from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING, Any

from ..orm.environments import Transaction
from ..storage.callbacks import Callbacks
from ..storage.cursor import Cursor

if TYPE_CHECKING:
    from ..orm.registry import Registry

LOCK_TIMEOUT = 20.0         # seconds
_numbers = itertools.count(1)


class CaseCursor(Cursor):
    """A cursor whose commits and rollbacks end at a savepoint of the test's own one.

    Only one is open at a time, but for those that one thread opens within another.
    """

    def __init__(self, outer: Cursor, registry: Registry, lock: threading.RLock) -> None:
        self._closed = True
        self._outer = outer
        self._lock: Any = lock
        if not self._lock.acquire(timeout=LOCK_TIMEOUT):
            raise TimeoutError("another cursor of the test is open in another thread")
        self.database = outer.database
        self.dialect = outer.dialect
        self.mode = "write"
        self.precommit = Callbacks()
        self.postcommit = Callbacks()
        self.prerollback = Callbacks()
        self.postrollback = Callbacks()
        self.sql_log = 0
        self._connection = outer.connection
        self._cursor = self._connection.cursor()
        self._begun = self._writing = True
        self._now = None
        self._savepoints = 0
        self._schema = None
        self._references = None
        self._point = f"case_{next(_numbers)}"
        self._cursor.execute(f"SAVEPOINT {self._point}")
        self._closed = False
        self.transaction = Transaction(registry)

    def commit(self) -> None:
        """Keep what was done, for the test to see; what waits for a commit is left out."""
        self.flush()
        self._cursor.execute(f"RELEASE {self._point}")
        self._cursor.execute(f"SAVEPOINT {self._point}")
        self.transaction.end(committed=True)
        self._now = None
        for callbacks in (self.prerollback, self.postrollback, self.postcommit):
            callbacks.clear()

    def rollback(self) -> None:
        """Undo what was done since the last commit."""
        self.precommit.clear()
        self.postcommit.clear()
        self.prerollback.run()
        self.transaction.end(committed=False)
        self._cursor.execute(f"ROLLBACK TO {self._point}")
        self._now = None
        self._savepoints = 0
        self.postrollback.run()

    def close(self) -> None:
        """Undo what is not committed."""
        if self._closed:
            return
        try:
            self.rollback()
            self._cursor.execute(f"RELEASE {self._point}")
        finally:
            self._closed = True
            self._cursor.close()
            self._lock.release()

    def __del__(self) -> None:
        """Leave the connection to the test."""
