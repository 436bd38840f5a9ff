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


def test_entries_are_counted_whatever_form_addons_gave_them():
    class Fake:
        lint = [
            ("D1", "res.users", "search", "why", "fix"),
            {"code": "D1", "model": "res.users", "method": "search",
             "reason": "why", "fix": "fix"},
            LintEntry("A2", "m", "f", "r", "x"),
        ]

    found = list_entries([Fake()])

    assert found == {
        LintEntry("D1", "res.users", "search", "why", "fix"): 2,
        LintEntry("A2", "m", "f", "r", "x"): 1,
    }
