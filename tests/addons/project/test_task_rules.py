"""What tasks may be: hierarchy, dependencies, stages of one's own, one line."""
from __future__ import annotations

import pytest

from odoolite.exceptions import ValidationError

INSTALL = ["project"]
ADMIN = 2


@pytest.fixture
def project(env):
    return env["project.project"].create({"name": "P", "allow_task_dependencies": True})


def make_task(env, project, **values):
    return env["project.task"].create({"name": "T", "project_id": project.id, **values})


def test_hierarchies_and_dependencies_have_no_circles(env, project):
    first, second = make_task(env, project), make_task(env, project)
    second.write({"parent_id": first.id, "depend_on_ids": [(4, first.id)]})

    with pytest.raises(ValidationError, match="recursive hierarchy of tasks"), \
            env.cr.savepoint():
        first.parent_id = second
    env.invalidate_all(flush=False)
    with pytest.raises(ValidationError, match="cannot depend on each other"), \
            env.cr.savepoint():
        first.depend_on_ids = second


def test_a_blocked_task_waits(env, project):
    blocking, task = make_task(env, project), make_task(env, project)

    task.depend_on_ids = blocking
    assert task.state == "04_waiting_normal"
    blocking.state = "1_done"
    assert task.state == "01_in_progress"


def test_moving_on_takes_approval_back(env, project):
    stages = env["project.task.type"].create([
        {"name": name, "project_ids": [(4, project.id)]} for name in ("a", "b")])
    task = make_task(env, project, stage_id=stages[0].id)
    task.state = "03_approved"

    task.stage_id = stages[1]

    assert task.state == "01_in_progress"


@pytest.mark.parametrize(("values", "message"), [
    ({"project_id": False, "parent": True}, "private_task_has_no_parent"),
    ({"recurring_task": True, "parent": True}, "recurring_task_has_no_parent"),
])
def test_parts_of_tasks(env, project, values, message):
    parent = make_task(env, project)
    given = {**values, "parent_id": parent.id}
    given.pop("parent")

    with pytest.raises(Exception, match=message), env.cr.savepoint():
        make_task(env, project, **given)
        env.flush_all()


def test_a_project_ends_after_it_begins(env, project):
    with pytest.raises(Exception, match="project_date_greater"), env.cr.savepoint():
        project.write({"date_start": "2030-02-01", "date": "2030-01-01"})
        env.flush_all()


def test_tasks_lie_in_a_stage_of_ones_own(env, project):
    tasks = env["project.task"].with_user(ADMIN)

    task = tasks.create({"name": "mine", "user_ids": [(6, 0, [ADMIN])]})

    assert task.personal_stage_type_id.name == "Inbox"
    own = env["project.task.type"].search([("user_id", "=", ADMIN)])
    assert own.mapped("name") == ["Inbox", "Today", "This Week", "This Month", "Later",
                                  "Done", "Cancelled"]


def test_a_task_in_one_line(env, project):
    user = env["res.users"].create({"name": "Zoe Quick", "login": "zoe"})

    task = make_task(env, project, name=False,
                     display_name="Call them #urgent @zoe @nobody !!")

    assert task.name == "Call them"
    assert task.tag_ids.mapped("name") == ["urgent"]
    assert user in task.user_ids
    assert task.priority == "2"


def test_collaborators_are_named_and_unique(env, project):
    partner = env["res.partner"].create({"name": "Ann"})
    values = {"project_id": project.id, "partner_id": partner.id}
    row = env["project.collaborator"].create(values)

    assert row.display_name == "P - Ann"
    with pytest.raises(Exception, match="(?i)unique"), env.cr.savepoint():
        env["project.collaborator"].create(values)


def test_parts_go_with_their_task(env, project):
    task = make_task(env, project)
    part = make_task(env, project, parent_id=task.id)
    deep = make_task(env, project, parent_id=part.id)

    task.action_archive()
    assert not part.active
    assert not deep.active
    task.unlink()
    assert not (part | deep).exists()


def test_a_project_takes_its_tasks_along(env, project):
    task = make_task(env, project)
    part = make_task(env, project, parent_id=task.id)

    project.unlink()

    assert not (task | part).exists()


def test_the_rule_goes_with_the_last_task(env, project):
    task = make_task(env, project, recurring_task=True)
    rule = task.recurrence_id

    task.unlink()

    assert not rule.exists()
