"""The request that is being answered in this thread, under the name `request`."""
from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

# the address of the client, also of calls that no controller answers
client_address: ContextVar[str] = ContextVar("odoolite_client", default="")
_current: ContextVar[Any] = ContextVar("odoolite_request", default=None)
# the application that answers, as addons know it: `odoo.http.root`
_applications: list[Any] = []


def push_request(value: Any) -> Any:
    """Make `value` the current request; return what `pop_request` wants."""
    return _current.set(value)


def pop_request(token: Any) -> None:
    """Make the request before the current one again."""
    _current.reset(token)


class DeferredRequest:
    """A request that is made when something asks it first: most calls never do."""

    def __init__(self, make: Callable[[], Any]) -> None:
        object.__setattr__(self, "_make", make)

    def _get(self) -> Any:
        made = vars(self).get("_made")
        if made is None:
            made = self._make()
            object.__setattr__(self, "_made", made)
        return made

    def __getattr__(self, name: str) -> Any:
        return getattr(self._get(), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._get(), name, value)


class RequestProxy:
    """Stands for the current request; false where there is none."""

    def __bool__(self) -> bool:
        return _current.get() is not None

    def __getattr__(self, name: str) -> Any:
        found = _current.get()
        if found is None:
            raise RuntimeError("object is not bound: no HTTP request is being answered")
        return getattr(found, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(_current.get(), name, value)

    def _get_current_object(self) -> Any:
        return _current.get()

    def __repr__(self) -> str:
        return f"<request {_current.get()!r}>"


request: Any = RequestProxy()


class Root:
    """Stands for the server's application: the current request's, else the latest one."""

    @property
    def session_store(self) -> Any:
        """Where the sessions are kept."""
        found = _current.get()
        if found is not None and found.session_store is not None:
            return found.session_store
        if not _applications:
            raise RuntimeError("there is no server in this process")
        return _applications[-1].store


root = Root()


def enter_application(application: Any) -> None:
    """Make an application the one that `root` stands for outside of requests."""
    _applications.append(application)


def leave_application(application: Any) -> None:
    """Forget an application."""
    if application in _applications:
        _applications.remove(application)
