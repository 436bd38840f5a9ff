"""Ratings: asked for, given by a token, summed up."""
import urllib.request

import pytest


@pytest.fixture
def task(env):
    project = env["project.project"].create({"name": "P"})
    customer = env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})
    return env["project.task"].create({
        "name": "T", "project_id": project.id, "partner_id": customer.id})


def rate(task, value, feedback=None):
    token = task._rating_get_access_token()
    return task.rating_apply(value, token=token, feedback=feedback)


def test_a_token_stands_for_one_open_request(env, task):
    token = task._rating_get_access_token()
    assert task._rating_get_access_token() == token

    rating = task.rating_apply(5, token=token, feedback="Fine <b>work</b>")

    assert (rating.rating, rating.rating_text, rating.consumed) == (5, "top", True)
    assert rating.partner_id.name == "Ann"
    assert rating.parent_res_id == task.project_id.id
    assert rating.res_name == "T"
    assert rating.message_id == task.message_ids[0]
    assert "Fine" in rating.message_id.body
    assert rating.message_id.rating_value == 5
    assert task._rating_get_access_token() != token


def test_rates_have_bounds(env, task):
    with pytest.raises(ValueError, match=r"between 0 and 5 \(received 6\)"):
        rate(task, 6)
    with pytest.raises(ValueError, match="Invalid token"):
        task.rating_apply(3, token="nothing")


def test_records_and_their_parents_sum_up(env, task):
    assert task.rating_percentage_satisfaction == -1
    for value in (5, 3, 1, 5):
        rate(task, value)

    assert (task.rating_count, task.rating_avg) == (4, 3.5)
    assert task.rating_avg_text == "ok"
    assert task.rating_percentage_satisfaction == 50
    assert task.rating_last_value == 5
    assert task.rating_get_grades() == {"great": 2, "okay": 1, "bad": 1}
    stats = task.rating_get_stats()
    assert (stats["avg"], stats["total"], stats["percent"][5]) == (3.5, 4, 50)
    project = task.project_id
    assert (project.rating_count, project.rating_percentage_satisfaction) == (4, 50)
    assert project.rating_avg_percentage == 0.7
    assert task in env["project.task"].search([("rating_avg", ">", 3)])
    assert task not in env["project.task"].search([("rating_avg", "<", 3)])


def test_a_stage_asks_and_decides(env, task):
    template = env.ref("project.rating_project_request_email_template")
    stage = env["project.task.type"].create({
        "name": "Rated", "project_ids": [(4, task.project_id.id)], "rating_active": True,
        "rating_template_id": template.id, "auto_validation_state": True})

    task.stage_id = stage

    token = task.sudo().rating_ids.access_token
    assert f"/rate/{token}/5" in task.message_ids[0].body
    rate(task, 1)
    assert task.state == "02_changes_requested"


def test_resetting_and_deleting(env, task):
    rating = rate(task, 3)
    message = rating.message_id
    rating.reset()
    assert (rating.rating, rating.consumed, rating.feedback) == (0, False, False)
    rating.unlink()
    assert not message.exists()


def test_a_click_in_a_mail_rates(server):
    from odoolite.orm.environments import Environment
    with server.registries.get(server.db).cursor("write") as cr:
        env = Environment(cr, 2, {})
        project = env["project.project"].create({"name": "P"})
        partner = env["res.partner"].create({"name": "Ann"})
        task = env["project.task"].create({
            "name": "T", "project_id": project.id, "partner_id": partner.id})
        token = task._rating_get_access_token()
        cr.commit()

    page = urllib.request.urlopen(f"{server.url}/rate/{token}/5").read().decode()

    assert f"/rate/{token}/submit_feedback" in page
    with server.registries.get(server.db).cursor() as cr:
        assert Environment(cr, 2, {})["project.task"].browse(task.id).rating_last_value == 5
