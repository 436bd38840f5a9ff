"""Server actions and scheduled actions."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError, ValidationError


@pytest.fixture
def partner(env):
    return env(user=2)["res.partner"].create({"name": "p"})


@pytest.fixture
def make(partner):
    model_id = partner.env["ir.model"]._get_id("res.partner")
    context = {
        "active_model": "res.partner", "active_id": partner.id,
        "active_ids": partner.ids,
    }

    def action(**values):
        return partner.env["ir.actions.server"].create(
            {"model_id": model_id, "state": "code", **values}
        ).with_context(**context)

    return action


def test_code_runs_on_the_active_record(make, partner):
    assert make(code="record.write({'city': 'Ghent'})").run() is False
    assert partner.city == "Ghent"


def test_code_answers_with_an_action(make):
    action = make(code="action = {'type': 'ir.actions.act_window_close'}")

    assert action.run() == {"type": "ir.actions.act_window_close"}


def test_code_may_raise_user_errors(make):
    with pytest.raises(UserError, match="no way"):
        make(code="raise UserError('no way')").run()


def test_bad_code_is_refused_when_written(make):
    with pytest.raises(ValidationError):
        make(code="import os")


def test_object_write_sets_a_field(make, partner):
    action = make(state="object_write", update_path="city", value="Ghent")
    action.run()

    assert partner.city == "Ghent"
    assert action.name == "Update City"


def test_ids_are_unique_among_all_kinds_of_actions(make, partner):
    env = partner.env
    server = make(code="")
    window = env["ir.actions.act_window"].create(
        {"name": "W", "res_model": "res.partner"}
    )

    assert server.id != window.id
    assert env["ir.actions.actions"].browse(window.id).type == "ir.actions.act_window"


def test_triggered_job_runs_as_its_user(env):
    job = env(user=2)["ir.cron"].create({
        "name": "J", "model_id": env["ir.model"]._get_id("res.partner"),
        "code": "model.create({'name': 'by cron'})", "state": "code",
        "interval_type": "hours", "active": False,
    })

    assert job.method_direct_trigger() is True
    assert env["res.partner"].search([("name", "=", "by cron")]).create_uid.id == 2


def test_run_job_is_put_on_the_clock_again(env):
    job = env["ir.cron"].create({
        "name": "J", "model_id": env["ir.model"]._get_id("res.partner"),
        "code": "pass", "state": "code", "interval_type": "days",
        "nextcall": "2001-01-01 00:00:00",
    })
    assert job in job._get_ready_jobs()

    job._run_job()

    assert job not in job._get_ready_jobs()
    assert job.lastcall
