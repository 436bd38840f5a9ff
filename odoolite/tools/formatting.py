"""Values as text in a language: money, numbers, dates and times, lists."""
from __future__ import annotations

import datetime as dt
from typing import Any

NO_BREAK = "\N{NO-BREAK SPACE}"
JOIN = "\N{ZERO WIDTH NO-BREAK SPACE}"


def format_amount(
    env: Any, amount: float, currency: Any, lang_code: str | None = None,
    trailing_zeroes: bool = True,
) -> str:
    """Return an amount with its currency's symbol, in the context's or given language."""
    lang = _find_lang(env, lang_code)
    rounded = currency.round(amount)
    text = lang.format(f"%.{currency.decimal_places}f", rounded, grouping=True)
    if not trailing_zeroes:
        text = text.rstrip("0").removesuffix(lang.decimal_point) \
            if lang.decimal_point in text else text
    text = text.replace(" ", NO_BREAK).replace("-", f"-{JOIN}")
    symbol = currency.symbol or ""
    if currency.position == "before":
        return f"{symbol}{NO_BREAK}{text}"
    return f"{text}{NO_BREAK}{symbol}"


def _find_lang(env: Any, lang_code: str | None) -> Any:
    langs = env["res.lang"].sudo()
    for code in (lang_code, env.context.get("lang"), env.user.lang, "en_US"):
        found = langs.with_context(active_test=True).search([("code", "=", code)]) \
            if code else langs
        if found:
            return found
    return langs.search([], limit=1)


def get_lang(env: Any, lang_code: str | None = None) -> Any:
    """Return the language to write in: the given, the context's, the user's, any."""
    return _find_lang(env, lang_code)


def babel_locale_parse(lang_code: str | None) -> Any:
    """Return Babel's locale of a language, English when it has none."""
    import babel
    for code in (lang_code, (lang_code or "").split("_")[0], "en_US"):
        try:
            if code:
                return babel.Locale.parse(code)
        except (ValueError, babel.UnknownLocaleError):
            continue
    return babel.Locale.parse("en_US")


# strftime's letters as Unicode's patterns
PATTERNS = {
    "a": "E", "A": "EEEE", "b": "MMM", "B": "MMMM", "d": "dd", "H": "HH", "I": "hh",
    "j": "DDD", "m": "MM", "M": "mm", "p": "a", "S": "ss", "U": "w", "w": "e", "W": "w",
    "y": "yy", "Y": "yyyy", "-d": "d", "-m": "M", "-H": "H", "-I": "h",
}


def posix_to_ldml(fmt: str, locale: Any) -> str:
    """Write a format of strftime as a Unicode pattern."""
    out, quoted, index = [], "", 0
    while index < len(fmt):
        char = fmt[index]
        if char == "%" and index + 1 < len(fmt):
            index += 1
            key = fmt[index]
            if key == "-" and index + 1 < len(fmt):
                index += 1
                key += fmt[index]
            if quoted:
                out.append(f"'{quoted}'")
                quoted = ""
            if key == "x":
                out.append(locale.date_formats["short"].pattern)
            elif key == "X":
                out.append(locale.time_formats["medium"].pattern)
            else:
                out.append(PATTERNS.get(key, "%" if key == "%" else ""))
        elif char.isalpha():
            quoted += char
        else:
            if quoted:
                out.append(f"'{quoted}'")
                quoted = ""
            out.append("''" if char == "'" else char)
        index += 1
    return "".join(out) + (f"'{quoted}'" if quoted else "")


def format_date(
    env: Any, value: Any, lang_code: str | None = None, date_format: str | bool = False
) -> str:
    """Return a date as text in a language."""
    if not value:
        return ""
    import babel.dates
    lang = get_lang(env, lang_code)
    locale = babel_locale_parse(lang.code)
    day = _to_date(env, value)
    pattern = str(date_format or "") or posix_to_ldml(lang.date_format, locale)
    return str(babel.dates.format_date(day, format=pattern, locale=locale))


