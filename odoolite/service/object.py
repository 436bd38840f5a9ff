"""The service `object`: methods of models, called by a logged-in user."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..exceptions import AccessDenied
from . import auth, call, retry
from .registries import serving

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from ..storage.cursor import Cursor


def dispatch(method: str, params: Sequence[Any]) -> Any:
    """Call `execute` or `execute_kw`; the errors of wrong parameters are Odoo's."""
    db, uid, password, model, name, *args = params
    uid = int(uid)
    if not password:
        raise AccessDenied
    registry = serving.get().get(db)
    kwargs: Any = {}
    if method == "execute_kw":
        if len(args) == 1:
            args.append({})
        args, kwargs = args
        if kwargs is None:
            kwargs = {}
    elif method != "execute":
        raise NameError(f"Method not available {method}")
    return execute(registry, uid, password, model, name, args, kwargs)


def execute(
    registry: Registry, uid: int, password: str, model: str, name: str,
    args: Sequence[Any], kwargs: dict[str, Any],
) -> Any:
    """Check the password and call the method, in one transaction."""

    def work(cr: Cursor) -> Any:
        auth.check_password(registry, cr, uid, password)
        return call.execute(cr, uid, model, name, args, dict(kwargs))

    tries = serving.get().config.max_tries
    return retry.run(registry, work, call.cursor_mode(name), tries)
