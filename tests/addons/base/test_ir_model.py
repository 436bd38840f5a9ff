"""Models and fields: reflected ones, and those that users make."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError, ValidationError


def test_models_and_fields_are_reflected(env):
    field = env["ir.model.fields"]._get("ir.cron.trigger", "cron_id")

    assert (field.ttype, field.relation, field.on_delete) == (
        "many2one", "ir.cron", "cascade"
    )
    assert field.modules == "base"
    assert env.ref("base.field_ir_cron_trigger__cron_id") == field
    assert env.ref("base.model_ir_cron").name == "Scheduled Actions"


def test_options_of_a_selection_are_reflected(env):
    option = env.ref("base.selection__ir_cron__interval_type__hours")

    assert (option.name, option.sequence) == ("Hours", 1)


def test_constraints_are_reflected(env):
    found = env["ir.model.constraint"].search(
        [("name", "=", "ir_config_parameter_key_uniq")]
    )

    assert (found.type, found.definition) == ("u", "UNIQUE (key)")


def test_manual_model_is_live_at_once(env):
    env["ir.model"].create({"name": "Made", "model": "x_made"})

    record = env["x_made"].create({"x_name": "one"})

    assert record.display_name == "one"


def test_manual_field_is_live_at_once(env):
    model_id = env["ir.model"].create({"name": "Made", "model": "x_made"}).id
    env["ir.model.fields"].create(
        {"name": "x_age", "model_id": model_id, "ttype": "integer"}
    )

    assert env["x_made"].create({"x_name": "one", "x_age": "7"}).x_age == 7


def test_manual_names_start_with_x(env):
    with pytest.raises(ValidationError, match="must start with 'x_'"):
        env["ir.model"].create({"name": "n", "model": "n.x"})


def test_base_fields_are_neither_changed_nor_deleted(env):
    field = env["ir.model.fields"]._get("res.partner", "city")

    with pytest.raises(UserError, match="Properties of base fields"):
        field.write({"ttype": "text"})
    with pytest.raises(UserError, match="contains module data"):
        field.unlink()


def test_unlinked_manual_model_is_gone(env):
    model = env["ir.model"].create({"name": "Made", "model": "x_made"})

    model.unlink()

    assert "x_made" not in env


def test_manual_field_is_computed_by_its_code(env):
    env["ir.model.fields"].create({
        "name": "x_twice", "model_id": env["ir.model"]._get_id("res.partner.category"),
        "ttype": "integer", "compute": "for r in self: r['x_twice'] = r.color * 2",
        "depends": "color", "store": True, "readonly": True,
    })
    record = env["res.partner.category"].create({"name": "c", "color": 2})
    record.color = 5

    assert env["res.partner.category"].search([("x_twice", "=", 10)]) == record
