"""XML-RPC bytes to values and back, and the two addresses it lives at.

Calls are read by a fast path that knows only what clients usually send; whatever it
does not know goes to the standard library's reader, so that odd bodies meet the very
errors Odoo answers.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import XML, Element, ParseError

from ..emulator.lint.marshalling import note_none
from . import errors
from .request import Request, Response
from .xmlrpc_answer import format_fault, format_result

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..service.services import Services

CONTENT_TYPE = "text/xml; charset=utf-8"
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
