"""Rules that run by time, and when their address is called."""
from __future__ import annotations

from datetime import timedelta

import pytest
import requests

from odoolite.exceptions import ValidationError

CRON = "base_automation.ir_cron_data_base_automation_check"


def make_partner(env, **values):
    return env["res.partner"].create({"name": "Pia", **values})


def test_the_cron_runs_while_there_are_rules(env, rules):
    cron = env.ref(CRON)
    assert not cron.active

    rule = rules.make("on_time_created", trg_date_range=1, trg_date_range_type="hour")
    assert (cron.active, cron.interval_number, cron.interval_type) == (True, 6, "minutes")
    rule.trg_date_range_type = "day"
    assert cron.interval_number == 144
    rule.unlink()
    assert not cron.active


def test_after_creation(env, rules):
    partner = make_partner(env, name="new")
    rule = rules.make("on_time_created", trg_date_range=1, trg_date_range_type="hour",
                      filter_domain=repr([("id", "=", partner.id)]))
    check = env["base.automation"]._cron_process_time_based_actions
    check()
    assert rules.take() == []
    assert rule.last_run

    env.cr.execute("UPDATE res_partner SET create_date = %s WHERE id = %s",
                   [env.cr.now() - timedelta(minutes=61), partner.id])
    rule.last_run -= timedelta(minutes=5)
    partner.invalidate_recordset()
    check()
    assert rules.take() == ["new"]
    check()
    assert rules.take() == []


def test_before_a_date(env, rules):
    lead = env["crm.lead"].create({"name": "L"})
    rules.make("on_time", "crm.lead", trg_date_range=2, trg_date_range_type="day",
               trg_date_range_mode="before", filter_domain=repr([("id", "=", lead.id)]),
               trg_date_id=env["ir.model.fields"]._get("crm.lead", "date_deadline").id)
    lead.date_deadline = (env.cr.now() + timedelta(days=5)).date()
    env["base.automation"]._cron_process_time_based_actions()
    assert rules.take() == []

    lead.date_deadline = (env.cr.now() + timedelta(days=1)).date()
    env["base.automation"].search([]).last_run = False
    env["base.automation"]._cron_process_time_based_actions()
    assert rules.take() == ["L"]


def test_working_days_count_by_the_calendar(env, rules):
    lead = env["crm.lead"].create({"name": "L"})
    rule = rules.make(
        "on_time", "crm.lead", trg_date_range=1, trg_date_range_type="day",
        trg_date_id=env["ir.model.fields"]._get("crm.lead", "date_deadline").id,
        trg_date_calendar_id=env.company.resource_calendar_id.id)
    lead.date_deadline = "2026-01-03"       # a Saturday

    due = rule._get_due(lead, lead.date_deadline)

    assert due.date().isoformat() == "2026-01-05"


def test_a_date_needs_a_field(rules):
    with pytest.raises(ValidationError, match="needs the field of a date"):
        rules.make("on_time")


def call(odoo, rule, **options):
    answer = requests.post(
        f"{odoo.url}/web/hook/{rule.webhook_uuid}", timeout=30,
        headers={"X-Odoo-Database": odoo.db}, **options)
    odoo.env.invalidate_all()
    return answer.status_code, answer.json()


def test_a_webhook_runs_on_its_record(odoo, rules):
    rule = rules.make("on_webhook", log_webhook_calls=True,
                      code="log('%s %s' % (record.name, payload['n']))")
    partner = make_partner(rules.env)
    rules.env.cr.commit()
    assert rule.url.endswith(f"/web/hook/{rule.webhook_uuid}")

    payload = {"_model": "res.partner", "_id": partner.id, "n": 7}
    assert call(odoo, rule, json=payload) == (200, {"status": "ok"})

    assert rules.take() == ["Pia 7"]
    logs = rules.env["ir.logging"].search(rule.action_view_webhook_logs()["domain"])
    assert logs.level == "INFO"


def test_a_webhook_that_fails_says_no_more_than_that(odoo, rules):
    rule = rules.make("on_webhook", log_webhook_calls=True,
                      record_getter="model.browse(payload['id'])")
    rules.env.cr.commit()

    assert call(odoo, rule, json={"id": 0}) == (500, {"status": "error"})
    assert call(odoo, rule, data="nonsense") == (500, {"status": "error"})
    logs = rules.env["ir.logging"].search(rule.action_view_webhook_logs()["domain"])
    assert set(logs.mapped("level")) == {"ERROR"}


def test_an_address_that_was_changed_is_gone(odoo, rules):
    rule = rules.make("on_webhook")
    old = rule.webhook_uuid
    rule.action_rotate_webhook_uuid()
    rules.env.cr.commit()

    answer = requests.get(f"{odoo.url}/web/hook/{old}", timeout=30,
                          headers={"X-Odoo-Database": odoo.db})

    assert answer.status_code == 404
