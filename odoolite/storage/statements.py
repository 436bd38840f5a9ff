"""Statements as SQLite wants them, with their parameters."""
from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from . import postgres_ddl
from .errors import ProgrammingError
from .list_rows import LISTS
from .postgres_ddl import Script
from .postgres_words import rewrite

MISSING: Any = object()
WRITES = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/)*"
    r"(?:(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|REINDEX)\b"
    r"|WITH\b.*\b(?:INSERT|UPDATE|DELETE)\b)", re.I | re.S,
)
# SQLite has no row locks: whoever asks for one becomes the writer
FOR_UPDATE = re.compile(
    r"\s+FOR\s+(?:NO\s+KEY\s+)?UPDATE(?:\s+OF\s+[\w\", ]+?)?"
    r"(?:\s+NOWAIT|\s+SKIP\s+LOCKED)?\s*;?\s*$", re.I,
)
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?([s%])")
MAX_TRANSLATED = 4000
MAX_MARKS = 200         # longer sequences travel as one JSON parameter
SEQUENCES = (tuple, list, set, frozenset)


class AsIs:
    """A parameter that goes into a statement as it is."""

    def __init__(self, adapted: Any) -> None:
        self.adapted = adapted

    def getquoted(self) -> bytes:
        """Return the text."""
        return str(self.adapted).encode()

    def __str__(self) -> str:
        return str(self.adapted)


EXPANDED = (*SEQUENCES, AsIs)       # parameters that change the text of a statement


class Statement(NamedTuple):
    """A query as SQLite wants it."""

    text: str
    writes: bool
    named: bool = False         # its parameters have names
    lists: bool = False         # it answers lists (list_rows.py)
    source: str = ""


# caches of translate_query and plain_query, by the text of the query
_TRANSLATED: dict[str, Statement] = {}
_PLAIN: dict[str, Statement] = {}


def plain_query(query: str) -> Statement:
    """Return a query without parameters: its percent signs are just that."""
    known = _PLAIN.get(query)
    if known is None:
        text = postgres_ddl.translate(query)
        if isinstance(text, Script):
            return _remember(_PLAIN, query, Statement(text, True))
        text, locks = FOR_UPDATE.subn("", rewrite(text))
        writes = bool(locks or WRITES.match(query))
        known = _remember(_PLAIN, query, Statement(text, writes, lists=LISTS in text))
    return known


def translate_query(query: str) -> Statement:
    """Return a query with SQLite's placeholders."""
    known = _TRANSLATED.get(query)
    if known is None:
        named = False

        def put(match: re.Match[str]) -> str:
            nonlocal named
            if match.group(2) == "%":
                return "%"
            if match.group(1):
                named = True
                return ":" + match.group(1)
            return "?"

        source = postgres_ddl.translate(query)
        if isinstance(source, Script):
            return _remember(_TRANSLATED, query, Statement(source, True, source=source))
        source, locks = FOR_UPDATE.subn("", rewrite(source))
        writes = bool(locks or WRITES.match(query))
        text = PLACEHOLDER.sub(put, source)
        known = _remember(
            _TRANSLATED, query, Statement(text, writes, named, LISTS in text, source))
    return known


def _remember(
    cache: dict[str, Statement], query: str, statement: Statement
) -> Statement:
    if len(cache) >= MAX_TRANSLATED:
        cache.clear()
    cache[query] = statement
    return statement


def expand_sequences(query: str, params: Any) -> tuple[str, list[Any]]:
    """Put lists of placeholders where parameters are sequences; ours are all `?`."""
    flat: list[Any] = []
    rest = iter(()) if isinstance(params, dict) else iter(params)

    def put(match: re.Match[str]) -> str:
        if match.group(2) == "%":
            return "%"
        value = params[match.group(1)] if match.group(1) else next(rest, MISSING)
        if value is MISSING:
            raise ProgrammingError("not enough parameters for the query")
        if isinstance(value, AsIs):
            return str(value)
        if not isinstance(value, SEQUENCES):
            flat.append(value)
            return "?"
        if len(value) > MAX_MARKS:
            flat.append(json.dumps(list(value), default=str))
            return "(SELECT value FROM json_each(?))"
        flat.extend(value)
        return "(" + ", ".join("?" * len(value)) + ")" if value else "(NULL)"

    text = PLACEHOLDER.sub(put, query)
    if next(rest, MISSING) is not MISSING:
        raise ProgrammingError("too many parameters for the query")
    return text, flat
