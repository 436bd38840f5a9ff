"""The emulator's back door over HTTP: captured mail and the ways that mails took."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..emulator.outbox import Letter, Outbox
from .pages import error_page
from .request import Request, Response

if TYPE_CHECKING:
    from ..service.services import Services

PREFIX = "/_odoolite/mail"


def answer_mail(request: Request, services: Services) -> Any:
    """Answer below /_odoolite/mail: the letters, one letter, the routes.

    `/_odoolite/mail/<database>` chooses the database, the first one otherwise.
    """
    rest = [part for part in request.path[len(PREFIX):].split("/") if part]
    name = services.registries.config.databases[0]
    if rest and services.registries.exists(rest[0]):
        name = rest.pop(0)
    registry = services.registries.get(name)
    outbox = Outbox(registry)
    if not rest:
        return _json([describe(n, letter) for n, letter in enumerate(outbox, 1)])
    if rest == ["routes"]:
        return _json(vars(registry).get("mail_routes", []))
    if len(rest) == 1 and rest[0].isdigit() and 0 < int(rest[0]) <= len(outbox):
        return Response(outbox[int(rest[0]) - 1].data, 200, "message/rfc822")
    return error_page(404)


def describe(number: int, letter: Letter) -> dict[str, Any]:
    """Return what a list of letters shows."""
    return {
        "number": number, "from": letter.sender, "to": list(letter.recipients),
        "subject": letter.subject, "moment": str(letter.moment),
        "size": len(letter.data),
    }


def _json(value: Any) -> Response:
    body = json.dumps(value, default=str, ensure_ascii=False).encode()
    return Response(body, 200, "application/json; charset=utf-8")
