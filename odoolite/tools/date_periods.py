"""Periods of time as people read them, and time zones that exist."""
from __future__ import annotations

import functools
from datetime import date, datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo

FORMATS = {
    "hour": "hh:00 dd MMM", "day": "dd MMM yyyy", "week": "'W'w YYYY",
    "month": "MMMM yyyy", "quarter": "QQQ yyyy", "year": "yyyy",
}


@functools.lru_cache(maxsize=1000)
def find_zone(name: Any) -> ZoneInfo | None:
    """Return a time zone by its name, None when there is no such."""
    if not name or not isinstance(name, str):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def valid_zone(name: Any) -> str | None:
    """Return the name of a time zone, None when there is no such."""
    try:
        return str(name) if find_zone(name) else None
    except TypeError:       # not hashable
        return None


def to_utc(moment: datetime, zone: str | None) -> datetime:
    """Return a naive local time of a zone as naive UTC."""
    if not zone:
        return moment
    return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc).replace(
        tzinfo=None
    )


@functools.lru_cache(maxsize=4096)
def format_period(start: date | datetime, granularity: str, lang: str) -> str:
    """Return the name of the period that begins at `start`, in a language."""
    from babel import dates
    locale = find_locale(lang)
    if isinstance(start, datetime):
        return str(dates.format_datetime(start, FORMATS[granularity], locale=locale))
    return str(dates.format_date(start, FORMATS[granularity], locale=locale))


@functools.lru_cache(maxsize=200)
def find_locale(lang: str) -> Any:
    """Return Babel's locale of a language code, English when it has none."""
    from babel import Locale, UnknownLocaleError
    code, _at, script = lang.partition("@")
    for name in (f"{code}_{script.capitalize()}" if script else code, code,
                 code.partition("_")[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_US")
