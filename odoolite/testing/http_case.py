"""Test cases over HTTP: a server in this process answers on the test's transaction."""
from __future__ import annotations

import json as json_
import unittest
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit
from xmlrpc.client import ServerProxy

from ..orm.environments import Environment
from .cases import HOST, TransactionCase

if TYPE_CHECKING:
    from .case_server import CaseServer
    from .opener import Opener

NO_BROWSER = "no browser: scripts and tours do not run under odoolite"


class HttpCase(TransactionCase):
    """Tests that talk to a server, which sees what the test has done so far."""

    registry_test_mode = True
    allow_end_on_form = False
    opener: Opener
    session: Any = None
    _server: CaseServer

    @classmethod
    def setUpClass(cls) -> None:
        """Start a server on the transaction of the class."""
        super().setUpClass()
        from .case_server import CaseServer
        if cls.registry_test_mode:
            cls.registry_enter_test_mode_cls()
        cls._server = CaseServer(cls.registry, HOST)
        cls.addClassCleanup(cls._server.stop)

    def setUp(self) -> None:
        """Begin as a visitor."""
        super().setUp()
        from .opener import Opener
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("web.base.url", self.base_url())
        self.env.flush_all()
        self.session = None
        self.opener = Opener(self)
        url = f"{self.base_url()}/xmlrpc/2"
        self.xmlrpc_url = f"{url}/"
        for name in ("common", "db", "object"):
            proxy = ServerProxy(f"{url}/{name}", allow_none=True)
            setattr(self, f"xmlrpc_{name}", proxy)
            self.addCleanup(proxy("close"))

    @classmethod
    def http_port(cls) -> int:
        """Return the port of the server."""
        return cls._server.port

    @classmethod
    def base_url(cls) -> str:
        """Return the address of the server."""
        return f"http://{HOST}:{cls.http_port()}"

    # ---- requests
    def url_open(
        self, url: str, data: Any = None, files: Any = None, timeout: float = 12,
        headers: Any = None, json: Any = None, params: Any = None,
        allow_redirects: bool = True, cookies: Any = None, method: str | None = None,
    ) -> Any:
        """Ask for an address and return the answer (of the package requests)."""
        if method is None:
            method = "POST" if data or files or json else "GET"
        if url.startswith("/"):
            url = self.base_url() + url
        return self.opener.request(
            method, url, params=params, data=data, json=json, files=files,
            timeout=timeout, headers=headers, cookies=cookies,
            allow_redirects=allow_redirects,
        )

    def make_jsonrpc_request(
        self, route: str, params: Any = None, headers: Any = None, cookies: Any = None,
        timeout: float = 12,
    ) -> Any:
        """Call a JSON-RPC address; JsonRpcException when it answers an error."""
        from .opener import JsonRpcException
        body = json_.dumps({
            "id": 0, "jsonrpc": "2.0", "method": "call", "params": params or {},
        })
        answer = self.url_open(
            route, data=body.encode(), cookies=cookies, timeout=timeout,
            headers={**(headers or {}), "Content-Type": "application/json"},
        ).json()
        if "error" in answer:
            data = answer["error"].get("data") or {}
            raise JsonRpcException(
                code=answer["error"]["code"],
                message=data.get("name") or answer["error"]["message"],
            )
        return answer.get("result")

    def xmlrpc(self, model: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call a method over XML-RPC as the administrator."""
        self._publish()
        try:
            return self.xmlrpc_object.execute_kw(  # type: ignore[attr-defined]
                self.registry.db_name, self.env.ref("base.user_admin").id, "admin",
                model, method, args, kwargs,
            )
        finally:
            self.cr.transaction.end(committed=False)

    def _publish(self) -> None:
        self.cr.flush()
        self.cr.transaction.end(committed=True)

    def parse_http_location(self, location: str | None) -> Any:
        """Return the parts of the address that a redirect leads to."""
        return urlsplit(location or "")

    def assertURLEqual(self, url: str, expected: str, message: Any = None) -> None:  # noqa: N802
        """Compare addresses, parameters in any order, the server's own left out."""
        seen, wanted = (self._url_parts(text) for text in (url, expected))
        self.assertEqual(seen, wanted, message)

    def _url_parts(self, url: str) -> tuple[Any, ...]:
        parts = urlsplit(url)
        own = urlsplit(self.base_url())
        return (parts.scheme or own.scheme, parts.netloc or own.netloc, parts.path,
                sorted(parse_qsl(parts.query, True)), parts.fragment)

    # ---- sessions
    def authenticate(
        self, user: str | None, password: str | None, *, browser: Any = None,
        session_extra: dict[str, Any] | None = None,
    ) -> Any:
        """Log in (as nobody without a user) and return the session."""
        from ..controllers.current import root
        from .opener import Opener
        store = root.session_store
        if self.session is not None:
            store.delete(self.session)
        self.session = session = store.new()
        session["db"] = self.registry.db_name
        session["context"] = {"lang": "en_US"}
        session.update(session_extra or {})
        if user:
            self.env.flush_all()
            env = Environment(self.cr, None, {})  # type: ignore[arg-type]
            credential = {"login": user, "password": password, "type": "password"}
            users: Any = env["res.users"]
            info = users.authenticate(credential, {"interactive": False})
            person: Any = env(user=info["uid"]).user
            session.update({
                "login": user, "uid": info["uid"],
                "session_token": person._compute_session_token(session.sid),
                "context": {**person.context_get(), **session["context"]},
            })
        store.save(session)
        self.opener = Opener(self)
        self.opener.cookies.set("session_id", session.sid, domain=HOST, path="/")
        return session

    def logout(self, keep_db: bool = True) -> None:
        """Forget who is logged in."""
        from ..controllers.current import root
        if self.session is not None:
            self.session.logout(keep_db=keep_db)
            root.session_store.save(self.session)

    # ---- browsers
    def browser_js(self, *_args: Any, **_kwargs: Any) -> None:
        """Skip the test."""
        raise unittest.SkipTest(NO_BROWSER)

    def start_tour(
        self, url_path: str, tour_name: str, *_args: Any, **_kwargs: Any
    ) -> None:
        """Skip the test."""
        raise unittest.SkipTest(f"tour {tour_name}: {NO_BROWSER}")

    def fetch_proxy(self, url: str) -> Any:
        """Return nothing: no browser asks."""
        return None


