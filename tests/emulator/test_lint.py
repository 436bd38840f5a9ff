"""Advice on None in call arguments."""
from __future__ import annotations

import pytest

from odoolite.emulator.lint import LintEntry, list_entries
from odoolite.emulator.lint.marshalling import holds_none


@pytest.mark.parametrize(("value", "expected"), [
    (None, True), ([[{"a": None}]], True), ([1, "a", {"b": [False]}], False),
])
def test_holds_none_looks_everywhere(value, expected):
    assert holds_none(value) is expected


def test_entries_are_counted(odoo):
    entry = {"code": "D1", "model": "res.users", "method": "search", "reason": "why",
             "fix": "fix"}
    odoo.registry.add_lint(**entry)
    odoo.registry.add_lint(**entry)

    assert list_entries([odoo.registry]) == {LintEntry(**entry): 2}


def test_none_in_a_call_is_noted_once_per_call(odoo):
    odoo.execute("res.partner.category", "create", {"name": "a", "parent_id": None})

    [entry] = list_entries([odoo.registry])
    assert (entry.code, entry.model, entry.method) == (
        "A2", "res.partner.category", "create"
    )
