"""The request as controllers see it."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request as WerkzeugRequest

from ..tools.json import json_default
from . import session as sessions
from .response import FutureResponse, Response
from .user_agents import UserAgent

if TYPE_CHECKING:
    from ..orm.environments import Environment
    from ..orm.registry import Registry

MAX_FORM_MEMORY = 10 * 1024 * 1024


class HTTPRequest(WerkzeugRequest):
    """Werkzeug's request, with what Odoo has on it."""

    max_form_memory_size = MAX_FORM_MEMORY
    max_form_parts = 10_000
    user_agent_class = UserAgent
    session: sessions.Session


class Geoip:
    """Where an address is: unknown, for there is no database of addresses here."""

    country_code = country_name = city = postal_code = region = None

    def __init__(self, ip: str = "") -> None:
        self.ip = ip

    def get(self, key: str, default: Any = None) -> Any:
        """Return nothing."""
        return default

    def __bool__(self) -> bool:
        return False


class Request:
    """One request: its session, database, environment and parameters."""

    def __init__(
        self, httprequest: HTTPRequest, session: sessions.Session, db: str | None
    ) -> None:
        self.httprequest = httprequest
        self.session = session
        self.db = db
        self.future_response = FutureResponse()
        self.params: dict[str, Any] = {}
        self.registry: Registry | None = None
        self.env: Any = None
        self.dispatcher: Any = None
        self.geoip = Geoip(httprequest.remote_addr or "")
        self.is_frontend = False
        self.jsonrequest: Any = None
        self.services: Any = None           # set by the wire
        self.session_store: Any = None
        self.describe_error: Any = None

    # ---- environment
    @property
    def cr(self) -> Any:
        """The cursor."""
        return self.env.cr

    @property
    def context(self) -> Any:
        """The context."""
        return self.env.context

    @property
    def uid(self) -> int | None:
        """The user's id."""
        uid: int | None = self.env.uid
        return uid

    @property
    def lang(self) -> str | None:
        """The language of the context."""
        return self.env.context.get("lang") if self.env is not None else None

    @property
    def cookies(self) -> Mapping[str, str]:
        """The cookies that came, the session's left out."""
        found = {k: v for k, v in self.httprequest.cookies.items() if k != "session_id"}
        return found

    @property
    def best_lang(self) -> str | None:
        """The language the browser likes best, as a code of ours."""
        lang = self.httprequest.accept_languages.best
        if not lang:
            return None
        try:
            from babel import Locale
            locale = Locale.parse(lang, sep="-")
        except (ValueError, LookupError):
            return None
        name: str = locale.language
        return f"{name}_{locale.territory}" if locale.territory else f"{name}_" \
            f"{name.upper()}"

    def update_env(
        self, user: Any = None, context: Any = None, su: bool | None = None
    ) -> None:
        """Go on as another user or in another context."""
        from ..orm.environments import Environment
        env: Environment | None = self.env
        if env is None:
            return
        uid = getattr(user, "id", user)
        new_context = env.context if context is None else context
        self.env = Environment(env.cr, uid, new_context, bool(su))

    def update_context(self, **overrides: Any) -> None:
        """Add to the context."""
        if self.env is not None:
            self.env = self.env(context={**self.env.context, **overrides})

    @contextmanager
    def open_database(self, name: str) -> Iterator[None]:
        """Go on in another database for a while; the session becomes that one's."""
        from ..orm.environments import Environment
        registry = self.services.registries.get(name)
        kept = self.env, self.registry, self.db
        with registry.cursor("write") as cr:
            try:
                self.env = Environment(cr, None, {})  # type: ignore[arg-type]
                self.registry, self.db = registry, name
                yield
                if self.session.should_rotate:
                    self.session.rotate(self.env)
            finally:
                self.env, self.registry, self.db = kept

    def default_lang(self) -> str:
        """Return the language of visitors."""
        return self.best_lang or "en_US"

    def get_http_params(self) -> dict[str, Any]:
        """Return the parameters of query, form and files."""
        params: dict[str, Any] = {
            **self.httprequest.args, **self.httprequest.form, **self.httprequest.files,
        }
        return params

    def get_json_data(self) -> Any:
        """Return the body read as JSON; ValueError."""
        return json.loads(self.httprequest.get_data(as_text=True))

    # ---- forms
    def csrf_token(self, time_limit: int | None = None) -> str:
        """Return what forms of this session send back."""
        return sessions.csrf_token(self.session, _secret(self.env), time_limit)

    def validate_csrf(self, csrf: Any) -> bool:
        """Tell whether a form came from this session."""
        return sessions.is_csrf_token(csrf, self.session, _secret(self.env))

    # ---- answers
    def make_response(
        self, data: Any, headers: Any = None, cookies: Any = None, status: int = 200
    ) -> Response:
        """Return an answer with headers and cookies."""
        response = Response(data, status=status, headers=headers)
        for key, value in (cookies or {}).items():
            response.set_cookie(key, value)
        return response

    def make_json_response(
        self, data: Any, headers: Any = None, cookies: Any = None, status: int = 200
    ) -> Response:
        """Return an answer of JSON."""
        body = json.dumps(data, ensure_ascii=False, default=json_default)
        headers = dict(headers or {})
        headers["Content-Length"] = str(len(body.encode()))
        headers.setdefault("Content-Type", "application/json; charset=utf-8")
        return self.make_response(body, headers, cookies, status)

    def not_found(self, description: str | None = None) -> NotFound:
        """Return the answer that there is no such thing."""
        return NotFound(description)

    def redirect(self, location: str, code: int = 303, local: bool = True) -> Response:
        """Return the answer that sends a browser elsewhere, by default in this site."""
        if local:
            parts = urlsplit(location.replace("\\", "/"))
            path = "/" + parts.path.lstrip("/")
            location = path + (f"?{parts.query}" if parts.query else "") + (
                f"#{parts.fragment}" if parts.fragment else ""
            )
        from werkzeug.utils import redirect
        answer: Response = redirect(location, code, Response=Response)  # type: ignore
        answer.autocorrect_location_header = False
        return answer

    def redirect_query(
        self, location: str, query: Any = None, code: int = 303, local: bool = True
    ) -> Response:
        """Redirect, with parameters in the address."""
        if query:
            location += "?" + urlencode(query, doseq=True)
        return self.redirect(location, code=code, local=local)

    def render(
        self, template: str, qcontext: Any = None, lazy: bool = True, **options: Any
    ) -> Any:
        """Return a page of a template, rendered when it leaves."""
        response = Response(template=template, qcontext=qcontext, **options)
        return response if lazy else response.render()

    def reroute(self, path: str, query_string: str | None = None) -> None:
        """Answer as if another address had been asked for."""
        environ = dict(self.httprequest.environ, PATH_INFO=path)
        if query_string is not None:
            environ["QUERY_STRING"] = query_string
        self.httprequest = HTTPRequest(environ)


def _secret(env: Any) -> str:
    parameters = env(su=True)["ir.config_parameter"]
    return str(parameters.get_param("database.secret") or "")
