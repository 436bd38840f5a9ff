"""Values as text in a language: amounts of money."""
from __future__ import annotations

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
