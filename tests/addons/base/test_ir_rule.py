"""Access rights and record rules."""
from __future__ import annotations

import pytest

from odoolite.exceptions import AccessError, ValidationError


@pytest.fixture
def employee(env):
    return env["res.users"].create({
        "name": "Joe", "login": "joe.rule",
        "group_ids": [(6, 0, [env.ref("base.group_user").id])],
    })


@pytest.fixture
def tags(env):
    return env["res.partner.category"].create([{"name": "mine"}, {"name": "other"}])


@pytest.fixture
def rule(env, tags):
    return env["ir.rule"].create({
        "name": "Mine", "model_id": env["ir.model"]._get_id(tags._name),
        "groups": [(6, 0, [env.ref("base.group_user").id])],
        "domain_force": "[('name', '=', 'mine')]",
    })


def test_refusal_names_the_groups_that_have_access(env, employee):
    with pytest.raises(AccessError) as error:
        env["ir.config_parameter"].with_user(employee).search([])

    assert str(error.value) == (
        "You are not allowed to access 'System Parameter' (ir.config_parameter) "
        "records.\n\nThis operation is allowed for the following groups:\n"
        "\t- Role / Administrator\n\n"
        "Contact your administrator to request access if necessary."
    )


def test_rule_of_a_group_narrows_what_is_found(tags, rule, employee):
    found = tags.with_user(employee).search([("id", "in", tags.ids)])

    assert found.mapped("name") == ["mine"]


def test_reading_beyond_a_rule_raises_access_error(tags, rule, employee):
    with pytest.raises(AccessError, match="top-secret records"):
        tags.with_user(employee).read(["name"])


def test_rules_of_groups_add_up_and_global_rules_narrow(env, tags, rule, employee):
    rule.copy({"domain_force": "[('name', '=', 'other')]"})
    assert len(tags.with_user(employee).search([("id", "in", tags.ids)])) == 2

    rule.copy({"groups": [(5,)], "domain_force": "[('name', '=', 'mine')]"})

    assert len(tags.with_user(employee).search([("id", "in", tags.ids)])) == 1


def test_invalid_domain_is_refused(rule):
    with pytest.raises(ValidationError, match="Invalid domain"):
        rule.write({"domain_force": "[('nope', '=', 1)]"})
