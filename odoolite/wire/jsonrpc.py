"""JSON-RPC 2.0 at /jsonrpc: the same services in another dress."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..tools.json import format_json
from . import errors
from .request import Request, Response

if TYPE_CHECKING:
    from ..service.services import Services

CONTENT_TYPE = "application/json; charset=utf-8"
TYPES = ("application/json", "application/json-rpc")


class JSONRPC:
    """The endpoint; its name stands in the errors of calls with wrong params."""

    def __init__(self, services: Services) -> None:
        self.services = services

    def jsonrpc(self, service: str, method: str, args: Any) -> Any:
        """Call a method of a service."""
        return self.services.call_remotely("jsonrpc", service, method, args)


def handle_call(request: Request, services: Services) -> Response:
    """Answer a request at /jsonrpc, whatever its HTTP method."""
    if request.mimetype not in TYPES:
        from .pages import error_page
        return error_page(415, accept=TYPES)
    try:
        envelope = json.loads(request.body().decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return Response(b"Invalid JSON data", 400)
    if not isinstance(envelope, dict):
        return Response(b"Invalid JSON-RPC data", 400)
    answer: dict[str, Any] = {"jsonrpc": "2.0", "id": envelope.get("id")}
    try:
        params = dict(envelope.get("params", {}))
        known = {k: v for k, v in params.items() if k in ("service", "method", "args")}
        result = JSONRPC(services).jsonrpc(**known)
        if result is not None:
            answer["result"] = result
        body = format_json(answer)
    except Exception as error:
        answer.pop("result", None)
        answer["error"] = {
            "code": 0, "message": "Odoo Server Error", "data": errors.to_json(error),
        }
        body = format_json(answer)
    return Response(body, content_type=CONTENT_TYPE)
