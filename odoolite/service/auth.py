"""Who may call: passwords and API keys, checked once and remembered.

Checking a password is slow on purpose. A pair of user and password that was right is
remembered (as a digest) together with what made it right; it is checked anew as soon as
the user's password, keys or state have changed in the database.
"""
from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from ..exceptions import AccessDenied
from ..orm.environments import SUPERUSER_ID, Environment
from . import retry

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from ..storage.cursor import Cursor

MAX_VERIFIED = 4096
STATE = """
    SELECT u.password, u.active, COUNT(k.id), SUM(k.id), MAX(k.id)
      FROM res_users u LEFT JOIN res_users_apikeys k ON k.user_id = u.id
           AND (k.expiration_date IS NULL OR k.expiration_date >= %s)
     WHERE u.id = %s
     GROUP BY u.id, u.password, u.active
"""


def log_in(
    registry: Registry, login: str, password: str, user_agent_env: dict[str, Any]
) -> int:
    """Return the user's id; AccessDenied for a wrong login or password."""

    if not password:
        raise AccessDenied
    credential = {"login": login, "password": password, "type": "password"}

    def work(cr: Cursor) -> int:
        users: Any = Environment(cr, SUPERUSER_ID, {})["res.users"]
        return int(users._login(credential, user_agent_env)["uid"])

    return retry.run(registry, work, "write")


def check_password(registry: Registry, cr: Cursor, uid: int, password: str) -> None:
    """Raise AccessDenied unless `password` (or an API key) is the user's."""
    if not password or not uid:
        raise AccessDenied
    key = (uid, digest(password))
    state = read_state(cr, uid)
    verified = registry.verified_secrets
    if state is not None and verified.get(key) == state:
        return
    users: Any = Environment(cr, uid, {})["res.users"]
    users._check_uid_passwd(uid, password)
    if len(verified) >= MAX_VERIFIED:
        verified.clear()
    if state is not None:
        verified[key] = state


KEY_OWNER = """
    SELECT k.id FROM res_users_apikeys k JOIN res_users u ON u.id = k.user_id
     WHERE u.active AND k.user_id = %s AND k."index" = %s
       AND (k.expiration_date IS NULL OR k.expiration_date >= %s)
"""
KEY_INDEX = 8


def check_key(registry: Registry, cr: Cursor, key: str) -> int | None:
    """Return the id of the user whose API key this is, None when it is nobody's."""
    known_as = ("key", digest(key))
    verified = registry.verified_secrets
    known = verified.get(known_as)
    if known is not None:
        moment = cr.now().strftime("%Y-%m-%d %H:%M:%S")
        cr.execute(KEY_OWNER, (known[0], key[:KEY_INDEX], moment))
        if [row[0] for row in cr.fetchall()] == known[1]:
            return int(known[0])
    keys: Any = Environment(cr, SUPERUSER_ID, {})["res.users.apikeys"]
    uid: int | None = keys._check_credentials(scope="rpc", key=key)
    if uid:
        moment = cr.now().strftime("%Y-%m-%d %H:%M:%S")
        cr.execute(KEY_OWNER, (uid, key[:KEY_INDEX], moment))
        if len(verified) >= MAX_VERIFIED:
            verified.clear()
        verified[known_as] = (uid, [row[0] for row in cr.fetchall()])
    return uid


def digest(password: str) -> bytes:
    """Return what stands for a password in memory."""
    return hashlib.sha256(str(password).encode("utf-8", "replace")).digest()


def read_state(cr: Cursor, uid: int) -> tuple[Any, ...] | None:
    """Return what a right password depends on; None when there is no such user."""
    moment = cr.now().strftime("%Y-%m-%d %H:%M:%S")
    cr.execute(STATE, (moment, uid))
    row: tuple[Any, ...] | None = cr.fetchone()
    return row
