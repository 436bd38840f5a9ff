"""Small helpers that addons import as `odoo.tools`, one subject a file."""
from __future__ import annotations

from markupsafe import escape as html_escape

from .cache import ormcache, ormcache_context
from .collections import LastOrderedSet, OrderedSet, groupby, unique
from .config import config
from .file_paths import file_open, file_path, read_catalogue
from .float_utils import (
    float_compare,
    float_is_zero,
    float_repr,
    float_round,
    float_split,
    float_split_str,
)
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

# names that are imported when they are asked for, by the module that has them
LATER = {
    "mail": (
        "email_normalize", "email_normalize_all", "email_split", "email_split_and_format",
        "email_split_tuples", "formataddr", "html2plaintext", "html_sanitize",
        "is_html_empty", "plaintext2html", "email_re", "single_email_re", "html_normalize",
        "append_content_to_html", "prepend_html_content", "email_domain_extract",
        "email_domain_normalize", "decode_message_header", "parse_contact_from_email",
    ),
    "misc": (
        "ConstantMapping", "DEFAULT_SERVER_DATETIME_FORMAT", "DEFAULT_SERVER_DATE_FORMAT",
        "DEFAULT_SERVER_TIME_FORMAT", "NON_BREAKING_SPACE", "ReadonlyDict", "Reverse",
        "babel_locale_parse", "clean_context", "flatten", "formatLang",
        "format_amount",
        "format_date", "format_datetime", "format_decimalized_number", "format_duration",
        "format_list", "format_time", "get_lang", "hmac", "is_list_of",
        "merge_sequences", "mod10r", "partition", "posix_to_ldml", "remove_accents",
        "split_every", "street_split", "submap", "topological_sort", "unquote",
    ),
    "formatting": ("format_amount",),
    "date_utils": ("add", "date_range", "end_of", "get_fiscal_year", "get_month",
                   "get_quarter", "get_timedelta", "start_of", "subtract"),
    "json": ("json_default",),
    "translate": ("html_translate", "xml_translate"),
    "func": ("classproperty", "conditional", "lazy_property", "reset_cached_property"),
    "image": ("image_data_uri", "image_process", "is_image_size_above"),
    "parse_version": ("parse_version",),
}
MODULES = (
    "safe_eval", "mail", "image", "misc", "date_utils", "float_utils", "sql", "translate",
    "func", "json", "mimetypes", "urls",
)
WHERE = {name: module for module, names in LATER.items() for name in names}

__all__ = [
    "SQL", "create_index", "create_unique_index", "drop_view_if_exists", "escape_psql",
    "increment_fields_skiplock", "index_exists", "make_identifier", "make_index_name",
    "reverse_order", "LastOrderedSet", "LazyTranslate", "OrderedSet", "_", "_lt", "config",
    "consteq", "file_open", "file_path", "float_compare", "float_is_zero", "float_repr",
    "float_round", "float_split", "float_split_str", "freeze", "frozendict", "groupby",
    "html_escape", "human_size", "mute_logger", "ormcache", "ormcache_context",
    "str2bool", "read_catalogue", "unique",
]


MAIL_NAMES = frozenset({
    "append_content_to_html", "email_domain_extract", "email_normalize",
    "email_normalize_all", "email_split", "email_split_and_format", "email_split_tuples",
    "encapsulate_email", "formataddr", "generate_tracking_message_id", "html2plaintext",
    "html_sanitize", "html_to_inner_content", "is_html_empty", "parse_contact_from_email",
    "plaintext2html",
})


def __getattr__(name: str) -> object:
    """Import heavier helpers when they are asked for."""
    import importlib
    if name in MAIL_NAMES:
        from_mail: object = getattr(importlib.import_module(f"{__name__}.mail"), name)
        return from_mail
    if name in WHERE:
        module = importlib.import_module(f"{__name__}.{WHERE[name]}")
        found: object = getattr(module, name)
        return found
    if name in ("convert", "query"):       # they need rooms above this one
        return importlib.import_module(f"odoo.tools.{name}")
    if name == "Query":
        query: object = importlib.import_module("odoo.tools.query").Query
        return query
    if name in MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module 'odoo.tools' has no attribute {name!r}")
