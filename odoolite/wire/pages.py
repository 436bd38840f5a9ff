"""Pages for what went wrong at the level of HTTP."""
from __future__ import annotations

from collections.abc import Iterable

from .request import Response

TEXTS = {
    400: (
        "Bad Request",
        "The browser (or proxy) sent a request that this server could not understand.",
    ),
    403: (
        "Forbidden",
        "You don't have the permission to access the requested resource. It is either "
        "read-protected or not readable by the server.",
    ),
    404: (
        "Not Found",
        "The requested URL was not found on the server. If you entered the URL "
        "manually please check your spelling and try again.",
    ),
    405: (
        "Method Not Allowed", "The method is not allowed for the requested URL.",
    ),
    413: (
        "Request Entity Too Large", "The data value transmitted exceeds the capacity "
        "limit.",
    ),
    415: (
        "Unsupported Media Type",
        "The server does not support the media type transmitted in the request.",
    ),
    500: (
        "Internal Server Error",
        "The server encountered an internal error and was unable to complete your "
        "request. Either the server is overloaded or there is an error in the "
        "application.",
    ),
}


def error_page(
    status: int, allow: Iterable[str] = (), text: str = "", blank: bool = False,
    accept: Iterable[str] = (),
) -> Response:
    """Return the page of an HTTP error, in Werkzeug's words as Odoo's."""
    title, usual = TEXTS[status]
    text = text or usual
    body = (
        "<!doctype html>\n<html lang=en>\n"
        f"<title>{status} {title}</title>\n<h1>{title}</h1>\n<p>{text}</p>\n"
    )
    # Odoo: the page for an address that no controller has is without a blank there
    kind = "text/html; charset=utf-8"
    if status == 404 and not blank:
        kind = "text/html;charset=utf-8"
    headers = [
        (name, ", ".join(words))
        for name, words in (("Allow", allow), ("Accept", accept)) if words
    ]
    return Response(body.encode(), status, kind, headers)
