"""JSON as Odoo writes it: what JSON does not know becomes text."""
from __future__ import annotations

import json as standard
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

# text inside of a <script> must not end it
SCRIPT_SAFE: dict[str, str | int | None] = {
    "&": "\\u0026", "<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028",
}


def json_default(value: Any) -> Any:
    """Return something JSON has for a value it has not."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if type(value).__name__ == "lazy":
        return value._value
    return str(value)


def format_json(value: Any) -> bytes:
    """Return JSON text."""
    text = standard.dumps(value, ensure_ascii=False, default=json_default)
    return text.encode("utf-8", "replace")


def format_script_json(value: Any) -> str:
    """Return JSON text that may stand in a page's script."""
    text = standard.dumps(value, ensure_ascii=False, default=json_default)
    return text.translate(str.maketrans(SCRIPT_SAFE))
