"""Functions of PostgreSQL that addons' SQL calls, for SQLite."""
from __future__ import annotations

import json
import re
import uuid
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import cmp_to_key
from typing import Any

MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d|$)")
INTERVAL = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*([a-z]+)", re.I)
UNITS = {
    "year": ("months", 12), "yr": ("months", 12), "y": ("months", 12),
    "mon": ("months", 1), "month": ("months", 1), "week": ("days", 7), "w": ("days", 7),
    "day": ("days", 1), "d": ("days", 1), "hour": ("seconds", 3600),
    "h": ("seconds", 3600), "minute": ("seconds", 60), "min": ("seconds", 60),
    "m": ("seconds", 60), "second": ("seconds", 1), "sec": ("seconds", 1),
    "s": ("seconds", 1),
}
LISTED = "\x02"       # marks a text that is a list for who fetches it


# ---- moments and spans
def make_interval(text: Any, times: float = 1) -> str | None:
    """Return a span as JSON: months, days and seconds."""
    if text is None:
        return None
    if str(text).startswith("{"):
        parts = json.loads(text)
    else:
        parts = {"months": 0.0, "days": 0.0, "seconds": 0.0}
        clock = re.search(r"(-?)(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?", str(text))
        if clock:
            seconds = int(clock[2]) * 3600 + int(clock[3]) * 60 + float(clock[4] or 0)
            parts["seconds"] += -seconds if clock[1] else seconds
            text = str(text).replace(clock[0], "")
        found = INTERVAL.findall(str(text))
        if not found and not clock:
            raise ValueError(f"invalid input syntax for type interval: {text!r}")
        for amount, word in found:
            unit = word.lower()
            name, size = UNITS.get(unit) or UNITS[unit.rstrip("s")]
            parts[name] += float(amount) * size
    return json.dumps({name: value * times for name, value in parts.items()})


