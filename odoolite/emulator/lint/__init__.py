"""Advice on calls that a live Odoo 19.0 would refuse or answer otherwise.

Entries are kept per database, by `Registry.add_lint`, in the order they came up.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...orm.registry import Registry


@dataclass(frozen=True)
class LintEntry:
    """One use of something that a live Odoo would not take."""

    code: str
    model: str
    method: str
    reason: str
    fix: str


def list_entries(registries: Iterable[Registry]) -> dict[LintEntry, int]:
    """Return the entries of some databases and how often each came up."""
    return Counter(
        LintEntry(**entry) for registry in registries for entry in registry.lint
    )
