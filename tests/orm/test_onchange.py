"""What a form is told when it opens."""
from __future__ import annotations


def test_first_call_computes_what_has_no_default(env):
    told = env["res.partner"].with_context(default_is_company=True).onchange(
        {}, [], {"name": {}, "kind": {}, "is_company": {}})["value"]

    assert told == {"name": False, "kind": "firm", "is_company": True}


def test_first_call_keeps_given_values(env):
    told = env["res.partner"].onchange(
        {"kind": "firm"}, [], {"name": {}, "kind": {}})["value"]

    assert told == {"name": False, "kind": "firm"}