def shift(value: str, span: str, sign: int = 1) -> str:
    """Return a moment moved by a span."""
    parts = json.loads(span)
    moment = datetime.fromisoformat(value)
    months = moment.year * 12 + moment.month - 1 + sign * int(parts["months"])
    year, month = divmod(months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    moment = moment.replace(year=year, month=month + 1, day=day)
    moment += timedelta(days=sign * parts["days"], seconds=sign * parts["seconds"])
    whole = len(value) == 10 and not parts["seconds"]     # a day, which compares with days
    return moment.date().isoformat() if whole else moment.isoformat(" ")


def add(left: Any, right: Any) -> Any:
    """Add numbers, a span to a moment, or days to a date."""
    return _combine(left, right, 1)


def subtract(left: Any, right: Any) -> Any:
    """Subtract numbers, a span or days from a moment, or moments."""
    return _combine(left, right, -1)


def _combine(left: Any, right: Any, sign: int) -> Any:
    if left is None or right is None:
        return None
    if sign > 0 and not _is_moment(left) and _is_moment(right):
        left, right = right, left
    if not _is_moment(left):
        if _is_span(left) and _is_span(right):
            one, other = json.loads(left), json.loads(right)
            return json.dumps({name: one[name] + sign * other[name] for name in one})
        return left + sign * right
    if _is_span(right):
        return shift(left, right, sign)
    if _is_moment(right):
        gap = datetime.fromisoformat(left) - datetime.fromisoformat(right)
        if len(left) == len(right) == 10:
            return gap.days
        return json.dumps({"months": 0, "days": 0, "seconds": gap.total_seconds()})
    return (date.fromisoformat(left[:10]) + timedelta(days=sign * int(right))).isoformat()


def _is_moment(value: Any) -> bool:
    return isinstance(value, str) and MOMENT.match(value) is not None


def _is_span(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("{")


PARTS: dict[str, Callable[[datetime], float]] = {
    "year": lambda d: d.year, "month": lambda d: d.month, "day": lambda d: d.day,
    "hour": lambda d: d.hour, "minute": lambda d: d.minute,
    "second": lambda d: d.second + d.microsecond / 1e6,
    "dow": lambda d: d.isoweekday() % 7, "isodow": lambda d: d.isoweekday(),
    "doy": lambda d: d.timetuple().tm_yday, "week": lambda d: d.isocalendar()[1],
    "isoyear": lambda d: d.isocalendar()[0], "quarter": lambda d: (d.month + 2) // 3,
    "epoch": lambda d: d.replace(tzinfo=timezone.utc).timestamp(),
}
SPAN_PARTS: dict[str, Callable[[dict[str, float]], float]] = {
    "epoch": lambda s: s["months"] * 30 * 86400 + s["days"] * 86400 + s["seconds"],
    "year": lambda s: int(s["months"] // 12), "month": lambda s: s["months"] % 12,
    "day": lambda s: s["days"] + int(s["seconds"] // 86400),
    "hour": lambda s: int(s["seconds"] % 86400 // 3600),
    "minute": lambda s: int(s["seconds"] % 3600 // 60),
    "second": lambda s: s["seconds"] % 60,
}


def extract(part: str, value: Any) -> float | None:
    """Return a number out of a moment or a span."""
    if value is None:
        return None
    if isinstance(value, (int, float)):     # days between two dates
        value = json.dumps({"months": 0, "days": value, "seconds": 0})
    if _is_span(value):
        return SPAN_PARTS[part.lower()](json.loads(value))
    return PARTS[part.lower()](datetime.fromisoformat(value))


def truncate(part: str, value: str | None) -> str | None:
    """Return the start of the period that a moment lies in."""
    if value is None:
        return None
    moment = datetime.fromisoformat(value)
    units = ("year", "month", "day", "hour", "minute", "second")
    if part == "week":
        moment, part = moment - timedelta(days=moment.weekday()), "day"
    elif part == "quarter":
        moment, part = moment.replace(month=(moment.month - 1) // 3 * 3 + 1, day=1), "month"
    if part not in units:
        raise ValueError(f"unit {part!r} not recognized")
    least = {"month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0}
    lost = {unit: least[unit] for unit in units[units.index(part) + 1:]}
    return moment.replace(**lost, microsecond=0).isoformat(" ")     # type: ignore[arg-type]


CHARS = [
    ("YYYY", "%Y"), ("YY", "%y"), ("IYYY", "%G"), ("MM", "%m"), ("Month", "%B"),
    ("Mon", "%b"), ("DDD", "%j"), ("DD", "%d"), ("Day", "%A"), ("Dy", "%a"),
    ("HH24", "%H"), ("HH12", "%I"), ("HH", "%I"), ("MI", "%M"), ("SS", "%S"), ("AM", "%p"),
    ("PM", "%p"), ("IW", "%V"), ("ID", "%u"), ("TZ", ""),
]
CHAR = re.compile("|".join(sorted((c for c, _ in CHARS), key=len, reverse=True)))


def to_char(value: Any, pattern: str) -> str | None:
    """Write a moment or a number after a pattern."""
    if value is None:
        return None
    if isinstance(value, (int, float)):
        bare = pattern.removeprefix("FM")
        whole, _dot, decimals = re.sub("[,G]", "", bare).replace("D", ".").partition(".")
        text = f"{value:.{len(decimals)}f}"
        zeros = len(whole) - whole.find("0") if "0" in whole else 1
        text = text.zfill(zeros + (len(decimals) + 1 if decimals else 0))
        return text if pattern.startswith("FM") else text.rjust(len(whole) + 1 + (
            len(decimals) + 1 if decimals else 0))
    words = dict(CHARS)
    form = CHAR.sub(lambda match: words[match.group()], pattern.replace("%", "%%"))
    return datetime.fromisoformat(value).strftime(form)


def to_date(text: str | None, pattern: str) -> str | None:
    """Read a date after a pattern."""
    if text is None:
        return None
    words = dict(CHARS)
    form = CHAR.sub(lambda match: words[match.group()], pattern)
    return datetime.strptime(text, form).date().isoformat()


def to_timestamp(seconds: float | None) -> str | None:
    """Return the moment that is so many seconds after 1970."""
    return None if seconds is None else \
        datetime.fromtimestamp(seconds, timezone.utc).replace(tzinfo=None).isoformat(" ")


# ---- JSON and lists
def json_set(value: str | None, path: str, new: str) -> str | None:
    """Return a JSON object with a value put at a path `{a,b}`."""
    if value is None:
        return None
    root = json.loads(value)
    *way, last = [part.strip(' "') for part in path.strip("{}").split(",")]
    holder = root
    for key in way:
        holder = holder[int(key) if isinstance(holder, list) else key]
    holder[int(last) if isinstance(holder, list) else last] = json.loads(new)
    return json.dumps(root, ensure_ascii=False)


def json_merge(left: Any, right: Any) -> str | None:
    """Join two JSON values as `||` does."""
    if left is None or right is None:
        return None
    one, other = json.loads(left), json.loads(right)
    if isinstance(one, dict) and isinstance(other, dict):
        return json.dumps(one | other, ensure_ascii=False)
    as_list = [item if isinstance(item, list) else [item] for item in (one, other)]
    return json.dumps(as_list[0] + as_list[1], ensure_ascii=False)


def _json_type(value: str | None) -> str | None:
    kinds = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number",
             float: "number", type(None): "null"}
    return None if value is None else kinds[type(json.loads(value))]


def _join_items(value: str | None, separator: str) -> str | None:
    if value is None:
        return None
    items = json.loads(value.lstrip(LISTED))
    return separator.join(str(item) for item in items if item is not None)


def _count_items(value: str | None, _dimension: int = 1) -> int | None:
    return (len(json.loads(value.lstrip(LISTED))) or None) if value else None


class Aggregate:
    """string_agg, array_agg and the JSON ones: with an order, and once each."""

    def __init__(self) -> None:
        self.rows: list[tuple[tuple[Any, ...], Any, Any]] = []
        self.kind, self.distinct, self.down = "text", False, [False]

    def step(self, kind: str, distinct: int, value: Any, other: Any, *keys: Any) -> None:
        """Take one value in."""
        self.kind, self.distinct = kind, bool(distinct)
        self.down = [bool(flag) for flag in keys[1::2]]
        if value is not None or kind != "text":
            self.rows.append((keys[::2], value, other))

    def finalize(self) -> str | None:
        """Return the result."""
        rows = self.rows
        if self.distinct:
            rows = sorted({row[1]: row for row in rows}.values(),
                          key=lambda row: (row[1] is None, row[1]))
        if self.down:
            rows = sorted(rows, key=cmp_to_key(self._compare))
        if not rows:
            return None
        if self.kind == "text":
            return str(rows[0][2] or "").join(str(row[1]) for row in rows)
        if self.kind == "object":
            return json.dumps({str(row[1]): row[2] for row in rows}, ensure_ascii=False)
        items = json.dumps([row[1] for row in rows], ensure_ascii=False)
        return (LISTED if self.kind == "list" else "") + items

    def _compare(self, one: Any, other: Any) -> int:
        for a, b, down in zip(one[0], other[0], self.down, strict=True):
            if a != b:
                above = a is None or (b is not None and a > b)      # NULL is the last
                return -1 if above == down else 1
        return 0


FUNCTIONS: list[tuple[str, int, Any, bool]] = [
    ("odoo_interval", 1, make_interval, True), ("odoo_interval", 2, make_interval, True),
    ("odoo_plus", 2, add, True), ("odoo_minus", 2, subtract, True),
    ("odoo_extract", 2, extract, True), ("date_part", 2, extract, True),
    ("date_trunc", 2, truncate, True), ("to_char", 2, to_char, True),
    ("to_date", 2, to_date, True), ("to_timestamp", 1, to_timestamp, True),
    ("make_date", 3, lambda y, m, d: date(y, m, d).isoformat(), True),
    ("jsonb_set", 3, json_set, True), ("odoo_json_merge", 2, json_merge, True),
    ("jsonb_typeof", 1, _json_type, True), ("json_typeof", 1, _json_type, True),
    ("array_to_string", 2, _join_items, True), ("array_length", 2, _count_items, True),
    ("cardinality", 1, _count_items, True),
    ("initcap", 1, lambda t: None if t is None else str(t).title(), True),
    ("reverse", 1, lambda t: None if t is None else str(t)[::-1], True),
    ("repeat", 2, lambda t, n: None if t is None else str(t) * max(0, n), True),
    ("rpad", 3, lambda t, n, c: None if t is None else str(t).ljust(n, c)[:n], True),
    ("translate", 3, lambda t, old, new: None if t is None else t.translate(
        {ord(c): (new[i] if i < len(new) else None) for i, c in enumerate(old)}), True),
    ("ascii", 1, lambda t: None if t is None else ord(t[0]), True),
    ("chr", 1, lambda n: None if n is None else chr(n), True),
    ("quote_ident", 1, lambda t: t if re.fullmatch("[a-z_][a-z0-9_]*", t) else f'"{t}"',
     True),
    ("quote_literal", 1, lambda t: None if t is None else "'" + t.replace("'", "''") + "'",
     True),
    ("gen_random_uuid", 0, lambda: str(uuid.uuid4()), False),
    ("pg_advisory_lock", 1, lambda key: None, False),
    ("pg_advisory_xact_lock", 1, lambda key: None, False),
    ("pg_try_advisory_lock", 1, lambda key: 1, False),
    ("pg_try_advisory_xact_lock", 1, lambda key: 1, False),
]
