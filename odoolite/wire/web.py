"""Requests that controllers of addons answer."""
from __future__ import annotations

import logging
import mimetypes
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import (
    Forbidden,
    HTTPException,
    NotFound,
    UnsupportedMediaType,
)
from werkzeug.wrappers import Response as WerkzeugResponse

from ..controllers import routing
from ..controllers.current import pop_request, push_request
from ..controllers.dispatcher import dispatchers
from ..controllers.request import HTTPRequest, Request
from ..controllers.response import FutureResponse, Response
from ..controllers.session import LIFETIME, ROTATION_INTERVAL, SessionExpiredException
from ..controllers.stream import MAX_AGE, Stream
from ..exceptions import UserError
from ..orm.environments import Environment
from ..service import retry
from ..service.registries import serving
from ..storage.errors import OperationalError
from . import errors
from .dispatchers import HttpDispatcher
from .pages import error_page
from .request import StartResponse
from .selection import DatabaseConflict, select
from .static_files import find_static

if TYPE_CHECKING:
    from werkzeug.routing import Map

    from ..orm.registry import Registry
    from ..service.services import Services
    from ..storage.cursor import Cursor
    from .session_store import SessionStore

_logger = logging.getLogger("odoo.http")
WSGI_DEFAULTS: dict[str, Any] = {
    "wsgi.url_scheme": "http", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
    "SCRIPT_NAME": "", "QUERY_STRING": "", "SERVER_PROTOCOL": "HTTP/1.1",
}


class WebAnswer:
    """An answer of Werkzeug's kind, sent as our own ones are."""

    def __init__(self, response: Any, environ: dict[str, Any]) -> None:
        self.response = response
        self.environ = environ

    def send(self, method: str, start_response: StartResponse) -> Iterable[bytes]:
        """Answer in WSGI's manner."""
        chunks: Iterable[bytes] = self.response(self.environ, start_response)
        if getattr(self.response, "is_streamed", False):
            return chunks
        body = b"".join(chunks)
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
        return [body]


