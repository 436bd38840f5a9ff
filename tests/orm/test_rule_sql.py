"""Rules are compiled once; what they depend on is watched."""
from __future__ import annotations

import pytest


@pytest.fixture
def tree(odoo):
    """A tag, one below it and one beside; users see the first and what is below."""
    tags = odoo.env["res.partner.category"].sudo()
    top = tags.create({"name": "top"})
    below = tags.create({"name": "below", "parent_id": top.id})
    beside = tags.create({"name": "beside"})
    odoo.env["ir.rule"].create({
        "name": "below top",
        "model_id": odoo.env["ir.model"]._get_id("res.partner.category"),
        "domain_force": f"[('id', 'child_of', [{top.id}])]",
    })
    odoo.env.cr.commit()
    return top, below, beside


def seen(env):
    return env["res.partner.category"].with_user(2).search([]).mapped("name")


def test_a_tree_that_changes(odoo, tree):
    top, below, beside = tree
    assert sorted(seen(odoo.env)) == ["below", "top"]
    beside.parent_id = below
    assert sorted(seen(odoo.env)) == ["below", "beside", "top"]
    new = beside.create({"name": "new", "parent_id": beside.id})
    assert sorted(seen(odoo.env)) == ["below", "beside", "new", "top"]
    assert new.with_user(2).read(["name"]) == [{"id": new.id, "name": "new"}]
    below.parent_id = False
    assert seen(odoo.env) == ["top"]


def test_what_is_rolled_back_is_not_remembered(odoo, tree):
    top, below, beside = tree
    rule = odoo.env["ir.rule"].search([("name", "=", "below top")])
    rule.domain_force = f"[('id', 'parent_of', [{beside.id}])]"
    assert seen(odoo.env) == ["beside"]
    with pytest.raises(ZeroDivisionError), odoo.env.cr.savepoint():
        beside.parent_id = top
        assert sorted(seen(odoo.env)) == ["beside", "top"]
        raise ZeroDivisionError
    assert seen(odoo.env) == ["beside"]


def test_a_rule_that_changes_and_one_that_depends_on_records(odoo, tree):
    top, below, beside = tree
    assert len(seen(odoo.env)) == 2
    rule = odoo.env["ir.rule"].search([("name", "=", "below top")])
    rule.domain_force = "[('name', '=', 'beside')]"
    assert seen(odoo.env) == ["beside"]
    rule.domain_force = "[('parent_id.name', '=', 'top')]"
    assert seen(odoo.env) == ["below"]
    top.name = "other"
    assert seen(odoo.env) == []
    rule.domain_force = "[(1, '=', 0)]"
    assert seen(odoo.env) == []
    assert odoo.env["res.partner.category"].with_user(2).search_count([]) == 0
