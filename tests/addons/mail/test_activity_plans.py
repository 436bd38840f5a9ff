"""The window in which activities and plans of them are launched."""
from __future__ import annotations

from datetime import timedelta

import pytest

from odoolite.exceptions import ValidationError


@pytest.fixture
def ann(odoo):
    return odoo.env["res.partner"].create({"name": "Ann"})


@pytest.fixture
def plan(odoo):
    env = odoo.env
    boss = env["res.users"].create({"name": "Boss", "login": "boss"})
    call = env.ref("mail.mail_activity_data_call")
    return env["mail.activity.plan"].create({
        "name": "Welcome", "res_model": "res.partner", "template_ids": [
            (0, 0, {"summary": "Prepare", "delay_count": 2, "delay_unit": "weeks",
                    "sequence": 1}),
            (0, 0, {"summary": "Ring", "delay_from": "after_plan_date", "delay_count": 3,
                    "activity_type_id": call.id, "responsible_type": "other",
                    "responsible_id": boss.id, "sequence": 2}),
        ],
    })


def open_window(records, **values):
    return records.env["mail.activity.schedule"].with_context(
        active_model=records._name, active_ids=records.ids
    ).create(values)


def test_one_activity_on_several_records(odoo, ann):
    bob = odoo.env["res.partner"].create({"name": "Bob"})
    window = open_window(ann | bob, summary="Look", note="<p>soon</p>")

    window.action_schedule_activities()

    assert window.is_batch_mode
    assert window.activity_type_id == odoo.env.ref("mail.mail_activity_data_todo")
    for activity in (ann.activity_ids, bob.activity_ids):
        assert (activity.summary, str(activity.note)) == ("Look", "<p>soon</p>")
        assert (activity.automated, activity.user_id) == (False, odoo.env.user)


def test_an_activity_that_is_done_already(odoo, ann):
    open_window(ann, summary="Look").action_schedule_activities_done()

    assert not ann.activity_ids
    assert "Look" in ann.message_ids[:1].body


def test_a_plan_is_launched(odoo, ann, plan):
    window = open_window(ann, plan_id=plan.id)
    lines = [(line.line_description, line.line_date_deadline - window.plan_date)
             for line in window.plan_schedule_line_ids]

    answer = window.action_schedule_plan()

    prepare, ring = ann.activity_ids.sorted("date_deadline")
    assert lines == [("Prepare", timedelta(-14)), ("Ring", timedelta(3))]
    assert (prepare.summary, prepare.user_id) == ("Prepare", odoo.env.user)
    assert prepare.date_deadline == window.plan_date - timedelta(14)
    assert (ring.summary, ring.user_id.login) == ("Ring", "boss")
    assert ring.activity_type_id == odoo.env.ref("mail.mail_activity_data_call")
    assert 'The plan "Welcome" has been started' in ann.message_ids.mapped("body")[0]
    assert answer["tag"] == "soft_reload"


def test_plans_that_fit_are_proposed(odoo, ann, plan):
    odoo.env["mail.activity.plan"].create({"name": "Empty", "res_model": "res.partner"})

    window = open_window(ann.with_context(plan_mode=True))

    assert window.plan_available_ids == plan
    assert window.plan_id == plan


def test_nobody_is_responsible(odoo, ann, plan):
    window = open_window(ann, plan_id=plan.id, plan_on_demand_user_id=False)

    assert window.has_error
    assert "No responsible specified for To-Do: Prepare." in window.error
    with pytest.raises(ValidationError):
        window.action_schedule_plan()
    assert not ann.activity_ids


def test_types_of_another_model_do_not_fit(odoo, plan):
    kind = odoo.env["mail.activity.type"].create({
        "name": "Guests only", "res_model": "res.users",
    })

    with pytest.raises(ValidationError, match="is not compatible with the plan"):
        plan.template_ids[:1].activity_type_id = kind


def test_steps_of_a_plan_pass_a_hook_that_may_leave_some_out(odoo, ann, plan, monkeypatch):
    Schedule = odoo.env.registry["mail.activity.schedule"]
    monkeypatch.setattr(Schedule, "_plan_filter_activity_templates_to_schedule",
                        lambda self: self.plan_id.template_ids[:1])

    open_window(ann, plan_id=plan.id).action_schedule_plan()

    assert ann.activity_ids.mapped("summary") == ["Prepare"]


def test_what_there_is_to_do_counts_records_by_their_most_urgent_activity(odoo, ann):
    env = odoo.env
    bob = env["res.partner"].create({"name": "Bob"})
    today = env["mail.activity"]._fields["date_deadline"].today()
    for record, days in ((ann, 0), (ann, -1), (bob, 3)):
        record.activity_schedule(
            "mail.mail_activity_data_todo", today + timedelta(days=days))
    env["mail.activity"].create({"summary": "alone", "user_id": env.uid})

    groups = {group["model"]: group for group in env["res.users"]._get_activity_groups()}

    assert {model: (group["total_count"], group["overdue_count"], group["today_count"],
                    group["planned_count"]) for model, group in groups.items()} == {
        "res.partner": (1, 1, 0, 1), "mail.activity": (1, 0, 1, 0)}
    assert groups["mail.activity"]["name"] == "Other activities"


def test_triggered_activity_follows_its_type(odoo, ann):
    env = odoo.env
    call = env.ref("mail.mail_activity_data_call")
    kind = env["mail.activity.type"].create({
        "name": "First", "chaining_type": "trigger", "triggered_next_type_id": call.id})
    call.default_note = "<p>Ask</p>"
    first = ann.activity_schedule(activity_type_id=kind.id, summary="Begin")

    _messages, following = first._action_done()

    assert (following.activity_type_id, following.summary) == (call, call.summary)
    assert following.note == "<p>Ask</p>" and following.res_id == ann.id
