"""Dates and times as text in a language, for templates."""
from __future__ import annotations

import datetime
import zoneinfo
from typing import Any

from .formatting import _find_lang

STYLES = frozenset({"short", "medium", "long", "full"})
DIRECTIVES = {
    "%d": "dd", "%m": "MM", "%Y": "yyyy", "%y": "yy", "%B": "MMMM", "%b": "MMM",
    "%A": "EEEE", "%a": "EEE", "%H": "HH", "%I": "hh", "%M": "mm", "%S": "ss", "%p": "a",
    "%j": "DDD", "%-d": "d", "%-m": "M", "%-H": "H", "%-I": "h",
}


def to_babel(pattern: str) -> str:
    """Return a strftime pattern as a pattern of Babel."""
    result, index = "", 0
    while index < len(pattern):
        for size in (3, 2):
            part = pattern[index:index + size]
            if part in DIRECTIVES:
                result += DIRECTIVES[part]
                index += size
                break
        else:
            char = pattern[index]
            result += f"'{char}'" if char.isalpha() else char
            index += 1
    return result


def format_date(
    env: Any, value: Any, lang_code: Any = False, date_format: Any = False
) -> str:
    """Return a date in a language; the pattern is that of Babel."""
    from babel.dates import format_date as babel_date
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value)
        if value.time() != datetime.time() or len(str(value)) > 19:
            value = _local(env, value, False)
    elif isinstance(value, datetime.datetime) and not value.tzinfo:
        value = _local(env, value, False)
    lang = _find_lang(env, lang_code or None)
    pattern = date_format or to_babel(lang.date_format)
    return str(babel_date(value, format=pattern, locale=_locale(lang)))


def format_datetime(
    env: Any, value: Any, tz: Any = False, dt_format: Any = "medium",
    lang_code: Any = False,
) -> str:
    """Return a moment (naive UTC) in a time zone and language."""
    from babel.dates import format_datetime as babel_datetime
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value)
    lang = _find_lang(env, lang_code or None)
    moment = _local(env, value, tz)
    if not dt_format or dt_format == "medium":
        pattern = f"{to_babel(lang.date_format)} {to_babel(lang.time_format)}"
    else:
        pattern = dt_format
    return str(babel_datetime(moment, format=pattern, locale=_locale(lang)))


def format_time(
    env: Any, value: Any, tz: Any = False, time_format: Any = "medium",
    lang_code: Any = False,
) -> str:
    """Return a time of day in a language."""
    from babel.dates import format_time as babel_time
    if not value:
        return ""
    lang = _find_lang(env, lang_code or None)
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value)
    if isinstance(value, datetime.datetime):
        value = _local(env, value, tz)
    pattern = time_format
    if not time_format or time_format == "medium":
        pattern = to_babel(lang.time_format)
    return str(babel_time(value, format=pattern, locale=_locale(lang)))


def format_duration(value: float) -> str:
    """Return hours as HH:MM."""
    hours, minutes = divmod(abs(value) * 60, 60)
    minutes = round(minutes)
    if minutes == 60:
        hours, minutes = hours + 1, 0
    sign = "-" if value < 0 else ""
    return f"{sign}{int(hours):02d}:{minutes:02d}"


def _local(env: Any, value: datetime.datetime, tz: Any) -> datetime.datetime:
    name = tz or env.context.get("tz") or env.user.tz or "UTC"
    try:
        zone = zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError):
        zone = zoneinfo.ZoneInfo("UTC")
    if not value.tzinfo:
        value = value.replace(tzinfo=datetime.timezone.utc)
    return value.astimezone(zone)


def _locale(lang: Any) -> Any:
    from babel import Locale, UnknownLocaleError
    try:
        return Locale.parse(lang.code.partition("@")[0])
    except (ValueError, UnknownLocaleError):
        return Locale("en", "US")
