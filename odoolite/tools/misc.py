"""Names that addons import from `odoo.tools.misc`."""
from __future__ import annotations

import enum
import hashlib
import hmac as hmac_lib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from .collections import LastOrderedSet, OrderedSet, groupby, unique
from .file_paths import file_open, file_path
from .formatting import (
    babel_locale_parse,
    format_amount,
    format_date,
    format_datetime,
    format_decimalized_number,
    format_duration,
    format_list,
    format_time,
    formatLang,
    get_lang,
    posix_to_ldml,
)
from .frozendict import freeze, frozendict
from .human_size import human_size
from .logs import mute_logger
from .secrets import consteq
from .text import str2bool

__all__ = [
    "ConstantMapping", "DEFAULT_SERVER_DATETIME_FORMAT", "DEFAULT_SERVER_DATE_FORMAT",
    "DEFAULT_SERVER_TIME_FORMAT", "LastOrderedSet", "NON_BREAKING_SPACE", "OrderedSet",
    "ReadonlyDict", "Reverse", "SKIPPED_ELEMENT_TYPES", "babel_locale_parse",
    "clean_context", "consteq", "file_open", "file_path", "flatten", "formatLang",
    "format_amount", "format_date", "format_datetime", "format_decimalized_number",
    "format_duration", "format_list", "format_time", "freeze", "frozendict", "get_lang",
    "groupby", "hmac", "human_size", "is_list_of", "merge_sequences", "mod10r",
    "mute_logger", "partition", "posix_to_ldml", "remove_accents", "split_every",
    "str2bool", "street_split", "submap", "topological_sort", "unique", "unquote",
]

T = TypeVar("T")
DEFAULT_SERVER_DATE_FORMAT = "%Y-%m-%d"
DEFAULT_SERVER_TIME_FORMAT = "%H:%M:%S"
DEFAULT_SERVER_DATETIME_FORMAT = "%Y-%m-%d %H:%M:%S"
NON_BREAKING_SPACE = "\N{NO-BREAK SPACE}"
SKIPPED_ELEMENT_TYPES: tuple[Any, ...] = ()


def clean_context(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return a context without the defaults for new records."""
    return {k: v for k, v in context.items() if not k.startswith("default_")}


def submap(mapping: Mapping[Any, T], keys: Iterable[Any]) -> dict[Any, T]:
    """Return the part of a mapping with the given keys."""
    keys = frozenset(keys)
    return {key: mapping[key] for key in mapping if key in keys}


def partition(test: Callable[[T], Any], items: Iterable[T]) -> tuple[list[T], list[T]]:
    """Return the items that pass a test, and the others."""
    yes: list[T] = []
    no: list[T] = []
    for item in items:
        (yes if test(item) else no).append(item)
    return yes, no


def flatten(items: Any) -> list[Any]:
    """Return the items of lists in lists, in one list."""
    found = []
    for item in items:
        if isinstance(item, (list, tuple, set)):
            found += flatten(item)
        else:
            found.append(item)
    return found


def split_every(n: int, items: Iterable[T], piece_maker: Any = tuple) -> Iterator[Any]:
    """Yield the items in pieces of n."""
    rest = iter(items)
    piece = piece_maker(islice(rest, n))
    while piece:
        yield piece
        piece = piece_maker(islice(rest, n))


def is_list_of(values: Any, type_: type) -> bool:
    """Tell whether something is a list or tuple of one type."""
    return isinstance(values, (list, tuple)) and all(
        isinstance(item, type_) for item in values
    )


def topological_sort(elements: Mapping[T, Collection[T]]) -> list[T]:
    """Return the elements, each after those that it depends on."""
    result: dict[T, None] = {}
    seen = set()

    def visit(item: T) -> None:
        if item not in seen and item in elements:
            seen.add(item)
            for other in elements[item]:
                visit(other)
            result[item] = None

    for item in elements:
        visit(item)
    return list(result)


def merge_sequences(*sequences: Iterable[T]) -> list[T]:
    """Return the items of sequences in an order that agrees with each."""
    before: dict[T, list[T]] = {}
    for sequence in sequences:
        previous: T | None = None
        for index, item in enumerate(sequence):
            known = before.setdefault(item, [])
            if index and previous is not None:
                known.append(previous)
            previous = item
    return topological_sort(before)


def remove_accents(text: str) -> str:
    """Return a text without marks on its letters."""
    if not text:
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text)
                   if not unicodedata.combining(c))


def mod10r(number: str) -> str:
    """Return a number with its check digit (modulo 10, recursive)."""
    codes = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)
    report, result = 0, ""
    for digit in number:
        result += digit
        if digit.isdigit():
            report = codes[(int(digit) + report) % 10]
    return result + str((10 - report) % 10)


def hmac(env: Any, scope: Any, message: Any, hash_function: Any = hashlib.sha256) -> str:
    """Return a signature with the database's secret; `scope` keeps purposes apart."""
    if not scope:
        raise ValueError("Non-empty scope required")
    secret = env["ir.config_parameter"].sudo().get_param("database.secret")
    return hmac_lib.new(
        str(secret).encode(), repr((scope, message)).encode(), hash_function
    ).hexdigest()


def street_split(street: str) -> dict[str, str]:
    """Return name, number and second number of a street."""
    match = re.match(r"^(.*?)(\s[0-9][0-9\S]*)?(?: - (.+))?$", street or "", re.S)
    parts = match.groups() if match else ("", "", "")
    return {
        "street_name": (parts[0] or "").strip(), "street_number": (parts[1] or "").strip(),
        "street_number2": parts[2] or "",
    }


class ConstantMapping(Mapping[Any, T]):
    """A mapping that has the same value for every key."""

    def __init__(self, value: T) -> None:
        self._value = value

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getitem__(self, _key: Any) -> T:
        return self._value


class ReadonlyDict(Mapping[Any, Any]):
    """A mapping that cannot be changed."""

    def __init__(self, data: Mapping[Any, Any]) -> None:
        self._data = dict(data)

    def __getitem__(self, key: Any) -> Any:
        return self._data[key]

    def __len__(self) -> int:
        return len(self._data)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._data)


class Reverse:
    """A value that sorts the other way round."""

    __slots__ = ["val"]

    def __init__(self, val: Any) -> None:
        self.val = val

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reverse) and bool(self.val == other.val)

    def __hash__(self) -> int:
        return hash(self.val)

    def __lt__(self, other: Reverse) -> bool:
        return bool(self.val > other.val)

    def __le__(self, other: Reverse) -> bool:
        return bool(self.val >= other.val)


class unquote(str):  # noqa: N801  Odoo's name
    """A text whose repr is itself."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Sentinel(enum.Enum):
    """What stands for no value where None is one."""

    SENTINEL = -1


SENTINEL = Sentinel.SENTINEL
