"""Terms to be translated: by the PO files of the addon whose code they stand in.

The language is that of the environment at hand: `self.env` or `env` of the caller.
"""
from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from .po_files import translate_code
from .translated_terms import html_translate, xml_translate

if TYPE_CHECKING:
    from types import FrameType

__all__ = [
    "LazyGettext", "LazyTranslate", "_", "_lt", "get_translation", "html_translate",
    "translate", "xml_translate",
]


def _(source: Any, *args: Any, **kwargs: Any) -> str:
    """Return the term in the language of the caller's environment, with the arguments."""
    frame = sys._getframe(1)
    module = getattr(source, "module", None) or module_of(frame)
    return get_translation(module, lang_of(frame), source, args or kwargs)


def translate(env: Any, depth: int, source: Any, args: Any) -> str:
    """Return a term in the language of an environment; the module is a caller's."""
    lang = env.lang or ""
    if not lang or lang == "en_US":
        return format_term(str(source), str(source), args)
    module = getattr(source, "module", None) or module_of(sys._getframe(depth))
    return get_translation(module, lang, source, args)


def get_translation(module: str | None, lang: str | None, source: Any, args: Any) -> str:
    """Return a term of a module in a language, formatted with a tuple or a dict."""
    text = str(source)
    if not module or not lang or lang == "en_US":
        return format_term(text, text, args)
    return format_term(translate_code(module, lang, text), text, args)


def format_term(text: str, source: str, args: Any) -> str:
    """Put the arguments in; a translation that does not take them gives way."""
    if not args:
        return text
    try:
        return str(text % args)
    except (TypeError, ValueError, KeyError):
        if text == source:
            raise
        return str(source % args)


def module_of(frame: FrameType | None) -> str | None:
    """Return the addon whose code runs in a frame."""
    name = frame.f_globals.get("__name__", "") if frame is not None else ""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["odoo", "addons"] and len(parts) > 2 else None


def lang_of(frame: FrameType | None) -> str | None:
    """Return the language of the environment that a frame works with."""
    if frame is None:
        return None
    names = frame.f_locals
    env = getattr(names.get("self"), "env", None) or names.get("env")
    lang = getattr(env, "lang", None)
    if lang is None and isinstance(names.get("context"), dict):
        lang = names["context"].get("lang")
    return lang if isinstance(lang, str) else None


class LazyGettext(str):
    """A term whose translation is asked for when it is used: `_(term)`, `env._(term)`."""

    __slots__ = ("module",)
    module: str | None


class LazyTranslate:
    """Makes terms that are translated when they are shown."""

    def __init__(self, module: str = "", *, default_lang: str = "") -> None:
        parts = module.split(".")
        self.module = parts[2] if parts[:2] == ["odoo", "addons"] else module or None

    def __call__(self, source: str, *args: Any, **kwargs: Any) -> str:
        term = LazyGettext(format_term(source, source, args or kwargs))
        term.module = self.module
        return term


_lt = LazyTranslate()
