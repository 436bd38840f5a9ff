"""What addons' own SQL says in PostgreSQL's words, said in SQLite's.

The ORM writes SQLite's SQL for SQLite; this is for statements that addons bring along:
casts, ranges, the catalogue's views, sequences of tables, intervals. What is not known
here goes through as it is, and SQLite says what it does not understand.
"""
from __future__ import annotations

import hashlib
import itertools
import json
import re
import unicodedata
from datetime import datetime, timezone
from typing import Any

from . import postgres_functions
from .errors import ProgrammingError
from .postgres_catalogue import VIEWS
from .postgres_shapes import reshape
from .postgres_syntax import (
    HELD,
    KEYWORDS,
    closing,
    find_outside,
    operand_after,
    operand_before,
    replace_calls,
    split_arguments,
)

MARKS = re.compile(
    r"::|\binformation_schema\b|\bpg_\w+|\bnextval\b|&&|\bilike\b|\binterval\b|\bany\s*\("
    r"|\ball\s*\(\s*%|\bat\s+time\s+zone\b|\bextract\s*\(|~|_agg\s*\(|\bcurrent_schema\b"
    r"|\bdistinct\s+on\b|\blimit\s+all\b|\bfetch\s+(?:first|next)\b|\bgenerate_series\b"
    r"|\bunnest\b|\barray\s*\[|\bjsonb_|\bjson_(?:build|agg|object_agg|typeof)|\bbool_(?:and|or)\b|\bevery\s*\(|\bposition\s*\("
    r"|\bsubstring\s*\(|\bstrpos\b|\bto_regclass\b|\btimezone\s*\(|\blocaltimestamp\b"
    r"|\bsetval\b|\(\s*values\b|\bselect\s+from\b|\bas\s+(?:date|timestamp|interval|jsonb?)\b"
    r"|\b(?:current_date|now\(\))\s*[-+]|[-+]\s*(?:current_date\b|now\(\))|\b(?:left|right)\s*\("
    r"|\s\?\s*'|\|\|\s*'\{|-\s*'|\boverlaps\b"
    r"|^\s*update\s+[\w\".]+\s+(?!as\b|set\b)\w+\s+set\b"
    r"|^\s*delete\s+from\s+[\w\".]+\s+(?!as\b|where\b|returning\b)\w+", re.I,
)
LITERAL = re.compile(r"'(?:[^']|'')*'")
CAST = re.compile(
    r"::\s*(?P<type>double\s+precision|character\s+varying|timestamp\s+with(?:out)?\s+time\s+zone"
    r"|\w+)(?:\(\d+(?:,\s*\d+)?\))?(?P<array>\[\])?", re.I)
# what is a moment or a span whatever stands in it
TEMPORAL = re.compile(
    r"(?:odoo_interval|odoo_plus|odoo_minus|date|datetime|now|date_trunc|to_date|make_date"
    r"|to_timestamp)\s*\(|current_date\b|current_timestamp\b", re.I)
KINDS = {
    "int": "INTEGER", "integer": "INTEGER", "int2": "INTEGER", "int4": "INTEGER",
    "int8": "INTEGER", "bigint": "INTEGER", "smallint": "INTEGER", "text": "TEXT",
    "varchar": "TEXT", "char": "TEXT", "numeric": "REAL", "decimal": "REAL",
    "float": "REAL", "float4": "REAL", "float8": "REAL", "real": "REAL",
    "double precision": "REAL", "character varying": "TEXT",
}
CALLS = {"date": "date", "timestamp": "datetime", "timestamptz": "datetime",
         "interval": "odoo_interval", "json": "json", "jsonb": "json"}
RENAMED = {
    "jsonb_build_object": "json_object", "json_build_object": "json_object",
    "jsonb_build_array": "json_array", "json_build_array": "json_array",
    "jsonb_array_length": "json_array_length", "strpos": "instr",
    "left": "odoo_left", "right": "odoo_right", "bool_and": "odoo_bool_and",
    "every": "odoo_bool_and", "bool_or": "odoo_bool_or",
}
SETVAL = re.compile(
    r"\s*SELECT\s+(?:pg_catalog\.)?setval\s*\(\s*\x00(\d+)\x00\s*,(.+)\)\s*;?\s*",
    re.I | re.S)
_counter = itertools.count(1)


