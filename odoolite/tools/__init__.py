"""Small helpers that addons import as `odoo.tools`, one subject a file."""
from __future__ import annotations

from html import escape as html_escape

from .cache import ormcache, ormcache_context
from .collections import LastOrderedSet, OrderedSet, groupby, unique
from .file_paths import file_open, file_path, read_catalogue
from .float_utils import (
    float_compare,
    float_is_zero,
    float_repr,
    float_round,
    float_split,
    float_split_str,
)
from .formatting import format_amount
from .frozendict import freeze, frozendict
from .human_size import human_size
from .logs import mute_logger
from .secrets import consteq
from .sql import (
    SQL,
    create_index,
    create_unique_index,
    drop_view_if_exists,
    escape_psql,
    increment_fields_skiplock,
    index_exists,
    make_identifier,
    make_index_name,
    reverse_order,
)
from .text import str2bool
from .translate import LazyTranslate, _, _lt

__all__ = [
    "SQL", "create_index", "create_unique_index", "drop_view_if_exists", "escape_psql",
    "increment_fields_skiplock", "index_exists", "make_identifier", "make_index_name",
    "reverse_order", "LastOrderedSet", "LazyTranslate", "OrderedSet", "_", "_lt", "consteq",
    "file_open", "file_path", "float_compare", "float_is_zero", "float_repr",
    "float_round", "float_split", "float_split_str", "freeze", "frozendict", "groupby",
    "html_escape", "human_size", "mute_logger", "ormcache", "ormcache_context",
    "str2bool", "read_catalogue", "unique",
]


def __getattr__(name: str) -> object:
    """Import heavier helpers when they are asked for."""
    import importlib
    if name in ("html_sanitize", "email_normalize", "email_split", "formataddr",
                "html2plaintext", "plaintext2html", "is_html_empty"):
        return getattr(importlib.import_module(__name__ + ".mail"), name)
    if name in ("safe_eval", "mail", "image", "misc", "date_utils", "float_utils", "sql",
                "translate"):
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(name)
