"""Values to the XML of an answer, written straight into strings."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

HEAD = '<?xml version="1.0"?>\n<methodResponse>\n'
MAX_INT, MIN_INT = 2**31 - 1, -(2**31)
# control characters that XML 1.0 cannot carry: Odoo drops them
STRIPPED = dict.fromkeys([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20)])
BASES: tuple[type[Any], ...] = (str, int, list, tuple, float)
STRING_OR_UNSET = frozenset((str, bool))
MIN_ROWS = 4                # from where on columns pay
NEXT_STRUCT = "</struct></value>\n<value><struct>\n"


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


def must_escape(text: str) -> bool:
    """Tell whether a text holds what XML may not, or marks up."""
    return not text.isprintable() or "&" in text or "<" in text or ">" in text


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
        if len(value) < MIN_ROWS or not write_rows(value, write, heads):
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
        head = heads.get(key) or _open_member(key, heads)
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


def _open_member(key: Any, heads: dict[str, str]) -> str:
    if not isinstance(key, str):
        raise TypeError("dictionary key must be string")
    head = heads[key] = f"<member>\n<name>{_escape(key)}</name>\n"
    return head


def write_rows(
    rows: Sequence[Any], write: Callable[[str], Any], heads: dict[str, str]
) -> bool:
    """Write dicts that have the same keys, column by column; tell whether they are such.

    What `read` answers is many rows of few kinds: a column is looked at once.
    """
    first = rows[0]
    if first.__class__ is not dict or not first:
        return False
    keys = list(first)
    if not all(row.__class__ is dict and list(row) == keys for row in rows):
        return False
    columns = []
    for key in keys:
        head = heads.get(key) or _open_member(key, heads)
        columns.append(_format_column([row[key] for row in rows], head, heads))
    write("<value><struct>\n")
    write(NEXT_STRUCT.join(map("".join, zip(*columns, strict=True))))
    write("</struct></value>\n")
    return True


def _format_column(values: list[Any], head: str, heads: dict[str, str]) -> list[str]:
    """Return one member of many structs, written."""
    kinds = set(map(type, values))
    if kinds <= STRING_OR_UNSET:
        start, end = f"{head}<value><string>", "</string></value>\n</member>\n"
        flag = f"{head}<value><boolean>%d</boolean></value>\n</member>\n"
        flags = (flag % False, flag % True)
        if bool not in kinds and not must_escape("".join(values)):
            return [start + value + end for value in values]
        return [
            start + _escape(value) + end if value.__class__ is str else flags[value]
            for value in values
        ]
    if kinds == {int} and MIN_INT <= min(values) and max(values) <= MAX_INT:
        start, end = f"{head}<value><int>", "</int></value>\n</member>\n"
        return [f"{start}{value}{end}" for value in values]
    written: dict[Any, str] = {}
    result = []
    for value in values:
        pair = value.__class__ is tuple and len(value) == 2 \
            and value[0].__class__ is int and value[1].__class__ is str
        text = written.get(value) if pair else None
        if text is None:
            parts = [head]
            _write(value, parts.append, heads)
            parts.append("</member>\n")
            text = "".join(parts)
            if pair:            # a many2one: the same ones come again and again
                written[value] = text
        result.append(text)
    return result


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
