"""Rules on what is created, changed, deleted, posted and typed."""
from __future__ import annotations

import pytest

from odoolite.exceptions import ValidationError


def make_partner(env, **values):
    return env["res.partner"].create({"name": "Pia", **values})


def test_on_create(env, rules):
    rules.make("on_create", filter_domain="[('city', '=', 'Brno')]")

    make_partner(env, city="Praha")
    partners = env["res.partner"].create([{"name": n, "city": "Brno"} for n in "ab"])

    assert rules.take() == ["a", "b"]
    partners.write({"name": "c"})
    assert rules.take() == []


def test_on_write_sees_what_was_and_what_is(env, rules):
    rules.make("on_write", filter_pre_domain="[('city', '=', 'Brno')]",
               filter_domain="[('city', '=', 'Praha')]")
    partner = make_partner(env, city="Brno")
    rules.take()

    partner.write({"city": "Cheb"})
    partner.write({"city": "Praha"})
    assert rules.take() == []
    partner.write({"city": "Brno"})
    partner.write({"city": "Praha"})
    assert rules.take() == ["Pia"]


def test_only_watched_fields_that_change_count(env, rules):
    rules.make("on_write", trigger_field_ids=rules.field("city"))
    partner = make_partner(env, city="Brno")

    partner.write({"phone": "1"})
    partner.write({"city": "Brno"})
    assert rules.take() == []
    partner.city = "Praha"
    assert rules.take() == ["Pia"]


def test_an_action_that_writes_starts_its_rule_once(env, rules):
    rules.make("on_write", trigger_field_ids=rules.field("city"),
               code="record.write({'city': record.city + '!'}); log('once')")
    partner = make_partner(env)

    partner.write({"city": "Brno"})

    assert partner.city == "Brno!"

    assert rules.take() == ["once"]


def test_rules_start_other_rules(env, rules):
    rules.make("on_create", code="record.write({'city': 'Brno'})")
    rules.make("on_write", trigger_field_ids=rules.field("city"))

    make_partner(env)

    assert rules.take() == ["Pia"]


def test_rules_see_computed_values_change(env, rules):
    rules.make("on_write", trigger_field_ids=rules.field("commercial_company_name"))
    company = make_partner(env, name="Acme", is_company=True)
    make_partner(env, parent_id=company.id)
    env.flush_all()
    rules.take()

    company.name = "Other"
    env.flush_all()

    assert "Pia" in " ".join(rules.take())


def test_archived_rules_do_nothing(env, rules):
    rule = rules.make("on_create")
    rule.active = False
    make_partner(env)
    assert rules.take() == []
    rule.active = True
    make_partner(env)
    assert rules.take() == ["Pia"]
    rule.unlink()
    make_partner(env)
    assert rules.take() == []


def test_archiving_and_reviving(env, rules):
    archive, revive = rules.make("on_archive", code="log('off')"), \
        rules.make("on_unarchive", code="log('on')")
    assert archive.filter_domain == "[('active', '=', False)]"
    assert revive.trigger_field_ids.name == "active"
    partner = make_partner(env)

    partner.action_archive()
    partner.write({"city": "Brno"})
    partner.action_unarchive()

    assert rules.take() == ["off", "on"]


def test_on_unlink(env, rules):
    rules.make("on_unlink", filter_domain="[('city', '=', 'Brno')]")

    (make_partner(env, city="Brno", name="x") | make_partner(env)).unlink()

    assert rules.take() == ["x"]
    with pytest.raises(ValidationError, match="no more records"):
        env["base.automation"].create({
            "name": "x", "trigger": "on_unlink",
            "model_id": env["ir.model"]._get_id("res.partner"),
            "action_server_ids": [(0, 0, {
                "name": "f", "state": "followers", "usage": "base_automation",
                "model_id": env["ir.model"]._get_id("res.partner")})]})