def rewrite(query: str) -> str:
    """Return a statement with PostgreSQL's words replaced; quoted texts are kept."""
    if not MARKS.search(query):
        return query
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match.group())
        return f"\x00{len(held) - 1}\x00"

    text = LITERAL.sub(hold, query)
    if not MARKS.search(query):
        return query
    text = re.sub(r"\binterval\s*(\x00\d+\x00|%s)", r"odoo_interval(\1)", text, flags=re.I)
    text = _casts(text)
    text = _zones(text, held)
    for name, view in VIEWS.items():
        text = re.sub(rf"(?<![\w.]){re.escape(name)}(?!\w)", f"({view})", text, flags=re.I)
    text = re.sub(r"\bcurrent_schema(?:\(\))?", "'public'", text, flags=re.I)
    text = re.sub(r"\blocaltimestamp\b(?:\(\))?", "now()", text, flags=re.I)
    text = re.sub(r"\bilike\b", "LIKE", text, flags=re.I)
    text = _lists(text)
    text = re.sub(r"\s!~\*?\s", " NOT REGEXP ", text)
    text = re.sub(r"\s~\*?\s", " REGEXP ", text)
    text = replace_calls(
        text, "extract|position|substring|timezone|to_regclass", _words_inside)
    text = replace_calls(text, "|".join(RENAMED),
                         lambda name, inside: f"{RENAMED[name]}({inside})")
    text = re.sub(r"\bnextval\s*\(\s*\x00(\d+)\x00\s*\)",
                  lambda match: _next_value(match, held), text, flags=re.I)
    text = _arithmetic(_json(text, held))
    text = _set_sequence(_overlaps(reshape(text)), held)
    text = HELD.sub(lambda match: held[int(match.group(1))], text)
    return query if text == query else text


def _casts(text: str) -> str:
    text = replace_calls(text, "cast", _cast_call)
    while match := CAST.search(text):
        start = operand_before(text[:match.start()])
        what = text[start:match.start()]
        kind = "keep" if match["array"] else re.sub(r"\s+", " ", match["type"].lower())
        text = text[:start] + _cast(what, kind) + text[match.end():]
    return text


def _cast_call(_name: str, inside: str) -> str | None:
    word = find_outside(inside, r"\bAS\b")
    kind = inside[word.end():].strip().lower() if word else ""
    known = kind in CALLS or kind.startswith("timestamp")
    return _cast(inside[:word.start()].strip(), kind) if word and known else None


def _cast(what: str, kind: str) -> str:
    if kind in KINDS:
        return f"CAST({what} AS {KINDS[kind]})"
    call = "datetime" if kind.startswith("timestamp") else CALLS.get(kind)
    if call:
        return f"{call}({what})"
    if kind == "regclass":
        return f"(SELECT rowid FROM sqlite_master WHERE name = {what})"
    return what


def _zones(text: str, held: list[str]) -> str:
    """Leave out that a moment is in UTC, as all are; other zones are refused."""
    for number in re.findall(r"\bat\s+time\s+zone\s+\x00(\d+)\x00", text, re.I):
        if held[int(number)].strip("'").upper() not in ("UTC", "GMT"):
            raise ProgrammingError(
                f"AT TIME ZONE {held[int(number)]} is not known here: moments are in UTC")
    return re.sub(r"\s+at\s+time\s+zone\s+\x00\d+\x00", "", text, flags=re.I)


def _lists(text: str) -> str:
    text = re.sub(r"=\s*any\s*\(\s*(%s|%\(\w+\)s)\s*\)", r"IN \1", text, flags=re.I)
    text = re.sub(
        r"(?:<>|!=)\s*all\s*\(\s*(%s|%\(\w+\)s)\s*\)", r"NOT IN \1", text, flags=re.I
    )
    while match := re.search(r"\barray\s*\[", text, re.I):
        end = closing(text, match.end() - 1)
        text = f"{text[:match.start()]}json_array({text[match.end():end]}){text[end + 1:]}"
    for operator, word in ((r"=\s*any", "IN"), (r"(?:<>|!=)\s*all", "NOT IN")):
        while match := re.search(rf"{operator}\s*\((?!\s*select\b)", text, re.I):
            end = closing(text, match.end() - 1)
            text = (f"{text[:match.start()]}{word} (SELECT value FROM json_each("
                    f"{text[match.end():end]})){text[end + 1:]}")
        text = re.sub(rf"{operator}\s*\(", f"{word} (", text, flags=re.I)
    return text


