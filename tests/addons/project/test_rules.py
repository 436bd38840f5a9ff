"""Who sees which projects and tasks, and the analysis of tasks."""
from __future__ import annotations

import pytest

INSTALL = ["project"]


@pytest.fixture
def people(env):
    def make(login, group):
        return env["res.users"].create({
            "name": login, "login": login, "group_ids": [(6, 0, [env.ref(group).id])],
        })
    return {
        "member": make("member", "project.group_project_user"),
        "portal": make("portal", "base.group_portal"),
    }


def test_tasks_of_nobodys_project_are_their_makers(env, people):
    task = env["project.task"].create({"name": "private", "user_ids": False})
    mine = env["project.task"].with_user(people["member"]).create({"name": "mine"})
    seen = env["project.task"].with_user(people["member"]).search([])
    assert mine in seen and task not in seen


def test_projects_of_invited_people(env, people):
    project = env["project.project"].create({
        "name": "secret", "privacy_visibility": "followers",
        "task_ids": [(0, 0, {"name": "t"})],
    })
    milestone = env["project.milestone"].create({"name": "m", "project_id": project.id})
    member = people["member"]
    for record in (project, project.task_ids, milestone):
        assert not record.with_user(member).search([("id", "=", record.id)])
    project.message_subscribe(partner_ids=member.partner_id.ids)
    for record in (project, project.task_ids, milestone):
        assert record.with_user(member).search([("id", "=", record.id)])


def test_portal_users_see_what_they_follow(env, people):
    project = env["project.project"].create({
        "name": "open", "privacy_visibility": "portal",
        "task_ids": [(0, 0, {"name": "one"}), (0, 0, {"name": "two"})],
    })
    first, _second = project.task_ids.sorted("id")
    portal = people["portal"]
    tasks = env["project.task"].with_user(portal)
    assert not tasks.search([("project_id", "=", project.id)])
    first.message_subscribe(partner_ids=portal.partner_id.ids)
    assert tasks.search([("project_id", "=", project.id)]).ids == first.ids


def test_tasks_are_analysed(env):
    project = env["project.project"].create({
        "name": "p", "task_ids": [(0, 0, {"name": "one"}), (0, 0, {"name": "two"})],
    })
    report = env["report.project.task.user"]
    rows = report.search([("project_id", "=", project.id)])
    assert sorted(rows.mapped("name")) == ["one", "two"]
    assert rows.exists() == rows
    [group] = report._read_group(
        [("project_id", "=", project.id)], ["project_id"], ["nbr:sum"])
    assert group == (project, 2)
