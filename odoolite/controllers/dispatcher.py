"""The ways in which controllers are called: base and register; the wire has Odoo's own.

An addon may add one: a subclass of `odoo.http.Dispatcher` with a `routing_type` answers
the routes of that type.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import abort

from .response import Response

if TYPE_CHECKING:
    from .request import Request
    from .routing import Endpoint

PREFLIGHT_AGE = 60 * 60 * 24
PREFLIGHT_HEADERS = "Origin, X-Requested-With, Content-Type, Accept, Authorization"
dispatchers: dict[str, type[Dispatcher]] = {}


class Dispatcher:
    """Base of the ways to call a controller."""

    routing_type = ""
    default_methods = "GET, POST"
    mimetypes: tuple[str, ...] = ()         # of requests, where only some will do

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.routing_type:
            dispatchers[cls.routing_type] = cls

    def __init__(self, request: Request) -> None:
        self.request = request

    def is_compatible(self) -> bool:
        """Tell whether the request is of this type."""
        return True

    def pre_dispatch(self, rule: Any, args: dict[str, Any]) -> None:
        """Set what the route says about answers; a preflight is answered at once."""
        request, routing = self.request, rule.endpoint.routing
        request.session.can_save = (
            request.session.can_save and routing.get("save_session", True)
        )
        cors = routing.get("cors")
        if not cors:
            return
        methods = routing.get("methods")
        headers = request.future_response.headers
        headers["Access-Control-Allow-Origin"] = cors
        headers["Access-Control-Allow-Methods"] = (
            ", ".join(methods) if methods else self.default_methods
        )
        if request.httprequest.method == "OPTIONS":
            headers["Access-Control-Max-Age"] = str(PREFLIGHT_AGE)
            headers["Access-Control-Allow-Headers"] = PREFLIGHT_HEADERS
            abort(Response(status=204))

    def dispatch(self, endpoint: Endpoint, args: dict[str, Any]) -> Any:
        """Call the controller and return its answer."""
        raise NotImplementedError

    def post_dispatch(self, response: Any) -> None:
        """Do something with an answer before it leaves."""

    def handle_error(self, error: Exception) -> Any:
        """Return the answer to an exception."""
        raise NotImplementedError
