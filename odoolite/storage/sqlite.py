"""SQLite: connections, functions and SQL fragments."""
from __future__ import annotations

import functools
import json
import re
import sqlite3
from collections.abc import Collection
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..tools.sql import SQL
from . import postgres_words
from .postgres_functions import Aggregate

MANY = 50
BUSY_TIMEOUT = 60_000       # milliseconds


class Connection(sqlite3.Connection):
    """SQLite's connection, with the notices that PostgreSQL's would gather."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notices: list[str] = []


def connect(path: Path | str, sync: bool) -> sqlite3.Connection:
    """Open a connection with our settings and functions."""
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, cached_statements=512,
        factory=Connection,
    )
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={'NORMAL' if sync else 'OFF'}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA cache_size=-16000")
    for name, arguments, function in FUNCTIONS:
        connection.create_function(name, arguments, function, deterministic=True)
    for name, arguments, function, same in postgres_words.FUNCTIONS:
        connection.create_function(name, arguments, function, deterministic=same)
    connection.create_aggregate("odoo_aggregate", -1, Aggregate)  # type: ignore[arg-type]
    connection.create_aggregate("odoo_bool_and", 1, BoolAnd)  # type: ignore[arg-type]
    connection.create_aggregate("odoo_bool_or", 1, BoolOr)  # type: ignore[arg-type]
    return connection


# ---- functions known to every connection -----------------------------------------------
@functools.lru_cache(maxsize=500)
def like_regex(pattern: str) -> re.Pattern[str]:
    """Translate a LIKE pattern that ignores case into a regular expression."""
    out, index = [], 0
    while index < len(pattern):
        char = pattern[index]
        if char == "\\" and index + 1 < len(pattern):
            index += 1
            out.append(re.escape(pattern[index]))
        elif char == "%":
            out.append(".*")
        elif char == "_":
            out.append(".")
        else:
            out.append(re.escape(char))
        index += 1
    return re.compile("".join(out), re.I | re.S)


def _ilike(value: Any, pattern: str) -> int | None:
    if value is None:
        return None
    return 1 if like_regex(pattern).fullmatch(str(value)) else 0


def _local(value: str, zone: str | None) -> datetime:
    moment = datetime.fromisoformat(value)
    if zone and len(value) > 10:
        return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(
            ZoneInfo(zone)
        ).replace(tzinfo=None)
    return moment


def _date_part(part: str, value: str | None, zone: str | None) -> float | None:
    if value is None:
        return None
    moment = _local(value, zone)
    return float(DATE_PARTS[part](moment))


DATE_PARTS: dict[str, Any] = {
    "year_number": lambda d: d.year,
    "quarter_number": lambda d: (d.month + 2) // 3,
    "month_number": lambda d: d.month,
    "iso_week_number": lambda d: d.isocalendar()[1],
    "day_of_year": lambda d: d.timetuple().tm_yday,
    "day_of_month": lambda d: d.day,
    "day_of_week": lambda d: d.isoweekday() % 7,
    "hour_number": lambda d: d.hour,
    "minute_number": lambda d: d.minute,
    "second_number": lambda d: d.second,
}


def _date_trunc(
    granularity: str, value: str | None, zone: str | None, is_datetime: int,
    week_start: int,
) -> str | None:
    if value is None:
        return None
    moment = _local(value, zone)
    day = date(moment.year, moment.month, moment.day)
    if granularity == "hour":
        return moment.strftime("%Y-%m-%d %H:00:00")
    if granularity == "week":
        day -= timedelta(days=(day.weekday() - (week_start - 1)) % 7)
    elif granularity == "month":
        day = day.replace(day=1)
    elif granularity == "quarter":
        day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    elif granularity == "year":
        day = day.replace(month=1, day=1)
    return day.isoformat() + (" 00:00:00" if is_datetime else "")


class BoolAnd:
    """True when all values of a group are."""

    def __init__(self) -> None:
        self.value: int | None = None

    def step(self, value: Any) -> None:
        """Take one value in."""
        if value is not None:
            self.value = int(bool(value) and self.value != 0)

    def finalize(self) -> int | None:
        """Return the result."""
        return self.value


class BoolOr(BoolAnd):
    """True when one value of a group is."""

    def step(self, value: Any) -> None:
        """Take one value in."""
        if value is not None:
            self.value = int(bool(value) or self.value == 1)


FUNCTIONS: list[tuple[str, int, Any]] = [
    ("odoo_ilike", 2, _ilike),
    ("odoo_date_part", 3, _date_part),
    ("odoo_date_trunc", 5, _date_trunc),
]


# ---- fragments -------------------------------------------------------------------------
class SQLiteDialect:
    """SQL fragments for SQLite."""

    name = "sqlite"

    def in_list(self, column: SQL, values: Collection[Any]) -> SQL:
        """Return `column IN values`; long lists travel as one JSON parameter."""
        items = values if isinstance(values, (list, tuple)) else list(values)
        if not items:
            return SQL("FALSE")
        if len(items) == 1:
            return SQL("%s = %s", column, items[0])
        if len(items) > MANY:
            return SQL(
                "%s IN (SELECT value FROM json_each(%s))", column,
                json.dumps(list(items), ensure_ascii=False),
            )
        marks = ", ".join(["%s"] * len(items))
        return SQL(f"%s IN ({marks})", column, *items)

    def id_list(self, ids: Collection[int]) -> SQL:
        """Return ids as the right side of IN."""
        if len(ids) > MANY:
            return SQL("(SELECT value FROM json_each(%s))", json.dumps(list(ids)))
        return SQL(f"({', '.join(['%s'] * len(ids))})" if ids else "(NULL)", *ids)

    def like(self, column: SQL, pattern: str, ci: bool, negate: bool = False) -> SQL:
        """Return a LIKE; without `ci` a GLOB, which minds the case."""
        text = self.cast_text(column)
        if not ci:
            word = "NOT GLOB" if negate else "GLOB"
            return SQL(f"%s {word} %s", text, to_glob(pattern))
        if pattern.isascii():
            word = "NOT LIKE" if negate else "LIKE"
            return SQL(f"%s {word} %s ESCAPE '\\'", text, pattern)
        return SQL(
            "NOT odoo_ilike(%s, %s)" if negate else "odoo_ilike(%s, %s)", text, pattern
        )

    def is_true(self, column: SQL) -> SQL:
        """Tell whether a boolean column is true, in a way that indexes help."""
        return SQL("%s = 1", column)

    def find_table(self, table: str) -> SQL:
        """Return a query that finds a row if there is such a table or view."""
        return SQL("SELECT 1 FROM sqlite_master WHERE name = %s", table)

    def json_merged(self, column: str) -> str:
        """Return a JSON column (or a first parameter) with a second one merged in."""
        return f'json_patch(COALESCE("{column}", %s), %s)'

    def json_without(self, column: SQL, key: str) -> SQL:
        """Return a JSON column without a key."""
        return SQL("json_remove(%s, %s)", column, f"$.{key}")

    def json_get(self, column: SQL, key: str, kind: str | None = None) -> SQL:
        """Return a key of a JSON column; numbers are numbers already."""
        return SQL("json_extract(%s, %s)", column, f'$."{key}"')

    def json_coalesce(self, column: SQL, keys: Collection[str]) -> SQL:
        """Return the first key of a JSON column that is there."""
        parts = [self.json_get(column, key) for key in dict.fromkeys(keys)]
        if len(parts) == 1:
            return parts[0]
        return SQL("COALESCE(%s)", SQL(", ").join(parts))

    def json_rows(self, column: SQL, key: str) -> SQL:
        """Return a table of the items of a list in a JSON column, as `value`."""
        return SQL("json_each(%s, %s)", column, f'$."{key}"')

    def json_has(self, column: SQL, key: str, values: Collection[Any]) -> SQL:
        """Tell whether a key's value, or an item of its list, is one of some values."""
        return SQL(
            "EXISTS (SELECT 1 FROM json_each(%s, %s) item WHERE %s)", column,
            f'$."{key}"', self.in_list(SQL("item.value"), values),
        )

    def json_unset(self, column: SQL, key: str) -> SQL:
        """Tell whether a key is missing or its value is empty."""
        value = self.json_get(column, key)
        return SQL("(%s IS NULL OR %s IN (0, '', '[]'))", value, value)

    def date_part(self, part: str, column: SQL, tz: str | None = None) -> SQL:
        """Return a number out of a date."""
        return SQL("odoo_date_part(%s, %s, %s)", part, column, tz)

    def date_trunc(
        self, granularity: str, column: SQL, tz: str | None, is_datetime: bool,
        week_start: int = 1,
    ) -> SQL:
        """Return the start of a period."""
        return SQL(
            "odoo_date_trunc(%s, %s, %s, %s, %s)", granularity, column, tz,
            int(is_datetime), week_start,
        )

    def nulls(self, order: str) -> SQL:
        """Return the NULLS clause that sorts as PostgreSQL does."""
        return SQL("NULLS FIRST" if order.lower() == "desc" else "NULLS LAST")

    def array_agg(self, column: SQL, distinct: bool = False) -> SQL:
        """Return all values of a group as a JSON list."""
        return SQL(
            "json_group_array(DISTINCT %s)" if distinct else "json_group_array(%s)",
            column,
        )

    def bool_and(self, column: SQL) -> SQL:
        """Tell whether all values of a group are true."""
        return SQL("odoo_bool_and(%s)", column)

    def bool_or(self, column: SQL) -> SQL:
        """Tell whether a value of a group is true."""
        return SQL("odoo_bool_or(%s)", column)

    def cast_text(self, column: SQL) -> SQL:
        """Return a column as text; SQLite converts by itself where it compares."""
        return column


@functools.lru_cache(maxsize=500)
def to_glob(pattern: str) -> str:
    """Translate a LIKE pattern into a GLOB pattern."""
    out, index = [], 0
    while index < len(pattern):
        char = pattern[index]
        if char == "\\" and index + 1 < len(pattern):
            index += 1
            char = pattern[index]
            out.append(f"[{char}]" if char in "*?[" else char)
        elif char == "%":
            out.append("*")
        elif char == "_":
            out.append("?")
        elif char in "*?[":
            out.append(f"[{char}]")
        else:
            out.append(char)
        index += 1
    return "".join(out)
