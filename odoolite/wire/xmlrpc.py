"""XML-RPC bytes to values and back, and the two addresses it lives at.

Calls are read by a fast path that knows only what clients usually send; whatever it
does not know goes to the standard library's reader, so that odd bodies meet the very
errors Odoo answers. Answers are written straight into strings.
"""
from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import XML, Element, ParseError

from ..emulator.lint.marshalling import note_none
from . import errors
from .request import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..service.services import Services

CONTENT_TYPE = "text/xml; charset=utf-8"
HEAD = '<?xml version="1.0"?>\n<methodResponse>\n'
MAX_INT, MIN_INT = 2**31 - 1, -(2**31)
# control characters that XML 1.0 cannot carry: Odoo drops them
STRIPPED = dict.fromkeys([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20)])
BASES: tuple[type[Any], ...] = (str, int, list, tuple, float)
NIL = re.compile(rb"<(?:ex:)?nil\s*/")


class Unusual(Exception):
    """The fast path does not know this body."""


# ---- in ------------------------------------------------------------------------------
def parse_call(data: bytes) -> tuple[tuple[Any, ...], str | None]:
    """Return the parameters and the method name of a call."""
    if b"<!" not in data and b"\0" not in data:
        try:
            return _parse_usual(XML(data))
        except (ParseError, Unusual, ValueError, RecursionError):
            pass
    return _parse_carefully(data)


def _parse_usual(root: Element) -> tuple[tuple[Any, ...], str]:
    if root.tag != "methodCall" or not 1 <= len(root) <= 2:
        raise Unusual
    name = root[0]
    if name.tag != "methodName" or not name.text or len(name):
        raise Unusual
    values = []
    if len(root) == 2:
        if root[1].tag != "params":
            raise Unusual
        for param in root[1]:
            if param.tag != "param" or len(param) != 1:
                raise Unusual
            values.append(_value(param[0]))
    return tuple(values), name.text


def _value(element: Element) -> Any:
    """Return the Python value of a `<value>` element."""
    if element.tag != "value":
        raise Unusual
    if not len(element):
        return element.text or ""
    if len(element) != 1:
        raise Unusual
    typed = element[0]
    tag = typed.tag
    if tag == "string":
        if len(typed):
            raise Unusual
        return typed.text or ""
    if tag == "array":
        if len(typed) != 1 or typed[0].tag != "data":
            raise Unusual
        return [_value(item) for item in typed[0]]
    if tag == "struct":
        return _struct(typed)
    reader = SCALARS.get(tag)
    if reader is None or len(typed):
        raise Unusual
    return reader(typed.text or "")


def _struct(element: Element) -> dict[str, Any]:
    found = {}
    for member in element:
        name, value = member        # ValueError: not the usual two
        if name.tag != "name" or member.tag != "member" or len(name):
            raise Unusual
        if len(value) == 1 and value[0].tag == "string" and value.tag == "value":
            typed = value[0]        # most values are strings
            if len(typed):
                raise Unusual
            found[name.text or ""] = typed.text or ""
        else:
            found[name.text or ""] = _value(value)
    return found


def _boolean(text: str) -> bool:
    if text == "1":
        return True
    if text == "0":
        return False
    raise Unusual


SCALARS: dict[str, Callable[[str], Any]] = {
    "int": int, "i4": int, "i8": int, "double": float,
    "boolean": _boolean, "nil": lambda text: None,
}


def _parse_carefully(data: bytes) -> tuple[tuple[Any, ...], str | None]:
    """Read any body as the standard library does, but without entities of its own."""
    from xmlrpc.client import ExpatParser, ResponseError, Unmarshaller

    def refuse(*_args: Any) -> None:
        raise ResponseError("entity declarations are not allowed")

    target = Unmarshaller(use_datetime=True)
    parser = ExpatParser(target)
    parser._parser.EntityDeclHandler = refuse  # type: ignore[attr-defined]
    parser.feed(data)
    parser.close()
    return target.close(), target.getmethodname()


# ---- out -----------------------------------------------------------------------------
def format_result(value: Any) -> bytes:
    """Return the answer that carries `value`; TypeError, OverflowError as in Odoo."""
    parts = [HEAD, "<params>\n<param>\n"]
    _write(value, parts.append, {})
    parts.append("</param>\n</params>\n\n</methodResponse>\n")
    return "".join(parts).encode("utf-8")


