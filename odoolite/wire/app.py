"""The WSGI application: which address answers what."""
from __future__ import annotations

import functools
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..controllers.current import client_address
from ..service.services import Services
from . import control, json2, jsonrpc, xmlrpc
from .pages import error_page
from .request import BodyTooLarge, Request, Response, StartResponse
from .session_store import SessionStore

if TYPE_CHECKING:
    from ..config import Config
    from ..service.registries import Registries
    from .web import WebApplication

_logger = logging.getLogger("odoo.http")
XMLRPC_METHODS = ("POST", "OPTIONS")
DOCUMENTATION = (["doc"], ["doc-bearer"])      # of JSON-2, which came with it
RPC = ("/xmlrpc/", "/jsonrpc", "/json/2/")


class Application:
    """Answers HTTP requests on the databases of a server."""

    def __init__(self, registries: Registries, config: Config) -> None:
        self.config = config
        self.services = Services(registries, config)
        self.store = SessionStore(config.data_dir and config.data_dir / "sessions")

    @functools.cached_property
    def web(self) -> WebApplication:
        """What answers with controllers; imported when it is asked for first."""
        from .web import WebApplication
        return WebApplication(self.services, self.store)

    def __call__(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        request = Request(environ, self.config.max_body)
        token = client_address.set(environ.get("REMOTE_ADDR") or "")
        try:
            response = self.answer(request)
        except BodyTooLarge:
            response = error_page(413)
        except Exception:
            _logger.exception("Exception during request handling.")
            response = error_page(500)
        finally:
            client_address.reset(token)
        sent: Iterable[bytes] = response.send(request.method, start_response)
        return sent

    def answer(self, request: Request) -> Any:
        """Find who answers at the address."""
        path = request.path
        if "//" in path and (merged := merge_slashes(path)).startswith(RPC):
            return redirect(request, merged)
        has = self.services.registries.series.has
        if path.startswith("/xmlrpc/") and has("xmlrpc"):
            return self._answer_xmlrpc(request, path[8:])
        if path in ("/jsonrpc", "/jsonrpc/") and has("jsonrpc"):
            return jsonrpc.handle_call(request, self.services)
        if path.startswith("/json/2") and path[7:8] in ("", "/") and has("json2"):
            return json2.handle_call(request, self.services, self.store)
        if not has("json2") and path.split("/")[1:2] in DOCUMENTATION:
            return error_page(404)
        if path == "/websocket" and "odoolite.socket" in request.environ:
            return self._answer_websocket(request)
        if path == control.PREFIX or path.startswith(control.PREFIX + "/"):
            return control.answer_mail(request, self.services)
        if not is_readable(request.environ.get("QUERY_STRING") or ""):
            return error_page(400)
        return self.web.answer(request.prepared())

    def _answer_websocket(self, request: Request) -> Any:
        """Talk over a websocket; the answer comes when it is closed."""
        from .selection import select
        from .websocket import check_handshake, handle_upgrade
        status = check_handshake(dict(request.environ))
        if status == 426:
            version = [("Sec-WebSocket-Version", "13")]
            return Response(b"", 426, headers=version)
        if status == 400:
            return error_page(400)
        environ = dict(request.environ)
        session, name = select(environ, self.services.registries, self.store)
        registry = self.services.registries.get(name) if name else None
        if registry is None or "ir.websocket" not in registry:
            return error_page(404)
        if session.is_new:
            self.store.save(session)
        handle_upgrade(environ, registry, self.store, self.services, session.sid)
        return Response(b"")

    def _answer_xmlrpc(self, request: Request, rest: str) -> Response:
        """Answer at /xmlrpc/2/<service> and /xmlrpc/<service>.

        Odoo: /xmlrpc/2 alone is the older address with a service called "2".
        """
        version, service = 1, rest.removesuffix("/")
        if service.startswith("2/"):
            version, service = 2, service[2:]
        if not service or "/" in service:
            return error_page(404)
        if request.method == "POST":
            request.body()      # too large is for HTTP to say
            return xmlrpc.handle_call(request, self.services, service, version)
        if request.method == "OPTIONS":
            return Response(headers=[("Allow", ", ".join(XMLRPC_METHODS))])
        return error_page(405, XMLRPC_METHODS)


def is_readable(query: str) -> bool:
    """Tell whether the raw bytes of a query string, as WSGI gives them, are UTF-8."""
    if query.isascii():
        return True
    try:
        query.encode("latin-1").decode()
    except UnicodeError:
        return False
    return True


def merge_slashes(path: str) -> str:
    """Return a path with one slash where it has several."""
    return "/".join([""] + [word for word in path.split("/") if word])


def redirect(request: Request, path: str) -> Response:
    """Return the answer that sends a client, body and all, to another path."""
    environ = request.environ
    query = environ.get("QUERY_STRING")
    host = environ.get("HTTP_HOST") or "localhost"
    scheme = environ.get("wsgi.url_scheme") or "http"
    location = f"{scheme}://{host}{quote(path)}"
    return Response(b"", 308, headers=[
        ("Location", location + (f"?{query}" if query else ""))
    ])


def create_app(registries: Registries, config: Config) -> Application:
    """Return the WSGI application of a server."""
    return Application(registries, config)
