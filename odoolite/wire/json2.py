"""JSON-2: POST /json/2/<model>/<method> with an API key, the bare value back."""
from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..controllers.current import DeferredRequest, pop_request, push_request
from ..exceptions import AccessDenied
from ..orm.environments import SUPERUSER_ID, Environment
from ..orm.models.base import BaseModel
from ..service import auth, call, retry
from ..service.registries import serving
from ..storage.errors import InvalidTextRepresentation, OperationalError
from ..tools.json import format_json
from . import errors
from .pages import error_page
from .request import Request, Response
from .selection import CONFLICT, DatabaseConflict, select

if TYPE_CHECKING:
    from ..controllers.request import Request as WebRequest
    from ..controllers.session import Session
    from ..orm.registry import Registry
    from ..service.services import Services
    from ..storage.cursor import Cursor
    from .session_store import SessionStore

CONTENT_TYPE = "application/json; charset=utf-8"
HINT = "Did you mean POST /json/2/<model>/<method>?"
MISSING_KEY = "User not authenticated, use an API Key with a Bearer Authorization header."
MISSING_HEADERS = 'Missing "Authorization" or Sec-headers for interactive usage.'


class HTTPError(Exception):
    """An error of HTTP, under the name Werkzeug has for it."""

    code = 500

    def __init__(self, description: str) -> None:
        super().__init__(description, self.code)
        self.description = description
        self.http_status = self.code

    def __str__(self) -> str:
        return self.description


class BadRequest(HTTPError):
    """The body is no JSON."""

    code = 400


class Unauthorized(HTTPError):
    """No key, or a wrong one."""

    code = 401


class NotFound(HTTPError):
    """There is no such model, method or address."""

    code = 404


class UnprocessableEntity(HTTPError):
    """The arguments are not those of the method."""

    code = 422


for _cls in (BadRequest, Unauthorized, NotFound, UnprocessableEntity):
    _cls.__module__ = "werkzeug.exceptions"     # so clients read them


def handle_call(
    request: Request, services: Services, store: SessionStore
) -> Response:
    """Answer at /json/2 and below."""
    try:
        session, name = select(request.environ, services.registries, store)
    except DatabaseConflict:
        return error_page(403, text=CONFLICT)
    token = serving.set(services.registries)
    try:
        registry = services.registries.get(name) if name else None
    except (OperationalError, ValueError):
        registry = None
    try:
        if registry is None:
            return error_page(404, blank=True)
        words = request.path[7:].strip("/").split("/")
        if len(words) != 2 or request.method not in ("POST", "OPTIONS"):
            return _answer_error(NotFound(HINT))
        if request.mimetype != "application/json" and request.body():
            return error_page(415, accept=("application/json",))
        return _answer_call(request, registry, session, services, *words)
    finally:
        serving.reset(token)


def _answer_call(
    request: Request, registry: Registry, session: Session, services: Services,
    model: str, name: str,
) -> Response:
    def work(cr: Cursor) -> bytes:
        uid = find_user(registry, cr, request, session)
        env = Environment(cr, uid, {})
        token = push_request(DeferredRequest(
            lambda: _make_web_request(request, session, env, services)
        ))
        try:
            result = call_method(env, model, name, parse_body(request.body()))
            cr.transaction.flush()
            return format_json(result)
        finally:
            pop_request(token)

    try:
        return Response(
            retry.run(registry, work, call.cursor_mode(name)), content_type=CONTENT_TYPE
        )
    except Exception as error:
        return _answer_error(error)


def _make_web_request(
    request: Request, session: Session, env: Environment, services: Services
) -> WebRequest:
    """Return the request as methods know it that look at `odoo.http.request`."""
    from ..controllers.request import HTTPRequest
    from ..controllers.request import Request as MadeRequest
    httprequest = HTTPRequest(request.prepared())
    httprequest.session = session
    made = MadeRequest(httprequest, session, env.registry.db_name)
    made.env, made.registry, made.services = env, env.registry, services
    return made


def _answer_error(error: Exception) -> Response:
    status, data, headers = errors.to_json2(error)
    if status == 401:
        headers = [("WWW-Authenticate", "Bearer ")]
    return Response(format_json(data), status, CONTENT_TYPE, headers)


def parse_body(data: bytes) -> dict[str, Any]:
    """Return the members of the body; BadRequest."""
    if not data:
        return {}
    try:
        body = json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"could not parse the body as json: {error}") from None
    return body if isinstance(body, dict) else {}


# ---- who -----------------------------------------------------------------------------
def find_user(
    registry: Registry, cr: Cursor, request: Request, session: Session
) -> int:
    """Return the id of the key's user; Unauthorized, AccessDenied."""
    uid = session.uid
    if uid is not None:
        from ..controllers.session import check_session
        if not check_session(session, Environment(cr, SUPERUSER_ID, {})):
            uid = None
    scheme, _, key = (request.header("Authorization") or "").partition(" ")
    key = key.strip()
    if scheme.lower() == "bearer" and key:
        owner = auth.check_key(registry, cr, key)
        if not owner:
            raise Unauthorized("Invalid apikey")
        if uid and uid != owner:
            raise AccessDenied("Session user does not match the used apikey.")
        return owner
    if not uid:
        raise Unauthorized(MISSING_KEY)
    if not _is_interactive(request):
        raise Unauthorized(MISSING_HEADERS)
    return int(uid)


def _is_interactive(request: Request) -> bool:
    return (
        request.header("Sec-Fetch-Dest") == "document"
        and request.header("Sec-Fetch-Mode") == "navigate"
        and request.header("Sec-Fetch-Site") in ("none", "same-origin")
        and request.header("Sec-Fetch-User") == "?1"
    )


# ---- what ----------------------------------------------------------------------------
@lru_cache(maxsize=4096)
def signature_of(method: Callable[..., Any]) -> inspect.Signature:
    """Return the signature of a method."""
    return inspect.signature(method)


def call_method(
    env: Environment, model_name: str, name: str, body: dict[str, Any]
) -> Any:
    """Call a method with named arguments; `ids` and `context` are apart.

    Odoo: recordsets come as ids, also from `create` with a single dict.
    """
    if model_name not in env:
        raise NotFound(f"the model {model_name!r} does not exist")
    context = dict(body.pop("context", None) or {})
    ids = body.pop("ids", ())
    model = env[model_name]
    try:
        method = call.get_public_method(model, name)
    except AttributeError as error:
        raise NotFound(str(error)) from error
    records: BaseModel = model.with_context(context) if context else model
    if getattr(method, "_api_model", False):
        if ids:
            raise UnprocessableEntity(f"cannot call {model_name}.{name} with ids")
    else:
        records = records.browse(_check_ids(ids))
    try:
        signature_of(method).bind(records, **body)
    except TypeError as error:
        raise UnprocessableEntity(str(error)) from None
    result = method(records, **body)
    return result.ids if isinstance(result, BaseModel) else result


def _check_ids(ids: Any) -> Any:
    """Return ids; what is no number fails as it does in the database."""
    if isinstance(ids, (str, list, dict)):
        for id_ in ids:
            if isinstance(id_, str):
                raise InvalidTextRepresentation(
                    f'invalid input syntax for type integer: "{id_}"'
                )
    return ids
