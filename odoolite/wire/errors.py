"""Exceptions to what clients see: XML-RPC faults and JSON-RPC errors."""
from __future__ import annotations

import traceback
from typing import Any

from ..exceptions import (
    AccessDenied,
    AccessError,
    MissingError,
    RedirectWarning,
    UserError,
)

APPLICATION_ERROR, WARNING, ACCESS_DENIED, ACCESS_ERROR = 1, 2, 3, 4


def to_fault(error: BaseException, version: int) -> tuple[int | str, str]:
    """Return the code and the text of an XML-RPC fault at /xmlrpc/2 or /xmlrpc."""
    return _to_fault2(error) if version == 2 else _to_fault1(error)


def _to_fault2(error: BaseException) -> tuple[int, str]:
    if isinstance(error, AccessError):
        return ACCESS_ERROR, str(error)
    if isinstance(error, AccessDenied):
        return ACCESS_DENIED, str(error)
    if isinstance(error, (UserError, RedirectWarning)):
        return WARNING, str(error)
    return APPLICATION_ERROR, format_traceback(error)


def _to_fault1(error: BaseException) -> tuple[str, str]:
    """Return v1's fault: its codes are texts, mostly the message itself."""
    if isinstance(error, AccessDenied):
        return "AccessDenied", str(error)
    for kind, name in (
        (RedirectWarning, "Warning"), (MissingError, "MissingError"),
        (AccessError, "AccessError"), (UserError, "UserError"),
    ):
        if isinstance(error, kind):
            return f"warning -- {name}\n\n{error}", ""
    return format_message(error), format_traceback(error)


def format_traceback(error: BaseException) -> str:
    """Return the traceback as Python prints it."""
    return "".join(traceback.format_exception(error))


def format_message(error: BaseException) -> str:
    """Return the arguments of the exception, a line each."""
    if error.args:
        return "\n".join(str(arg) for arg in error.args)
    return str(error)


def to_json2(
    error: BaseException,
) -> tuple[int, dict[str, Any], list[tuple[str, str]]]:
    """Return status, body and headers of a JSON-2 error."""
    data = to_json(error)
    headers: list[tuple[str, str]] = []
    status = getattr(error, "http_status", 500)
    code = getattr(error, "code", None)
    if hasattr(error, "description") and isinstance(code, int):     # Werkzeug's
        description = getattr(error, "description", None) or ""
        status = code
        data["message"], data["arguments"] = description, [description, code]
        if getattr(error, "www_authenticate", None):
            headers.append(("WWW-Authenticate", "Bearer "))
    elif type(error).__module__ == "odoo.http":
        status = 403
    return status, data, headers


def to_json(error: BaseException) -> dict[str, Any]:
    """Return the `data` of a JSON-RPC error."""
    kind = type(error)
    hidden = isinstance(error, AccessDenied)
    return {
        "name": f"{kind.__module__}.{kind.__qualname__}",
        "message": format_message(error),
        "arguments": list(error.args),
        "context": getattr(error, "context", {}),
        "debug": format_message(error) if hidden else format_traceback(error),
    }
