"""Time, as a database sees it; it can be moved by hand."""
from __future__ import annotations

from contextvars import ContextVar
from datetime import datetime, timedelta, timezone
from typing import Any


class Clock:
    """The current time in UTC, shifted or frozen on request."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self.frozen: datetime | None = None

    def now(self) -> datetime:
        """Return the time as a naive UTC datetime with microseconds."""
        if self.frozen is not None:
            return self.frozen
        return datetime.now(timezone.utc).replace(tzinfo=None) + self.offset

    def advance(self, **delta: Any) -> datetime:
        """Move the clock by a timedelta's arguments; return the new time."""
        if self.frozen is not None:
            self.frozen += timedelta(**delta)
        else:
            self.offset += timedelta(**delta)
        return self.now()

    def freeze(self, moment: datetime | None) -> None:
        """Stop the clock at `moment` (naive UTC), or let it run again with None."""
        self.frozen = moment


SYSTEM = Clock()
_current: ContextVar[Clock] = ContextVar("odoolite_clock", default=SYSTEM)


def current() -> Clock:
    """Return the clock of the database that is being worked on."""
    return _current.get()


def use(clock: Clock) -> Any:
    """Make `clock` the current one; returns a token for `release`."""
    return _current.set(clock)


def release(token: Any) -> None:
    """Undo `use`."""
    _current.reset(token)