def _to_date(env: Any, value: Any) -> dt.date:
    if isinstance(value, str):
        if len(value) <= 10:
            return dt.date.fromisoformat(value)
        value = dt.datetime.fromisoformat(value)
    if isinstance(value, dt.datetime):
        return _to_zone(env, value, None).date()
    day: dt.date = value
    return day


def _to_zone(env: Any, value: Any, tz: Any) -> dt.datetime:
    """Return a time (UTC without a zone) in the time zone at hand."""
    import zoneinfo
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    if value.tzinfo is None:
        value = value.replace(tzinfo=dt.timezone.utc)
    name = tz or env.context.get("tz") or env.user.tz or "UTC"
    try:
        moment: dt.datetime = value.astimezone(zoneinfo.ZoneInfo(str(name)))
        return moment
    except (ValueError, zoneinfo.ZoneInfoNotFoundError):
        moment = value
        return moment


def format_datetime(
    env: Any, value: Any, tz: Any = False, dt_format: str = "medium",
    lang_code: str | None = None,
) -> str:
    """Return a date and time as text in a language and time zone."""
    if not value:
        return ""
    import babel.dates
    moment = _to_zone(env, value, tz)
    lang = get_lang(env, lang_code)
    locale = babel_locale_parse(lang.code)
    if not dt_format or dt_format == "medium":
        dates = posix_to_ldml(lang.date_format, locale)
        times = posix_to_ldml(lang.time_format, locale)
        dt_format = f"{dates} {times}"
    text = babel.dates.format_datetime(moment, dt_format, locale=locale)
    return str(text).replace("\u202f", " ")


def format_time(
    env: Any, value: Any, tz: Any = False, time_format: str = "medium",
    lang_code: str | None = None,
) -> str:
    """Return a time of day as text in a language and time zone."""
    if not value and not isinstance(value, dt.time):
        return ""
    import babel.dates
    moment = value if isinstance(value, dt.time) else _to_zone(env, value, tz)
    lang = get_lang(env, lang_code)
    locale = babel_locale_parse(lang.code)
    if not time_format or time_format == "medium":
        time_format = posix_to_ldml(lang.time_format, locale)
    text = babel.dates.format_time(moment, format=time_format, locale=locale)
    return str(text).replace("\u202f", " ")


def format_duration(value: float) -> str:
    """Return hours as `HH:MM`."""
    hours, minutes = divmod(int(round(abs(value) * 60)), 60)
    return f"{'-' if value < 0 else ''}{hours:02d}:{minutes:02d}"


def format_decimalized_number(number: float, decimal: int = 1) -> str:
    """Return a large number in thousands, millions and so on."""
    for unit in ("", "k", "M", "G"):
        if abs(number) < 1000.0:
            return f"{round(number, decimal):g}{unit}"
        number /= 1000.0
    return f"{round(number, decimal):g}T"


def format_list(
    env: Any, lst: Any, style: str = "standard", lang_code: str | None = None
) -> str:
    """Return texts joined as a language joins them."""
    import babel.lists
    locale = babel_locale_parse(lang_code or get_lang(env).code)
    kind: Any = style
    return str(babel.lists.format_list([str(item) for item in lst], kind, locale))


def formatLang(  # noqa: N802  Odoo's name
    env: Any, value: Any, digits: int = 2, grouping: bool = True, dp: Any = None,
    currency_obj: Any = None, rounding_method: str = "HALF-EVEN",
    rounding_unit: str = "decimals",
) -> str:
    """Return a number as text in the context's language, with a currency's symbol."""
    if value == "":
        return ""
    places = digits
    if dp:
        places = env["decimal.precision"].precision_get(dp)
    elif currency_obj:
        places = currency_obj.decimal_places
    lang = get_lang(env)
    text = lang.format(f"%.{places}f", value or 0.0, grouping=grouping)
    if currency_obj and currency_obj.symbol:
        parts = (text, currency_obj.symbol)
        if currency_obj.position != "after":
            parts = (parts[1], parts[0])
        text = NO_BREAK.join(parts)
    return str(text)
