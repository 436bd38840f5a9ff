"""Projects and tasks: templates, recurrence, stages that go, windows."""
from __future__ import annotations

import pytest

INSTALL = ["project"]


@pytest.fixture
def project(env):
    stages = env["project.task.type"].create([
        {"name": "New"}, {"name": "Done", "fold": True},
    ])
    return env["project.project"].create({
        "name": "House", "type_ids": [(6, 0, stages.ids)],
        "task_ids": [(0, 0, {"name": "Roof"})],
    })


def test_a_closed_task_makes_the_next_one(env, project):
    task = env["project.task"].create({
        "name": "Clean", "project_id": project.id, "recurring_task": True,
        "repeat_interval": 2, "repeat_unit": "week", "repeat_type": "forever",
        "date_deadline": "2031-05-05 10:00:00",
    })
    assert task.recurrence_id.repeat_interval == 2
    task.state = "1_done"
    following = task.recurrence_id.task_ids - task
    assert following.name == "Clean" and following.state == "01_in_progress"
    assert str(following.date_deadline) == "2031-05-19 10:00:00"
    assert task.recurring_count == 2
    task.write({"state": "01_in_progress"})
    task.write({"state": "1_done"})         # only the last one makes another
    assert task.recurring_count == 2
    following.action_unlink_recurrence()
    assert not task.recurring_task and not task.recurrence_id


def test_a_recurrence_ends(env, project):
    task = env["project.task"].create({
        "name": "Clean", "project_id": project.id, "recurring_task": True,
        "repeat_unit": "month", "repeat_type": "until", "repeat_until": "2031-05-20",
        "date_deadline": "2031-05-05 10:00:00",
    })
    task.state = "1_done"
    assert task.recurring_count == 1
    task.repeat_interval = 3
    assert task.recurrence_id.repeat_interval == 3


def test_projects_are_made_of_templates(env, project):
    role = env["project.role"].create({"name": "Mason"})
    project.task_ids.role_ids = role
    project.action_toggle_project_template_mode()
    assert project.is_template
    user = env.ref("base.user_admin")
    wizard = env["project.template.create.wizard"].with_context(
        template_id=project.id
    ).create({"name": "Second"})
    assert wizard.role_to_users_ids.role_id == role
    wizard.role_to_users_ids.user_ids = user
    wizard.create_project_from_template()
    new = env["project.project"].search([("name", "=", "Second")])
    assert new.task_ids.mapped("name") == ["Roof"] and not new.is_template
    assert user in new.task_ids.user_ids and not new.task_ids.role_ids
    project.action_undo_convert_to_template()
    assert not project.is_template


def test_stages_go_with_what_stands_in_them(env, project):
    stage = project.type_ids.filtered(lambda s: s.name == "New")
    action = stage.unlink_wizard()
    wizard = env[action["res_model"]].browse(action["res_id"])
    assert (wizard.tasks_count, wizard.stages_active) == (1, True)
    wizard.action_archive()
    assert not stage.active
    assert not project.with_context(active_test=False).tasks.active


def test_windows_and_dashboards(env, project):
    task = project.task_ids
    for record, names in (
        (project, ["action_view_tasks_analysis", "project_update_all_action",
                   "action_view_tasks_from_project_milestone",
                   "action_project_task_burndown_chart_report"]),
        (task, ["action_dependent_tasks", "action_open_parent_task",
                "action_project_sharing_open_task", "action_recurring_tasks"]),
        (env.user.partner_id, ["action_view_tasks"]),
    ):
        for name in names:
            assert getattr(record, name)()["type"] == "ir.actions.act_window", name
    own = project.with_user(env.ref("base.user_admin"))
    own.toggle_favorite()
    assert own.is_favorite
    assert project.get_last_update_or_default() == {"status": "Set Status", "color": 0}
    features = project.check_features_enabled()
    assert set(features) == {
        "allow_milestones", "allow_task_dependencies", "allow_recurring_tasks",
    }
    days = env["project.task"].get_unusual_days("2031-05-03", "2031-05-05")
    assert days == {"2031-05-03": True, "2031-05-04": True, "2031-05-05": False}
    following = env.user.partner_id in task.message_partner_ids
    assert task.project_sharing_toggle_is_follower() is not following
