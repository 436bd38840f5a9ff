"""Digests: figures by mail, more seldom to those who stay away."""
from datetime import date, timedelta

import pytest


@pytest.fixture
def digest(env):
    return env["digest.digest"].create({
        "name": "Week", "periodicity": "weekly", "kpi_project_task_opened": True,
        "kpi_res_users_connected": True, "user_ids": [(6, 0, env.user.ids)]})


def test_a_digest_comes_with_the_module_and_new_users_get_it(env):
    default = env.ref("digest.digest_digest_default")
    assert default.name == "Your Odoo Periodic Digest"
    assert (default.periodicity, default.state) == ("daily", "activated")
    assert default.user_ids == env.ref("base.user_admin")
    user = env["res.users"].create({"name": "New", "login": "new"})
    assert user in default.user_ids
    assert default.next_run_date > date.today()


def test_subscribing(env, digest):
    digest.action_unsubscribe()
    assert not digest.is_subscribed
    digest.action_subscribe()
    assert digest.is_subscribed
    digest.action_deactivate()
    assert digest.state == "deactivated"
    digest.action_set_periodicity("monthly")
    assert digest.periodicity == "monthly"


def test_figures_of_a_period(env, digest):
    project = env["project.project"].create({"name": "P"})
    env["project.task.type"].create({"name": "S", "project_ids": [(4, project.id)]})
    env["project.task"].create({"name": "T", "project_id": project.id})

    kpis = {kpi["kpi_name"]: kpi for kpi in digest._compute_kpis(env.company, env.user)}

    assert set(digest.available_fields.split(", ")) == {
        "kpi_project_task_opened_value", "kpi_res_users_connected_value"}
    assert digest.kpi_project_task_opened_value == 1
    assert kpis["kpi_project_task_opened"]["kpi_col3"]["col_subtitle"] == "Last 30 Days"
    assert kpis["kpi_project_task_opened"]["kpi_fullname"] == "Open Tasks"


def test_sending_moves_on(env, digest):
    digest.action_send_manual()

    mail = env["mail.mail"].search([], limit=1)
    assert mail.subject == f"{env.company.name}: Week"
    assert "List-Unsubscribe" in mail.headers
    assert digest.next_run_date == date.today() + timedelta(weeks=1)
    assert digest.periodicity == "weekly"


def test_readers_who_stay_away_get_it_more_seldom(env, digest):
    env["res.users.log"].sudo().search([("create_uid", "=", env.uid)]).unlink()
    digest.next_run_date = date.today()

    env["digest.digest"]._cron_send_digest_email()

    assert digest.periodicity == "monthly"
    assert digest.next_run_date > date.today()


def test_tokens_let_readers_off(env, digest):
    token = digest._get_unsubscribe_token(env.uid)
    assert digest._check_unsubscribe_token(token, env.uid)
    assert not digest._check_unsubscribe_token(token, env.uid + 1)
