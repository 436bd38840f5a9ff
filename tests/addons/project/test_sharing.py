"""Sharing a project with people outside."""
from __future__ import annotations

INSTALL = ["project"]


def share(env, project, *lines):
    return env["project.share.wizard"].with_context(
        active_model="project.project", active_id=project.id
    ).create({"collaborator_ids": [(0, 0, line) for line in lines]})


def test_collaborators_and_readers(env):
    project = env["project.project"].create({"name": "P"})
    ann, bob = env["res.partner"].create([
        {"name": "Ann", "email": "ann@example.com"},
        {"name": "Bob", "email": "bob@example.com"},
    ])

    share(env, project, {"partner_id": ann.id, "access_mode": "edit_limited"},
          {"partner_id": bob.id, "access_mode": "read", "send_invitation": True}
          ).action_share_record()

    assert project.collaborator_ids.partner_id == ann
    assert project.collaborator_ids.limited_access
    assert project.message_partner_ids >= ann | bob
    assert project.message_ids.filtered(lambda m: m.partner_ids >= bob)

    share(env, project, {"partner_id": ann.id, "access_mode": "edit"})
    assert not project.collaborator_ids.limited_access
    assert bob not in project.message_partner_ids


def test_the_wizard_shows_who_has_the_project(env):
    project = env["project.project"].create({"name": "P"})
    ann = env["res.partner"].create({"name": "Ann"})
    share(env, project, {"partner_id": ann.id, "access_mode": "edit"})

    defaults = env["project.share.wizard"].with_context(
        active_model="project.project", active_id=project.id
    ).default_get(["collaborator_ids", "res_model", "res_id"])

    assert [row[2]["access_mode"] for row in defaults["collaborator_ids"]] == ["edit"]


def test_a_task_is_shared_by_mail(env):
    project = env["project.project"].create({"name": "P"})
    task = env["project.task"].create({"name": "T", "project_id": project.id})
    ann = env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})

    wizard = env["task.share.wizard"].with_context(
        active_model="project.task", active_id=task.id
    ).create({"partner_ids": [(4, ann.id)]})
    wizard.action_send_mail()

    assert wizard.task_id == task
    assert ann in task.message_ids.partner_ids
