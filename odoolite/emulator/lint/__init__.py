"""Advice on calls that a live Odoo 19.0 would refuse or answer otherwise.

Entries are kept per database, in `registry.lint`, in the order they came up. Addons
append to it `{"code": …, "model": …, "method": …, "reason": …, "fix": …}`.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...orm.registry import Registry

MAX_ENTRIES = 10_000


@dataclass(frozen=True)
class LintEntry:
    """One use of something that a live Odoo would not take."""

    code: str
    model: str
    method: str
    reason: str
    fix: str


def add_entry(registry: Registry, entry: LintEntry) -> None:
    """Note an entry on a database."""
    if len(registry.lint) < MAX_ENTRIES:
        registry.lint.append(entry)


def list_entries(registries: Iterable[Registry]) -> dict[LintEntry, int]:
    """Return the entries of some databases and how often each came up."""
    found: dict[LintEntry, int] = {}
    for registry in registries:
        for item in registry.lint:
            entry = _to_entry(item)
            found[entry] = found.get(entry, 0) + 1
    return found


def _to_entry(item: Any) -> LintEntry:
    if isinstance(item, LintEntry):
        return item
    if isinstance(item, Mapping):
        return LintEntry(**{key: str(value) for key, value in item.items()})
    return LintEntry(*(str(value) for value in item))
