"""Functions that Werkzeug 3 took out of `werkzeug.urls` and Odoo puts back for addons."""
from __future__ import annotations

from typing import Any
from urllib.parse import (
    parse_qsl,
    quote,
    quote_plus,
    unquote,
    unquote_plus,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)


def url_decode(text: str | bytes, *_args: Any, **_options: Any) -> Any:
    """Return the parameters of a query string, each with all its values."""
    from werkzeug.datastructures import MultiDict
    plain = text.decode() if isinstance(text, bytes) else text
    return MultiDict(parse_qsl(plain, keep_blank_values=True))


def url_encode(values: Any, *_args: Any, **_options: Any) -> str:
    """Return parameters as a query string; those without a value are left out."""
    pairs: list[tuple[str, Any]] = []
    items = values.items(multi=True) if hasattr(values, "getlist") else values.items() \
        if hasattr(values, "items") else values
    for key, value in items:
        several = value if isinstance(value, (list, tuple)) else [value]
        pairs += [(key, item) for item in several if item is not None]
    return urlencode(pairs)


def restore() -> None:
    """Put the functions back where they are missing."""
    import werkzeug.urls
    for name, function in {
        "url_decode": url_decode, "url_encode": url_encode, "url_join": urljoin,
        "url_parse": urlsplit, "url_unparse": urlunsplit, "url_quote": quote,
        "url_quote_plus": quote_plus, "url_unquote": unquote,
        "url_unquote_plus": unquote_plus,
    }.items():
        if not hasattr(werkzeug.urls, name):
            setattr(werkzeug.urls, name, function)
