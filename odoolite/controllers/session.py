"""A browser's session: what the server remembers between its requests."""
from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Iterator, MutableMapping
from typing import Any

from ..exceptions import AccessDenied
from .current import request

SID_LENGTH = 84             # two halves; the first one survives rotations
STATIC_LENGTH = 42
LIFETIME = 60 * 60 * 24 * 7             # seconds
ROTATION_INTERVAL = 60 * 60 * 3
DEFAULTS: dict[str, Any] = {
    "context": {}, "create_time": None, "db": None, "debug": "", "login": None,
    "uid": None, "session_token": None, "_trace": None,
}
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class SessionExpiredException(Exception):
    """The session is over, or there never was one."""


SessionExpiredException.__module__ = "odoo.http"


def new_sid(keep: str = "") -> str:
    """Return a fresh session id, its first half kept when there is one."""
    size = SID_LENGTH - len(keep)
    return keep + "".join(secrets.choice(ALPHABET) for _ in range(size))


class Session(MutableMapping[str, Any]):
    """The values of a session, readable as attributes too."""

    __slots__ = (
        "_data", "can_save", "is_dirty", "is_new", "replaced", "should_rotate", "sid",
    )
    sid: str

    def __init__(
        self, data: dict[str, Any] | None = None, sid: str = "", new: bool = False
    ) -> None:
        set_ = object.__setattr__
        set_(self, "_data", {**DEFAULTS, "context": {}, **(data or {})})
        set_(self, "sid", sid or new_sid())
        set_(self, "can_save", True)
        set_(self, "is_dirty", False)
        set_(self, "is_new", new)
        set_(self, "should_rotate", False)
        set_(self, "replaced", [])          # ids that this session had before
        if self._data["create_time"] is None:
            self._data["create_time"] = time.time()

    # ---- a mapping with attributes
    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def __setitem__(self, key: str, value: Any) -> None:
        if key not in self._data or self._data[key] != value:
            object.__setattr__(self, "is_dirty", True)
        self._data[key] = value

    def __delitem__(self, key: str) -> None:
        del self._data[key]
        object.__setattr__(self, "is_dirty", True)

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._data[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        if name in Session.__slots__:
            object.__setattr__(self, name, value)
        else:
            self[name] = value

    def clear(self) -> None:
        """Forget all values."""
        self._data.clear()
        object.__setattr__(self, "is_dirty", True)

    def copy(self) -> Session:
        """Return a session with the same values, to work on."""
        other = Session(dict(self._data), self.sid, self.is_new)
        other.can_save, other.is_dirty = self.can_save, self.is_dirty
        return other

    def touch(self) -> None:
        """Have the session saved."""
        object.__setattr__(self, "is_dirty", True)

    # ---- logging in and out
    def authenticate(self, env: Any, credential: dict[str, Any]) -> dict[str, Any]:
        """Log in; AccessDenied. Without a second factor the session is the user's."""
        wsgi = request.httprequest.environ
        agent = {
            "interactive": True,
            "base_location": request.httprequest.url_root.rstrip("/"),
            "HTTP_HOST": wsgi.get("HTTP_HOST", ""),
            "REMOTE_ADDR": wsgi.get("REMOTE_ADDR", ""),
        }
        env = env(user=None, su=False)
        info: dict[str, Any] = env["res.users"].authenticate(credential, agent)
        uid = info["uid"]
        self["uid"] = None
        self["pre_login"] = credential["login"]
        self["pre_uid"] = uid
        env = env(user=uid)
        user = env["res.users"].browse(uid)
        if info.get("mfa") == "skip" or not user._mfa_url():
            self.finalize(env)
        if request and request.session is self and request.db == env.registry.db_name:
            request.update_env(user=self.uid)
            request.update_context(**self.context)
        return info

    def finalize(self, env: Any) -> None:
        """Make the session the user's, who has shown who they are."""
        login, uid = self.pop("pre_login"), self.pop("pre_uid")
        env = env(user=uid)
        self.should_rotate = True
        self.update({
            "db": env.registry.db_name,
            "login": login,
            "uid": uid,
            "context": dict(env["res.users"].context_get()),
            "session_token": env.user._compute_session_token(self.sid),
        })

    def logout(self, keep_db: bool = False) -> None:
        """Forget the user."""
        db, debug = self.get("db"), self.get("debug", "")
        self.clear()
        self._data.update({**DEFAULTS, "context": {}, "create_time": time.time()})
        if keep_db:
            self._data["db"], self._data["debug"] = db, debug
        self.should_rotate = True

    def rotate(self, env: Any, keep: bool = False) -> None:
        """Take a new id; the token that proves the user is bound to it."""
        self.replaced.append(self.sid)
        sid = new_sid(self.sid[:STATIC_LENGTH] if keep else "")
        object.__setattr__(self, "sid", sid)
        self._data["create_time"] = time.time()
        if self.uid and env is not None:
            user = env(user=self.uid).user
            self._data["session_token"] = user._compute_session_token(sid)
        object.__setattr__(self, "should_rotate", False)
        object.__setattr__(self, "is_dirty", True)


def check_session(session: Session, env: Any) -> bool:
    """Tell whether the session's user is still who logged in."""
    user = env(user=session.uid, su=False)["res.users"].browse(session.uid)
    try:
        expected = user._compute_session_token(session.sid)
    except AccessDenied:
        return False
    given = session.get("session_token") or ""
    return bool(expected) and hmac.compare_digest(str(expected), str(given))


# ---- forms ---------------------------------------------------------------------------
CSRF_LIFETIME = 60 * 60 * 24 * 365


def csrf_token(session: Session, secret: str, lifetime: int | None = None) -> str:
    """Return what forms of the session must send back."""
    until = int(time.time() + (lifetime or CSRF_LIFETIME))
    return f"{_sign(session, secret, until)}o{until}"


def is_csrf_token(token: Any, session: Session, secret: str) -> bool:
    """Tell whether a form came from a page of the session."""
    digest, _, until = str(token or "").rpartition("o")
    if not digest or not until.isdigit() or int(until) < time.time():
        return False
    return hmac.compare_digest(digest, _sign(session, secret, int(until)))


def _sign(session: Session, secret: str, until: int) -> str:
    message = f"{session.sid[:STATIC_LENGTH]}{until}".encode()
    return hmac.new(secret.encode(), message, hashlib.sha1).hexdigest()