def test_stage_user_tag_and_priority(env, rules):
    stages = env["crm.stage"].search([])
    tag = env["crm.tag"].create({"name": "hot"})
    option = env["ir.model.fields.selection"].search([
        ("field_id.model", "=", "crm.lead"), ("field_id.name", "=", "priority"),
        ("value", "=", "2")])
    stage = rules.make("on_stage_set", "crm.lead", "log('stage')",
                       trg_field_ref=stages[1].id)
    rules.make("on_user_set", "crm.lead", "log('user')")
    tagged = rules.make("on_tag_set", "crm.lead", "log('tag')", trg_field_ref=tag.id)
    rules.make("on_priority_set", "crm.lead", "log('priority')",
               trg_selection_field_id=option.id)
    lead = env["crm.lead"].create(
        {"name": "L", "stage_id": stages[0].id, "user_id": False})
    assert stage.filter_domain == f"[('stage_id', '=', {stages[1].id})]"
    assert tagged.filter_pre_domain == f"[('tag_ids', 'not in', [{tag.id}])]"
    assert rules.take() == []

    lead.stage_id = stages[1]
    lead.user_id = env.ref("base.user_admin")
    lead.write({"tag_ids": [(4, tag.id)]})
    lead.write({"tag_ids": [(4, tag.id)]})
    lead.priority = "2"

    assert rules.take() == ["stage", "user", "tag", "priority"]


def test_messages_from_outside_and_from_the_house(env, rules):
    rules.make("on_message_received", code="log('in')")
    rules.make("on_message_sent", code="log('out')")
    partner = make_partner(env, email="pia@client.example")
    post = {"body": "x", "subtype_xmlid": "mail.mt_comment"}

    partner.message_post(message_type="email", author_id=partner.id, **post)
    partner.message_post(message_type="comment",
                         author_id=env.ref("base.partner_admin").id, **post)
    partner.message_post(message_type="notification", **post)
    partner.message_post(body="note", message_type="comment")

    assert rules.take() == ["in", "out"]
    with pytest.raises(ValidationError, match="discussion feature"):
        rules.make("on_message_sent", "res.country")


def test_what_is_typed(env, rules):
    rule = rules.make(
        "on_change", on_change_field_ids=rules.field("city"),
        code="action = {'value': {'street': record.city + ' street'}, "
             "'warning': {'title': 'T', 'message': 'M'}}")

    answer = env["res.partner"].onchange(
        {"city": "Brno"}, ["city"], {"city": {}, "street": {}})

    assert answer["value"] == {"street": "Brno street"}
    assert answer["warning"]["message"] == "M"
    with pytest.raises(ValidationError, match="On live update"):
        rule.action_server_ids.write({"state": "followers"})
        rule._check_trigger_state()


def test_rules_of_a_model_leave_its_children_alone(env, rules):
    rules.make("on_create", "mail.message")
    make_partner(env)
    env["mail.mail"].create({"subject": "x", "body_html": "y"})

    assert len(rules.take()) >= 1


def test_copies_have_actions_of_their_own(env, rules):
    rule = rules.make("on_create")

    copy = rule.copy()

    assert copy.action_server_ids.name == "Act"
    assert copy.webhook_uuid != rule.webhook_uuid
    assert copy.action_server_ids.action_open_automation()["res_id"] == copy.id


def test_actions_must_be_of_the_rules_model(env, rules):
    rule = rules.make("on_create")
    with pytest.raises(ValidationError, match="different|match"):
        rule.write({"action_server_ids": [(0, 0, {
            "name": "x", "state": "code", "model_id":
            env["ir.model"]._get_id("res.country")})]})


def test_a_failing_action_undoes_the_change(env, rules):
    partner = make_partner(env)
    env.flush_all()
    rules.make("on_write", code="raise UserError('no')")

    with pytest.raises(Exception, match="no") as caught, env.cr.savepoint():
        partner.write({"city": "Brno"})
    assert caught.value.context["exception_class"] == "base_automation"
    assert not partner.city
