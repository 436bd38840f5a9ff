"""The service `common`: versions and logging in.

The functions are called by name with what the client sent, so that a wrong number of
parameters reads as it does in Odoo.
"""
from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from ..exceptions import AccessDenied
from . import auth
from .registries import serving

_logger = logging.getLogger("odoo.service.common")

PROTOCOL_VERSION = 1
ABOUT = "See http://openerp.com"


def dispatch(method: str, params: Sequence[Any]) -> Any:
    """Call a method of the service."""
    function = METHODS.get("exp_" + method)
    if function is None:
        raise Exception(f"Method not found: {method}")
    return function(*params)


def exp_version() -> dict[str, Any]:
    """Return the versions of the server."""
    series = serving.get().series
    return {
        "server_version": series.server_version,
        "server_version_info": list(series.server_version_info),
        "server_serie": series.server_serie,
        "protocol_version": PROTOCOL_VERSION,
    }


def exp_about(extended: bool = False) -> Any:
    """Return where to read more; with the version when asked for more."""
    return (ABOUT, serving.get().series.server_version) if extended else ABOUT


def exp_login(db: str, login: str, password: str) -> Any:
    """Return the id of the user, or False."""
    return exp_authenticate(db, login, password, None)


def exp_authenticate(
    db: str, login: str, password: str, user_agent_env: dict[str, Any] | None
) -> Any:
    """Return the id of the user, or False. Odoo: a refusal is no fault."""
    environment = {**(user_agent_env or {}), "interactive": False}
    registries = serving.get()
    registry = registries.get(db)
    try:
        return auth.log_in(registry, login, password, environment)
    except AccessDenied:
        return False


def exp_set_loglevel(loglevel: str, logger: str | None = None) -> bool:
    """Do nothing, successfully; Odoo does so too."""
    return True


METHODS = {
    function.__name__: function
    for function in (
        exp_version, exp_about, exp_login, exp_authenticate, exp_set_loglevel,
    )
}