def _words_inside(name: str, inside: str) -> str | None:
    """Return a call whose arguments stand between words as one with commas."""
    if name == "timezone":
        return split_arguments(inside)[1]
    if name == "to_regclass":
        return f"(SELECT name FROM sqlite_master WHERE name = {inside})"
    word = find_outside(inside, r"\bIN\b" if name == "position" else r"\bFROM\b")
    if word is None:
        return f"substr({inside})" if name == "substring" else None
    first, second = inside[:word.start()].strip(), inside[word.end():].strip()
    if name == "position":
        return f"instr({second}, {first})"
    if name == "extract":
        return f"odoo_extract('{first.lower()}', {second})"
    length = find_outside(second, r"\bFOR\b")
    if length:
        return f"substr({first}, {second[:length.start()]}, {second[length.end():]})"
    return None if HELD.search(second) else f"substr({first}, {second})"


def _json(text: str, held: list[str]) -> str:
    """Say `||`, `-` and `?` between JSON values by functions."""
    text = re.sub(r"([\w.\"]+)\s+\?\s*\x00(\d+)\x00", lambda m: (
        f"json_type({m[1]}, {_path(held[int(m[2])])}) IS NOT NULL"), text)
    while match := re.search(r"\|\|\s*(?=jsonb?\()", text):
        start = operand_before(text[:match.start()])
        end = match.end() + operand_after(text[match.end():])
        text = (f"{text[:start]}odoo_json_merge({text[start:match.start()].strip()}, "
                f"{text[match.end():end]}){text[end:]}")

    def without(match: re.Match[str]) -> str:
        literal = held[int(match[2])]
        return match[0] if re.match(r"'[\d{]", literal) else \
            f"json_remove({match[1]}, {_path(literal)})"
    return re.sub(r"([\w.\"]+)\s*-\s*\x00(\d+)\x00", without, text)


def _path(literal: str) -> str:
    return f"""'$."{literal[1:-1]}"'"""


def _arithmetic(text: str) -> str:
    """Say sums of moments and spans by functions, from left to right."""
    for pattern in (r"(odoo_interval\(([^()]*)\))\s*\*\s*([\w.\"%]+)",
                    r"([\w.\"%]+)\s*\*\s*odoo_interval\(([^()]*)\)()"):
        text = re.sub(pattern, lambda m: f"odoo_interval({m[2]}, {m[3] or m[1]})", text)
    place = 0
    while match := re.compile(r"(?<![-<])([+-])(?![->+])").search(text, place):
        place = match.end()
        start = operand_before(text[:match.start()])
        left = text[start:match.start()].strip()
        length = operand_after(text[match.end():])
        right = text[match.end():match.end() + length].strip()
        if not left or not right or left.lower() in KEYWORDS:
            continue
        inner = left.lstrip("( "), right.lstrip("( ")
        if any(TEMPORAL.match(side) for side in inner):
            word = "odoo_plus" if match[1] == "+" else "odoo_minus"
            text = (f"{text[:start]}{word}({left}, {right})"
                    f"{text[match.end() + length:]}")
            place = start
    return text


def _set_sequence(text: str, held: list[str]) -> str:
    """Turn `SELECT setval('t_id_seq', n)` into a change of the counter."""
    match = SETVAL.fullmatch(text)
    if match is None:
        return text
    table = re.sub(r"_id_seq$", "", held[int(match[1])].strip("'").strip('"'))
    number = split_arguments(match[2])[0]
    return (f"UPDATE sqlite_sequence SET seq = ({number}) WHERE name = '{table}' "
            "RETURNING seq AS setval")


def _next_value(match: re.Match[str], held: list[str]) -> str:
    """Return a number that no row of the sequence's table has as its id."""
    sequence = held[int(match[1])].strip("'")
    if not re.fullmatch(r"\w+_id_seq", sequence):
        return f"nextval('{sequence}')"
    table = sequence.removesuffix("_id_seq")
    return f'((SELECT COALESCE(MAX(id), 0) FROM "{table}") + odoo_count())'


