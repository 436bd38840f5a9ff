"""The caches behind `tools.ormcache`: shared by transactions, never ahead of them.

A transaction works on the cache dicts that were current when it began. Clearing a cache
gives the transaction an empty dict of its own; once it commits, everybody that begins
later starts from an empty one too. So no value of a transaction that is not committed,
or that was overtaken by another, is ever seen by the next.
"""
from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable
from typing import Any


class Caches:
    """The cache dicts of one database, by cache name."""

    def __init__(self) -> None:
        self._shared: dict[str, dict[Any, Any]] = {}
        self._lock = threading.Lock()
        self._local = threading.local()

    def open_view(self) -> CacheView:
        """Return what a transaction of this thread sees from now on."""
        view = CacheView(self)
        try:
            self._local.views.add(view)
        except AttributeError:
            self._local.views = weakref.WeakSet((view,))
        return view

    def clear(self, names: Iterable[str] = ()) -> None:
        """Forget the named caches, or all, for the transactions of this thread.

        Without any open transaction, for everybody at once.
        """
        names = tuple(names)
        views = list(getattr(self._local, "views", ()))
        for view in views:
            view.clear(names)
        if not views:
            self.forget(names)

    def forget(self, names: Iterable[str]) -> None:
        """Let transactions that begin from now on start from empty caches."""
        with self._lock:
            for name in names or tuple(self._shared):
                self._shared[name] = {}

    def current(self) -> dict[str, dict[Any, Any]]:
        """Return the current dicts by name, in a dict of the caller's own."""
        with self._lock:
            return dict(self._shared)

    def get(self, name: str) -> dict[Any, Any]:
        """Return the current dict of a name."""
        with self._lock:
            return self._shared.setdefault(name, {})


class CacheView:
    """The cache dicts that one transaction reads and fills."""

    __slots__ = ("__weakref__", "_caches", "_cleared", "_dicts")

    def __init__(self, caches: Caches) -> None:
        self._caches = caches
        self._dicts = caches.current()
        self._cleared: set[str] | None = None

    def __getitem__(self, name: str) -> dict[Any, Any]:
        found = self._dicts.get(name)
        if found is None:
            own = self._cleared is not None and (name in self._cleared or not self._cleared)
            found = self._dicts[name] = {} if own else self._caches.get(name)
        return found

    def clear(self, names: Iterable[str]) -> None:
        """Forget the named caches, or all (an empty set of cleared names means all)."""
        if not names:
            self._cleared = set()
            self._dicts.clear()
            return
        if self._cleared is None:
            self._cleared = set(names)
        elif self._cleared:
            self._cleared.update(names)
        for name in names:
            self._dicts[name] = {}

    def undo(self) -> None:
        """Forget what was found since something changed: a savepoint took it back."""
        if self._cleared is not None:
            self.clear(tuple(self._cleared))

    def end(self, committed: bool, written: bool = True) -> None:
        """Publish what was cleared if the transaction committed; begin anew.

        What a transaction that wrote and was undone has found may be about records that
        never were, whose ids others get: it is forgotten.
        """
        if self._cleared is not None and committed:
            self._caches.forget(self._cleared)
        elif written and not committed:
            self._caches.forget(())
        self._cleared = None
        self._dicts = self._caches.current()
