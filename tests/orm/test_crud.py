"""Create, read, write, unlink on the tiny models."""
from __future__ import annotations

import pytest

from odoolite.exceptions import ValidationError
from odoolite.storage.errors import CheckViolation


def test_create_of_a_list_keeps_the_order(env):
    partners = env["res.partner"].create([{"name": n} for n in "cab"])

    assert partners.mapped("name") == ["c", "a", "b"]
    assert list(partners.ids) == sorted(partners.ids)


def test_read_gives_wire_values(env):
    firm = env["res.partner"].create({"name": "Firm", "latitude": "1.123456789"})
    kid = env["res.partner"].create({"name": "Kid", "parent_id": firm.id})

    row = kid.read(["name", "parent_id", "child_ids", "color", "day", "parent_name"])[0]

    assert row == {
        "id": kid.id, "name": "Kid", "parent_id": (firm.id, "Firm"), "child_ids": [],
        "color": 0, "day": False, "parent_name": "Firm",
    }
    assert firm.read(["latitude"]) == [{"id": firm.id, "latitude": 1.1234568}]


def test_read_leaves_missing_records_out(env):
    partner = env["res.partner"].create({"name": "A"})

    rows = env["res.partner"].browse([partner.id, 999999]).read(["name"])

    assert rows == [{"id": partner.id, "name": "A"}]


def test_unknown_field_is_a_value_error_in_create_and_a_key_error_in_write(env):
    with pytest.raises(ValueError, match="Invalid field 'nope' in 'res.partner'"):
        env["res.partner"].create({"nope": 1})
    partner = env["res.partner"].create({"name": "A"})
    with pytest.raises(KeyError, match="nope"):
        partner.write({"nope": 1})


def test_one2many_commands_change_lines_and_what_is_computed_from_them(env):
    firm = env["res.partner"].create(
        {"name": "F", "child_ids": [(0, 0, {"name": "k1", "color": 2})]}
    )
    first = firm.child_ids
    assert firm.color_sum == 2

    firm.write({"child_ids": [(0, 0, {"name": "k2", "color": 3}),
                              (1, first.id, {"color": 5})]})

    assert firm.child_ids.mapped("name") == ["k1", "k2"]
    assert firm.color_sum == 8
    firm.write({"child_ids": [(3, first.id)]})
    assert firm.color_sum == 3
    assert not first.parent_id


def test_many2many_commands(env):
    tags = env["tag"].create([{"name": "t1"}, {"name": "t2"}])
    partner = env["res.partner"].create({"name": "A", "tag_ids": [(4, tags[0].id)]})

    partner.write({"tag_ids": [(6, 0, tags.ids)]})
    assert partner.tag_ids == tags
    partner.write({"tag_ids": [(3, tags[0].id)]})
    assert partner.tag_ids == tags[1]


def test_stored_computation_follows_relations(env):
    firm = env["res.partner"].create({"name": "Firm"})
    kid = env["res.partner"].create({"name": "Kid", "parent_id": firm.id})
    assert kid.complete_name == "Firm, Kid"

    firm.name = "Company"

    assert kid.complete_name == "Company, Kid"
    assert env["res.partner"].search([("complete_name", "=", "Company, Kid")]) == kid


def test_inverse_of_a_computed_field(env):
    partner = env["res.partner"].create({"name": "A"})

    partner.kind = "firm"

    assert partner.is_company


def test_delegated_fields_are_created_and_written(env):
    user = env["res.users"].create({"login": "x", "name": "User", "color": 4})

    user.write({"name": "Other"})

    assert user.partner_id.name == "Other"
    assert env["res.users"].search([("name", "=", "Other"), ("color", ">", 3)]) == user


def test_violated_constraint_is_explained(env):
    with pytest.raises(CheckViolation) as caught, env.cr.savepoint():
        env["res.partner"].create({"color": 1})

    assert env.registry.explain_error(caught.value) == (
        "The operation cannot be completed: A name is needed."
    )


def test_unlink_lets_the_database_empty_references(env):
    firm = env["res.partner"].create({"name": "Firm"})
    kid = env["res.partner"].create({"name": "Kid", "parent_id": firm.id})

    firm.unlink()

    assert not kid.parent_id


def test_what_is_computed_of_computed_fields_is_forgotten_with_them(env):
    firm = env["res.partner"].create({"name": "Firm"})
    assert not firm.has_days

    env["res.partner"].create({"name": "K", "parent_id": firm.id, "day": "2030-01-01"})

    assert firm.day_count == 1
    assert firm.has_days


def test_lines_given_as_dicts_are_made(env):
    firm = env["res.partner"].create({"name": "F", "child_ids": [{"name": "K"}]})
    assert firm.child_ids.mapped("name") == ["K"]

    draft = env["res.partner"].new({"child_ids": [{"name": "L"}]})
    assert draft.child_ids.mapped("name") == ["L"]


def test_marks_of_deleted_records_are_dropped_with_what_is_computed_along(env, monkeypatch):
    partner = env["res.partner"].create({"name": "A"})
    fields = [partner._fields[name] for name in ("color_sum", "complete_name")]
    for field in fields:
        monkeypatch.setitem(env.registry.field_computed, field, fields)
        env.add_to_compute(field, env["res.partner"].browse(9999))

    env.flush_all()

    assert not env.transaction.to_compute


def test_create_checks_what_is_given(env):
    """Odoo's documentation: a constraint runs when one of its fields is in the call."""
    env["res.partner"].create({"name": "A", "color": 99})
    with pytest.raises(ValidationError, match="place"):
        env["res.partner"].create({"name": "A", "color": 99, "latitude": 1})


def test_create_checks_after_what_is_given_went_elsewhere(env):
    with pytest.raises(ValidationError, match="firm"):
        env["res.partner"].create({"name": "A", "color": 13, "kind": "firm"})
    env["res.partner"].create({"name": "A", "color": 13, "kind": "person"})
