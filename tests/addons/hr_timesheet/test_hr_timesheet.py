"""Hours on tasks: whose, at what cost, how many are left."""
import pytest

from odoolite.exceptions import AccessError, UserError, ValidationError


@pytest.fixture
def task(env):
    if not env["hr.employee"].search([("user_id", "=", env.uid)]):
        env["hr.employee"].create({"user_id": env.uid})
    env["hr.employee"].search([("user_id", "=", env.uid)]).hourly_cost = 30
    project = env["project.project"].create({"name": "P", "allocated_hours": 5})
    return env["project.task"].create({
        "name": "T", "project_id": project.id, "allocated_hours": 4})


def log(env, task, hours, **values):
    return env["account.analytic.line"].create({
        "task_id": task.id, "unit_amount": hours, **values})


def test_projects_get_an_account(env, task):
    project = task.project_id
    assert project.allow_timesheets
    assert project.account_id.name == "P"
    with pytest.raises(ValidationError, match="without an analytic account"):
        project.write({"account_id": False, "allow_timesheets": True})


def test_hours_belong_to_an_employee_and_cost(env, task):
    line = log(env, task, 2)
    assert (line.name, line.project_id, line.account_id) == (
        "/", task.project_id, task.project_id.account_id)
    assert line.employee_id.user_id == env.user
    assert line.amount == -60
    line.unit_amount = 3
    assert line.amount == -90
    assert line.product_uom_id == env.ref("uom.product_uom_hour")


def test_tasks_sum_up(env, task):
    child = env["project.task"].create({"name": "S", "parent_id": task.id})
    log(env, task, 2)
    log(env, child, 3)
    assert (task.effective_hours, task.subtask_effective_hours) == (2, 3)
    assert (task.total_hours_spent, task.remaining_hours) == (5, -1)
    assert (task.progress, task.overtime) == (1.25, 1)
    project = task.project_id
    assert (project.effective_hours, project.remaining_hours) == (5, 0)


def test_what_cannot_be(env, task):
    private = env["project.task"].create({"name": "mine"})
    with pytest.raises(ValidationError, match="private task"):
        log(env, private, 1)
    other = env["project.project"].create({"name": "Q"})
    with pytest.raises(ValidationError, match="inconsistent"), env.cr.savepoint():
        log(env, task, 1, project_id=other.id)
    line = log(env, task, 1)
    with pytest.raises(UserError, match="timesheet entries"), env.cr.savepoint():
        task.unlink()
    stranger = env["res.users"].create({"name": "S", "login": "s"})
    with pytest.raises(ValidationError, match="active employee"), env.cr.savepoint():
        log(env, task, 1, user_id=stranger.id)
    stranger.group_ids = [(4, env.ref("hr_timesheet.group_hr_timesheet_user").id)]
    with pytest.raises(AccessError):
        line.with_user(stranger).write({"unit_amount": 8})