class WebApplication:
    """Finds the controller of an address and calls it in a transaction."""

    def __init__(self, services: Services, store: SessionStore) -> None:
        self.services = services
        self.store = store
        self._nodb_map: Map | None = None

    def answer(self, environ: dict[str, Any]) -> Any:
        """Return an answer to a request."""
        environ = {**WSGI_DEFAULTS, **environ}
        httprequest = HTTPRequest(environ)
        registries = self.services.registries
        try:
            session, db = select(environ, registries, self.store)
        except DatabaseConflict as error:
            return WebAnswer(Forbidden(str(error)), environ)
        request = Request(httprequest, session, db)
        httprequest.session = session
        request.services = self.services
        request.session_store = self.store
        request.describe_error = errors.to_json
        tokens = serving.set(registries), push_request(request)
        try:
            return self._answer(request, environ)
        finally:
            pop_request(tokens[1])
            serving.reset(tokens[0])

    def _answer(self, request: Request, environ: dict[str, Any]) -> Any:
        try:
            response = self._serve_static(request) or self._serve(request)
        except NotFound as error:
            if error.response is None and request.db:
                return error_page(404)
            response = error
        except HTTPException as error:
            response = error
        if isinstance(response, HTTPException):
            response = response.get_response(environ)
        _finish(request, response)
        return WebAnswer(response, environ)

    # ---- files
    def _serve_static(self, request: Request) -> Any:
        """Return a file of an addon's `static` folder, None for other addresses."""
        module, _, rest = request.httprequest.path.lstrip("/").partition("/")
        if not rest.startswith("static/") or request.httprequest.method not in (
            "GET", "HEAD",
        ):
            return None
        path = find_static(module, rest)
        if path is None:
            return None
        stream = Stream.from_path(path, public=True)
        stream.mimetype = mimetypes.guess_type(path.name)[0]
        request.session.can_save = False
        return stream.get_response(max_age=MAX_AGE)

    # ---- with and without a database
    def _serve(self, request: Request) -> Any:
        if request.db:
            try:
                registry = self.services.registries.get(request.db)
            except (OperationalError, ValueError):
                _logger.info("database %r is not there", request.db)
                request.db = None
                request.session["db"] = None
            else:
                return self._serve_db(request, registry)
        return self._serve_nodb(request)

    def _serve_nodb(self, request: Request) -> Any:
        if self._nodb_map is None:
            from ..namespace import install
            install()
            routing.import_controllers(routing.SERVER_WIDE)
            rules = routing.collect_rules(routing.SERVER_WIDE, nodb_only=True)
            self._nodb_map = routing.build_map(rules)
        rule, args = self._match(self._nodb_map, request)
        dispatcher = self._dispatcher(request, rule)
        try:
            dispatcher.pre_dispatch(rule, args)
            response = dispatcher.dispatch(rule.endpoint, args)
            dispatcher.post_dispatch(response)
        except Exception as error:
            response = _aborted(error) or dispatcher.handle_error(error)
        self._save(request, None)
        return response

    def _serve_db(self, request: Request, registry: Registry) -> Any:
        """Call the controller in a transaction, tried again after a lost race."""
        original = request.session
        request.registry = registry

        def work(cr: Cursor) -> Any:
            request.session = request.httprequest.session = original.copy()
            request.future_response = FutureResponse()
            request.env = Environment(cr, request.session.uid, request.session.context)
            request.dispatcher = HttpDispatcher(request)
            response = self._call(request, registry)
            if isinstance(response, Response):
                response.flatten()
            request.env.flush_all()
            self._rotate(request)
            return response

        try:
            response = retry.run(registry, work, _cursor_mode(request))
        except Exception as error:
            if isinstance(error, NotFound) and getattr(error, "unrouted", False):
                raise
            response = self._answer_error(request, error)
        request.env = None
        self._save(request, registry)
        return response

    def _answer_error(self, request: Request, error: Exception) -> Any:
        env, request.env = request.env, None
        if not isinstance(error, SessionExpiredException):
            request.session.can_save = False    # what the failed call set is not kept
        _log_error(error)
        response = _aborted(error) or request.dispatcher.handle_error(error)
        if isinstance(error, SessionExpiredException) and request.session.should_rotate:
            request.session.rotate(None)
        del env
        return response

    def _call(self, request: Request, registry: Registry) -> Any:
        """Match, authenticate, dispatch: each step a method of `ir.http` too."""
        ir_http: Any = registry["ir.http"]
        try:
            rule, args = self._match(routing_map(registry), request)
        except NotFound as error:
            response = ir_http._serve_fallback()
            if response is None:
                error.unrouted = True  # type: ignore[attr-defined]
                raise
            return response
        dispatcher = request.dispatcher = self._dispatcher(request, rule)
        ir_http._authenticate(rule.endpoint)
        ir_http._pre_dispatch(rule, args)
        response = dispatcher.dispatch(rule.endpoint, args)
        ir_http._post_dispatch(response)
        return response

    def _match(self, map_: Map, request: Request) -> tuple[Any, dict[str, Any]]:
        adapter = map_.bind_to_environ(request.httprequest.environ)
        rule, args = adapter.match(return_rule=True)
        return rule, dict(args)

    def _dispatcher(self, request: Request, rule: Any) -> Any:
        kind = rule.endpoint.routing["type"]
        dispatcher = dispatchers[kind](request)
        if not dispatcher.is_compatible():
            error = UnsupportedMediaType()
            error.response = error.get_response()
            error.response.headers["Accept"] = ", ".join(dispatcher.mimetypes)
            raise error
        request.dispatcher = dispatcher
        return dispatcher

    # ---- sessions
    def _rotate(self, request: Request) -> None:
        """Give the session a new id where it needs one, its token within the call."""
        import time
        session = request.session
        if not session.can_save:
            return
        if session.should_rotate:
            session.rotate(request.env)
        elif session.uid and session.create_time < time.time() - ROTATION_INTERVAL:
            session.rotate(request.env, keep=True)

    def _save(self, request: Request, registry: Registry | None) -> None:
        """Keep the session and tell the browser its id, again when it has changed."""
        session = request.session
        if not session.can_save:
            return
        if session.should_rotate:
            session.rotate(None)
        changed = session.is_dirty
        if changed or session.is_new:
            self.store.save(session)
        if changed or request.httprequest.cookies.get("session_id") != session.sid:
            request.future_response.set_cookie(
                "session_id", session.sid, max_age=LIFETIME, httponly=True,
                expires=time_after(LIFETIME),
            )


def _aborted(error: Exception) -> WerkzeugResponse | None:
    """Return the answer that `abort(answer)` carries, which is no error."""
    if isinstance(error, HTTPException) and error.code is None:
        return error.response   # type: ignore[return-value]
    return None


def _log_error(error: Exception) -> None:
    """Note what was refused, in a line; dispatchers log what broke."""
    if isinstance(error, SessionExpiredException):
        _logger.info("%s", error)
    elif isinstance(error, UserError):
        _logger.warning("%s", error)


def time_after(seconds: int) -> Any:
    """Return the moment in so many seconds."""
    from datetime import datetime, timedelta, timezone
    return datetime.now(timezone.utc) + timedelta(seconds=seconds)


def routing_map(registry: Registry) -> Map:
    """Return the addresses of a database's modules, worked out once."""
    key = frozenset(registry.loaded_modules)
    known = vars(registry).get("_routing_map")
    if known is None or known[0] != key:
        ir_http: Any = registry["ir.http"]
        routing.import_controllers(sorted(key))
        map_ = routing.build_map(
            ir_http._generate_routing_rules(sorted(key), registry),
            ir_http._get_converters(),
        )
        known = vars(registry)["_routing_map"] = (key, map_)
    map_found: Map = known[1]
    return map_found


def _cursor_mode(request: Request) -> str:
    """Writers from the start where a call is known to write."""
    path = request.httprequest.path
    if path in ("/web/session/authenticate", "/web/login") \
            and request.httprequest.method == "POST":
        return "write"
    return "auto"


def _finish(request: Request, response: WerkzeugResponse) -> None:
    """Put the headers that came up during the call on the answer."""
    for name, value in request.future_response.headers.items():
        if name == "Set-Cookie":
            response.headers.add(name, value)
        else:
            response.headers[name] = value
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("image/"):
        response.headers.setdefault("Content-Security-Policy", "default-src 'none'")


