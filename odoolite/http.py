"""What addons import as `odoo.http`: controllers, the request, answers."""
from __future__ import annotations

import importlib
from typing import Any

from .controllers.current import client_address, request, root
from .controllers.routing import Controller, collect_rules, route
from .controllers.session import SessionExpiredException

__all__ = [
    "Controller", "SessionExpiredException", "client_address", "collect_rules",
    "request", "root", "route",
]

SAFE_HTTP_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
CSRF_FREE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")
STATIC_CACHE = 60 * 60 * 24 * 7
STATIC_CACHE_LONG = 60 * 60 * 24 * 365
SESSION_LIFETIME = STATIC_CACHE
DEFAULT_LANG = "en_US"
# imported when asked for: they need Werkzeug, which a start can do without
LATER = {
    "Response": "response", "FutureResponse": "response",
    "content_disposition": "response", "Stream": "stream", "Request": "request",
    "Session": "session", "check_session": "session", "Dispatcher": "dispatcher",
    "HTTPRequest": "request",
}
ROUTING_TYPES = {
    "HttpDispatcher": "http", "JsonRPCDispatcher": "jsonrpc", "Json2Dispatcher": "json2",
}


def __getattr__(name: str) -> Any:
    if name in LATER:
        module = importlib.import_module(f"odoolite.controllers.{LATER[name]}")
        return getattr(module, name)
    if name in ROUTING_TYPES:
        from .controllers.dispatcher import dispatchers
        kind = ROUTING_TYPES[name]
        if kind in dispatchers:
            return dispatchers[kind]
    raise AttributeError(name)


def db_list(force: bool = False, host: str | None = None) -> list[str]:
    """Return the databases; AccessDenied when they may not be listed."""
    names: list[str] = dispatch_rpc("db", "list", [])
    return names


def db_filter(dbs: list[str], host: str | None = None) -> list[str]:
    """Return those of the databases that may be used."""
    return list(dbs)


def dispatch_rpc(service_name: str, method: str, params: Any) -> Any:
    """Call a method of the services common, db, object of this server."""
    return request.services.dispatch(service_name, method, params)


def serialize_exception(exception: BaseException) -> dict[str, Any]:
    """Return what a JSON-RPC client is told of an exception."""
    found: dict[str, Any] = request.describe_error(exception)
    return found
