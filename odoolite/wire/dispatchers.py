"""How a controller is called and answers, by the type of its route."""
from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    InternalServerError,
    NotFound,
    default_exceptions,
)

from ..controllers.dispatcher import Dispatcher
from ..controllers.response import Response
from ..controllers.session import SessionExpiredException
from ..exceptions import RedirectWarning, UserError
from ..tools.json import format_json
from . import errors

if TYPE_CHECKING:
    from ..controllers.request import Request
    from ..controllers.routing import Endpoint

_logger = logging.getLogger("odoo.http")
JSON_CONTENT = "application/json; charset=utf-8"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


class HttpDispatcher(Dispatcher):
    """Pages, forms, files."""

    routing_type = "http"

    def dispatch(self, endpoint: Endpoint, args: dict[str, Any]) -> Any:
        """Call with the parameters of query, form and address, after the CSRF check."""
        request = self.request
        request.params = {**request.get_http_params(), **args}
        method = request.httprequest.method
        if method not in SAFE_METHODS and endpoint.routing.get("csrf", True):
            if not request.db:
                return request.redirect("/web/database/selector")
            token = request.params.pop("csrf_token", None)
            if not request.validate_csrf(token):
                _logger.warning(
                    "No CSRF validation token provided for path %r",
                    request.httprequest.path,
                )
                raise BadRequest("Session expired (invalid CSRF token)")
        return _call(request, endpoint)

    def handle_error(self, error: Exception) -> Any:
        """Redirect to the login page, or answer a page of HTTP's words."""
        request = self.request
        if isinstance(error, SessionExpiredException):
            request.session.logout(keep_db=True)
            path = request.httprequest.full_path
            return request.redirect_query("/web/login", {"redirect": path})
        if isinstance(error, HTTPException):
            return error
        if isinstance(error, UserError):
            kind: Any = default_exceptions.get(error.http_status, BadRequest)
            return kind(str(error))
        _logger.error("Exception during request handling.", exc_info=error)
        return InternalServerError()


class JsonRPCDispatcher(Dispatcher):
    """JSON-RPC 2.0: whatever happens is HTTP 200."""

    routing_type = "jsonrpc"
    default_methods = "POST"
    mimetypes = ("application/json", "application/json-rpc")

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        self.request_id: Any = None

    def is_compatible(self) -> bool:
        """Only JSON is."""
        return self.request.httprequest.mimetype in self.mimetypes

    def dispatch(self, endpoint: Endpoint, args: dict[str, Any]) -> Any:
        """Call with the envelope's params."""
        request = self.request
        try:
            envelope = request.get_json_data()
        except (ValueError, RecursionError):
            raise BadRequest(response=Response("Invalid JSON data", 400)) from None
        if not isinstance(envelope, dict):
            raise BadRequest(response=Response("Invalid JSON-RPC data", 400))
        request.jsonrequest = envelope
        self.request_id = envelope.get("id")
        params = dict(envelope.get("params", {}), **args)
        request.params = params
        context = params.pop("context", None)
        if context is not None and request.db:
            request.update_context(**context)
        result = _call(request, endpoint)
        if isinstance(result, (HTTPException, Response)):
            return result
        answer = {"jsonrpc": "2.0", "id": self.request_id}
        if result is not None:
            answer["result"] = result
        return _json_response(answer)

    def handle_error(self, error: Exception) -> Any:
        """Return the error's envelope."""
        if isinstance(error, BadRequest) and error.response is not None:
            return error.response
        code, message = 0, "Odoo Server Error"
        if isinstance(error, NotFound):
            code, message = 404, "404: Not Found"
        elif isinstance(error, SessionExpiredException):
            code, message = 100, "Odoo Session Expired"
        elif isinstance(error, HTTPException):
            code, message = error.code or 0, f"{error.code}: {error.name}"
        elif not isinstance(error, (UserError, RedirectWarning)):
            _logger.error("Exception during request handling.", exc_info=error)
        return _json_response({
            "jsonrpc": "2.0", "id": self.request_id,
            "error": {"code": code, "message": message, "data": errors.to_json(error)},
        })


class Json2Dispatcher(Dispatcher):
    """Plain JSON both ways, with HTTP's own status codes."""

    routing_type = "json2"
    mimetypes = ("application/json",)

    def is_compatible(self) -> bool:
        """JSON is, and what has no body."""
        httprequest = self.request.httprequest
        return httprequest.mimetype in self.mimetypes or not httprequest.content_length

    def dispatch(self, endpoint: Endpoint, args: dict[str, Any]) -> Any:
        """Call with the members of the body."""
        request = self.request
        body: Any = {}
        if request.httprequest.content_length:
            try:
                body = request.get_json_data()
            except (ValueError, RecursionError) as error:
                raise BadRequest(f"could not parse the body as json: {error}") from None
        request.params = {
            **request.get_http_params(), **(body if isinstance(body, dict) else {}),
            **args,
        }
        result = _call(request, endpoint)
        if isinstance(result, (HTTPException, Response)):
            return result
        return _json_response(result)

    def handle_error(self, error: Exception) -> Any:
        """Return the error as JSON."""
        status, data, headers = errors.to_json2(error)
        return _json_response(data, status, headers)


def _call(request: Request, endpoint: Endpoint) -> Any:
    """Call a controller, through the database's `ir.http` where there is one."""
    if request.registry is None:
        return endpoint(**request.params)
    ir_http: Any = request.registry["ir.http"]
    return ir_http._dispatch(endpoint)


def _json_response(
    value: Any, status: int = 200, headers: list[tuple[str, str]] | None = None
) -> Response:
    return Response(
        format_json(value), status, headers, content_type=JSON_CONTENT
    )
