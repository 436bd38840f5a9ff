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
from collections.abc import Callable
from datetime import datetime, timezone
from operator import attrgetter
from typing import Any

MARKS = re.compile(
    r"::|\binformation_schema\b|\bpg_\w+|\bnextval\b|&&|\bilike\b|\binterval\b|\bany\s*\("
    r"|\ball\s*\(\s*%|\bat\s+time\s+zone\b|\bextract\s*\(|~|\bstring_agg\b"
    r"|\bcurrent_schema\b", re.I,
)
LITERAL = re.compile(r"'(?:[^']|'')*'")
HELD = re.compile(r"\x00(\d+)\x00")
OPERAND = r"(?:%\(\w+\)s|%s|\x00\d+\x00|[\w.\"]+)"
CAST = re.compile(rf"(?P<what>{OPERAND}|\))::(?P<type>\w+(?:\s+precision)?)"
                  r"(?:\(\d+(?:,\s*\d+)?\))?(?P<array>\[\])?")
KINDS = {
    "int": "INTEGER", "integer": "INTEGER", "int2": "INTEGER", "int4": "INTEGER",
    "int8": "INTEGER", "bigint": "INTEGER", "smallint": "INTEGER", "text": "TEXT",
    "varchar": "TEXT", "char": "TEXT", "numeric": "REAL", "decimal": "REAL",
    "float": "REAL", "float4": "REAL", "float8": "REAL", "real": "REAL",
    "double precision": "REAL",
}
MOMENTS = {"date": "date", "timestamp": "datetime", "timestamptz": "datetime"}
VIEWS = {
    "information_schema.columns": (
        "SELECT t.name AS table_name, c.name AS column_name, c.cid + 1 AS "
        "ordinal_position, lower(c.type) AS data_type, lower(c.type) AS udt_name, "
        "CASE WHEN c.\"notnull\" THEN 'NO' ELSE 'YES' END AS is_nullable, "
        "c.dflt_value AS column_default, 'public' AS table_schema, "
        "NULL AS character_maximum_length "
        "FROM sqlite_master AS t, pragma_table_info(t.name) AS c "
        "WHERE t.type IN ('table', 'view')"
    ),
    "information_schema.tables": (
        "SELECT name AS table_name, 'public' AS table_schema, CASE type WHEN 'view' "
        "THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type FROM sqlite_master "
        "WHERE type IN ('table', 'view')"
    ),
    "pg_class": (
        "SELECT name AS relname, rowid AS oid, CASE type WHEN 'table' THEN 'r' "
        "WHEN 'index' THEN 'i' ELSE 'v' END AS relkind FROM sqlite_master"
    ),
    "pg_tables": (
        "SELECT name AS tablename, 'public' AS schemaname FROM sqlite_master "
        "WHERE type = 'table'"
    ),
    "pg_indexes": (
        "SELECT name AS indexname, tbl_name AS tablename, sql AS indexdef, "
        "'public' AS schemaname FROM sqlite_master WHERE type = 'index'"
    ),
}
PARTS: dict[str, Callable[[datetime], float]] = {
    **{name: attrgetter(name)
       for name in ("year", "month", "day", "hour", "minute", "second")},
    "dow": lambda d: d.isoweekday() % 7, "isodow": lambda d: d.isoweekday(),
    "doy": lambda d: d.timetuple().tm_yday, "week": lambda d: d.isocalendar()[1],
    "quarter": lambda d: (d.month + 2) // 3,
    "epoch": lambda d: d.replace(tzinfo=timezone.utc).timestamp(),
}
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
    if not MARKS.search(text):
        return query
    text = _intervals(text, held)
    text = CAST.sub(_cast, text)
    for name, view in VIEWS.items():
        text = re.sub(rf"(?<![\w.]){re.escape(name)}(?!\w)", f"({view})", text, flags=re.I)
    text = re.sub(r"\bcurrent_schema(?:\(\))?", "'public'", text, flags=re.I)
    text = re.sub(r"\s+at\s+time\s+zone\s+\x00\d+\x00", "", text, flags=re.I)
    text = re.sub(r"\bilike\b", "LIKE", text, flags=re.I)
    text = re.sub(r"=\s*any\s*\(\s*(%s|%\(\w+\)s)\s*\)", r"IN \1", text, flags=re.I)
    text = re.sub(
        r"(?:<>|!=)\s*all\s*\(\s*(%s|%\(\w+\)s)\s*\)", r"NOT IN \1", text, flags=re.I
    )
    text = re.sub(r"\s!~\*?\s", " NOT REGEXP ", text)
    text = re.sub(r"\s~\*?\s", " REGEXP ", text)
    text = re.sub(r"\bstring_agg\s*\(", "group_concat(", text, flags=re.I)
    text = re.sub(r"\bextract\s*\(\s*(\w+)\s+from\s+([\w.\"]+)\s*\)", _extract, text,
                  flags=re.I)
    text = re.sub(r"\bnextval\s*\(\s*\x00(\d+)\x00\s*\)",
                  lambda match: _next_value(match, held), text, flags=re.I)
    text = _overlaps(text)
    return HELD.sub(lambda match: held[int(match.group(1))], text)


def _cast(match: re.Match[str]) -> str:
    what, kind = match["what"], match["type"].lower()
    if what == ")" or match["array"]:
        return what
    if kind in KINDS:
        return f"CAST({what} AS {KINDS[kind]})"
    if kind in MOMENTS:
        return f"{MOMENTS[kind]}({what})"
    return what


def _intervals(text: str, held: list[str]) -> str:
    def move(match: re.Match[str]) -> str:
        amount = held[int(match[3])].strip("'").strip()
        return f"datetime({match[1]}, '{match[2]}{amount}')"
    return re.sub(
        rf"((?:now\(\)|current_date|{OPERAND}))\s*([+-])\s*interval\s*\x00(\d+)\x00",
        move, text, flags=re.I,
    )


def _extract(match: re.Match[str]) -> str:
    return f"odoo_extract('{match[1].lower()}', {match[2]})"


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


def _extract_part(part: str, value: str | None) -> float | None:
    return None if value is None else PARTS[part](datetime.fromisoformat(value))


def _now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")


RANGES = ("numrange", "int4range", "int8range", "daterange", "tsrange")
# name, number of arguments, function, whether equal arguments give equal results
FUNCTIONS: list[tuple[str, int, Any, bool]] = [
    *((name, count, _range, True) for name in RANGES for count in (2, 3)),
    ("odoo_overlaps", 2, _range_overlaps, True),
    ("odoo_extract", 2, _extract_part, True),
    ("odoo_count", 0, lambda: next(_counter), False),
    ("concat", -1, _concat, True),
    ("concat_ws", -1, _concat_ws, True),
    ("greatest", -1, _extreme(max), True),
    ("least", -1, _extreme(min), True),
    ("split_part", 3, _split_part, True),
    ("left", 2, lambda t, n: None if t is None else str(t)[:n], True),
    ("right", 2, lambda t, n: None if t is None else str(t)[-n:] if n else "", True),
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