def _overlaps(text: str) -> str:
    """Turn `range(…) && range(…)` into a call of a function."""
    while "&&" in text:
        left, _and, right = text.partition("&&")
        first = _call_before(left.rstrip())
        second = _call_after(right.lstrip())
        if first is None or second is None:
            return text
        head = left.rstrip()[:first]
        call, rest = left.rstrip()[first:], right.lstrip()[second:]
        text = f"{head}odoo_overlaps({call}, {right.lstrip()[:second]}){rest}"
    return text


def _call_before(text: str) -> int | None:
    """Return where the call begins that a text ends with."""
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[index], 0)
        if depth == 0:
            match = re.search(r"\w+\s*$", text[:index])
            return match.start() if match and text[index] == "(" else None
    return None


def _call_after(text: str) -> int | None:
    """Return where the call ends that a text begins with."""
    depth = 0
    for index, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth == 0 and char == ")":
            return index + 1
    return None


# ---- functions -------------------------------------------------------------------------
def _range(low: Any, high: Any, bounds: str = "[)") -> str:
    return json.dumps([low, high, bounds])


def _range_overlaps(one: str | None, other: str | None) -> int | None:
    if one is None or other is None:
        return None
    (low, high, bounds), (low2, high2, bounds2) = json.loads(one), json.loads(other)
    return int(
        _begins(low, bounds, high2, bounds2) and _begins(low2, bounds2, high, bounds)
    )


def _begins(low: Any, bounds: str, high: Any, other: str) -> bool:
    """Tell whether something begins before something else ends."""
    if low is None or high is None:
        return True
    touching = bounds[0] == "[" and other[1] == "]"
    return bool(low <= high if touching else low < high)


def _concat(*values: Any) -> str:
    return "".join(str(value) for value in values if value is not None)


def _concat_ws(separator: str, *values: Any) -> str:
    return separator.join(str(value) for value in values if value is not None)


def _extreme(pick: Any) -> Any:
    def extreme(*values: Any) -> Any:
        return pick((v for v in values if v is not None), default=None)
    return extreme


def _split_part(text: str | None, separator: str, number: int) -> str | None:
    if text is None:
        return None
    parts = text.split(separator)
    return parts[number - 1] if 0 < number <= len(parts) else ""


def _regexp(pattern: str, value: Any) -> int | None:
    return None if value is None else int(re.search(pattern, str(value)) is not None)


def _regexp_replace(text: str | None, pattern: str, new: str, flags: str = "") -> Any:
    if text is None:
        return None
    new = re.sub(r"\\(\d)", r"\\g<\1>", new)
    kinds = re.I if "i" in flags else 0
    return re.sub(pattern, new, text, count=0 if "g" in flags else 1, flags=kinds)


def _unaccent(text: str | None) -> str | None:
    if text is None:
        return None
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _list_checks(sql: str | None) -> str:
    return json.dumps(re.findall(r'CONSTRAINT "?(\w+)"? CHECK', sql or ""))


def _now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")


RANGES = ("numrange", "int4range", "int8range", "daterange", "tsrange")
# name, number of arguments, function, whether equal arguments give equal results
FUNCTIONS: list[tuple[str, int, Any, bool]] = [
    *((name, count, _range, True) for name in RANGES for count in (2, 3)),
    ("odoo_overlaps", 2, _range_overlaps, True),
    ("odoo_checks", 1, _list_checks, True),
    *postgres_functions.FUNCTIONS,
    ("odoo_count", 0, lambda: next(_counter), False),
    ("concat", -1, _concat, True),
    ("concat_ws", -1, _concat_ws, True),
    ("greatest", -1, _extreme(max), True),
    ("least", -1, _extreme(min), True),
    ("split_part", 3, _split_part, True),
    ("odoo_left", 2, lambda t, n: None if t is None else str(t)[:n], True),
    ("odoo_right", 2, lambda t, n: None if t is None else str(t)[-n:] if n else "", True),
    ("lpad", 3, lambda t, n, c: None if t is None else str(t).rjust(n, c)[:n], True),
    ("md5", 1, lambda t: None if t is None else hashlib.md5(str(t).encode()).hexdigest(),
     True),
    ("char_length", 1, lambda t: None if t is None else len(str(t)), True),
    ("btrim", 1, lambda t: None if t is None else str(t).strip(" "), True),
    ("regexp", 2, _regexp, True),
    ("regexp_replace", 3, _regexp_replace, True),
    ("regexp_replace", 4, _regexp_replace, True),
    ("unaccent", 1, _unaccent, True),
    ("now", 0, _now, False),
]
