"""Server actions and scheduled actions."""
from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

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


@pytest.fixture
def listener():
    """A server that keeps the bodies that are posted to it."""
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            size = int(self.headers["Content-Length"])
            server.bodies.append(json.loads(self.rfile.read(size)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.bodies = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_webhook_is_called_after_the_commit(make, partner, listener):
    env = partner.env
    field = env["ir.model.fields"]._get("res.partner", "name")
    action = make(state="webhook", webhook_field_ids=[(4, field.id)],
                  webhook_url=f"http://127.0.0.1:{listener.server_port}/x")

    action.run()
    assert listener.bodies == []
    env.cr.commit()

    assert listener.bodies == [{
        "_action": f"{action.name}(#{action.id})", "_id": partner.id,
        "_model": "res.partner", "id": partner.id, "name": partner.name,
    }]


def test_webhooks_of_other_machines_are_not_called(make, partner, caplog):
    action = make(state="webhook", webhook_url="https://example.com/x")

    with caplog.at_level("INFO"):
        action.run()
        partner.env.cr.commit()

    assert "nothing leaves this machine" in caplog.text
    with pytest.raises(UserError, match="give me a URL"):
        make(state="webhook").run()
