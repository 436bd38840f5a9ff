"""Which database a request is for, and which session it belongs to."""
from __future__ import annotations

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..controllers.session import Session
    from ..service.registries import Registries
    from .session_store import SessionStore

CONFLICT = "Cannot use both the session_id cookie and the x-odoo-database header."


class DatabaseConflict(Exception):
    """The session is one of another database than the header names."""


def read_sid(environ: Mapping[str, Any]) -> str | None:
    """Return the session id of the cookies."""
    text = environ.get("HTTP_COOKIE")
    if not text or "session_id" not in text:
        return None
    try:
        morsel = SimpleCookie(text).get("session_id")
    except CookieError:
        return None
    return morsel.value if morsel else None


def select(
    environ: Mapping[str, Any], registries: Registries, store: SessionStore
) -> tuple[Session, str | None]:
    """Return the session and the name of the database; DatabaseConflict.

    Odoo: the session's database, else the header's (then nothing is kept), else the
    only one of the server.
    """
    session = store.get(read_sid(environ))
    header = environ.get("HTTP_X_ODOO_DATABASE")
    known = session.db if session.db and registries.exists(session.db) else None
    if header:
        if known and known != header:
            raise DatabaseConflict(CONFLICT)
        session.can_save = known is not None
        name: str | None = header
    else:
        name = known or only_database(registries)
    if session.db != name:
        if session.db:
            session.logout()
        session["db"] = name
    session.is_dirty = False
    return session, name


def only_database(registries: Registries) -> str | None:
    """Return the server's database when it has one alone."""
    names = registries.list()
    return names[0] if len(names) == 1 else None