def format_fault(code: int | str, text: str) -> bytes:
    """Return the answer that carries a fault."""
    parts = [HEAD, "<fault>\n"]
    _write({"faultCode": code, "faultString": text}, parts.append, {})
    parts.append("</fault>\n\n</methodResponse>\n")
    return "".join(parts).encode("utf-8", "replace")


def _escape(text: str) -> str:
    if not text.isprintable():
        text = text.translate(STRIPPED)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def _write(value: Any, write: Callable[[str], Any], heads: dict[str, str]) -> None:
    """Write one value; `heads` keeps the openings of struct members."""
    kind = value.__class__
    if kind is str:
        write(f"<value><string>{_escape(value)}</string></value>\n")
    elif kind is bool:
        write(f"<value><boolean>{value:d}</boolean></value>\n")
    elif kind is int:
        if not MIN_INT <= value <= MAX_INT:
            raise OverflowError("int exceeds XML-RPC limits")
        write(f"<value><int>{value}</int></value>\n")
    elif kind is list or kind is tuple:
        write("<value><array><data>\n")
        for item in value:
            _write(item, write, heads)
        write("</data></array></value>\n")
    elif kind is dict:
        _write_struct(value, write, heads)
    elif kind is float:
        write(f"<value><double>{value!r}</double></value>\n")
    elif value is None:
        raise TypeError("cannot marshal None unless allow_none is enabled")
    else:
        _write_unusual(value, write, heads)


def _write_struct(
    value: Any, write: Callable[[str], Any], heads: dict[str, str]
) -> None:
    write("<value><struct>\n")
    for key, item in value.items():
        head = heads.get(key)
        if head is None:
            if not isinstance(key, str):
                raise TypeError("dictionary key must be string")
            head = heads[key] = f"<member>\n<name>{_escape(key)}</name>\n"
        kind = item.__class__
        if kind is str:             # the most usual ones without a call
            if not item.isalnum():
                item = _escape(item)
            write(f"{head}<value><string>{item}</string></value>\n</member>\n")
        elif kind is bool:
            write(f"{head}<value><boolean>{item:d}</boolean></value>\n</member>\n")
        else:
            write(head)
            _write(item, write, heads)
            write("</member>\n")
    write("</struct></value>\n")


def _write_unusual(
    value: Any, write: Callable[[str], Any], heads: dict[str, str]
) -> None:
    """Write what is of no basic type: dates, bytes, subclasses, lazy values."""
    if isinstance(value, dict):
        _write_struct(value, write, heads)
    elif isinstance(value, datetime):
        _write(value.strftime("%Y-%m-%d %H:%M:%S"), write, heads)
    elif isinstance(value, date):
        _write(value.strftime("%Y-%m-%d"), write, heads)
    elif isinstance(value, (bytes, bytearray)):
        _write(bytes(value).decode("utf-8"), write, heads)
    else:
        _write(_plain(value), write, heads)


def _plain(value: Any) -> Any:
    """Return what stands behind a subclass or a lazy value; else TypeError."""
    for base in BASES:
        if isinstance(value, base):
            return base(value)
    kind = type(value)
    if kind.__module__ == "xmlrpc.client":
        if kind.__name__ == "Binary":
            return value.data
        if kind.__name__ == "DateTime":
            return value.value
    if kind.__name__ == "lazy":
        return value._value
    if kind.__name__ == "Domain":
        return list(value)
    raise TypeError(f"cannot marshal {kind} objects")


# ---- the address ---------------------------------------------------------------------
def handle_call(
    request: Request, services: Services, service: str, version: int
) -> Response:
    """Answer a POST of XML-RPC; whatever happens is HTTP 200."""
    try:
        data = request.body()
        params, method = parse_call(data)
        if service == "object" and NIL.search(data):
            note_none(services.registries, params)
        # only a body without a method name gives None here; the service refuses it
        result = services.call_remotely(
            "xmlrpc", service, method, params  # type: ignore[arg-type]
        )
        body = format_result(result)
    except Exception as error:
        body = format_fault(*errors.to_fault(error, version))
    return Response(body, content_type=CONTENT_TYPE)
