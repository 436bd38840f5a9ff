"""The lock of a database's writer: first come, first served."""
from __future__ import annotations

import threading
from collections import deque
from typing import Any

from .errors import OperationalError, SerializationFailure

TIMEOUT = 60.0      # seconds


class WriterLock:
    """A fair lock that any thread may release, and that knows who took it."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._owner: int | None = None
        self._waiting: deque[tuple[threading.Lock, int]] = deque()

    def held_by_me(self) -> bool:
        """Tell whether the current thread took the lock."""
        return self._owner == threading.get_ident()

    def acquire(self, timeout: float = TIMEOUT) -> None:
        """Wait for the lock; an error rather than a wait for oneself."""
        me = threading.get_ident()
        with self._mutex:
            if self._owner is None:
                self._owner = me
                return
            if self._owner == me:
                raise OperationalError(
                    "this thread already writes to the database with another cursor"
                )
            turn = (threading.Lock(), me)
            turn[0].acquire()
            self._waiting.append(turn)
        if not turn[0].acquire(timeout=timeout):
            self._give_up(turn)

    def _give_up(self, turn: tuple[threading.Lock, int]) -> None:
        with self._mutex:
            if turn in self._waiting:       # else the lock came at the last moment
                self._waiting.remove(turn)
                raise SerializationFailure("canceling statement due to lock timeout")

    def release(self) -> None:
        """Hand the lock to the one who waits longest."""
        with self._mutex:
            if self._waiting:
                gate, self._owner = self._waiting.popleft()
                gate.release()
            else:
                self._owner = None

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_error: Any) -> None:
        self.release()
