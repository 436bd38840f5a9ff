"""Burndown charts: tasks by period and the stage in which they stood at its end."""
import pytest

from odoolite.exceptions import UserError

INSTALL = ["project"]


def test_tasks_stand_in_the_stage_of_the_end_of_each_period(env):
    project = env["project.project"].create({"name": "P"})
    new, done = env["project.task.type"].create([
        {"name": "New", "project_ids": project.ids},
        {"name": "Done", "fold": True, "project_ids": project.ids},
    ])
    task = env["project.task"].create(
        {"name": "T", "project_id": project.id, "stage_id": new.id})
    env["project.task"].create({"name": "U", "project_id": project.id, "stage_id": new.id})
    env.flush_all()
    env.cr.execute("UPDATE project_task SET create_date = '2026-01-10 10:00:00'")
    env.cr.flush()
    task.stage_id = done
    env.cr.flush()      # changes are noted down before a commit
    env["mail.message"].search([
        ("model", "=", "project.task"), ("res_id", "=", task.id),
        ("tracking_value_ids", "!=", False)]).date = "2026-03-05 10:00:00"
    report, domain = env["project.task.burndown.chart.report"], [
        ("project_id", "=", project.id), ("date", "<", "2026-05-01")]
    groups = {
        (str(moment.date()), stage): count
        for moment, stage, count in report._read_group(
            domain, ["date:month", "stage_id"], ["__count"])
    }
    assert groups == {
        ("2026-01-01", new): 2, ("2026-02-01", new): 2, ("2026-03-01", new): 1,
        ("2026-03-01", done): 1, ("2026-04-01", new): 1, ("2026-04-01", done): 1,
    }
    closed = report._read_group(domain, ["date:month", "is_closed"], ["__count"])
    assert [count for _date, kind, count in closed if kind == "closed"] == [1, 1]


def test_charts_are_grouped_by_date_and_stage(env):
    report = env["project.task.burndown.chart.report"]
    with pytest.raises(UserError, match="grouped by date"):
        report._read_group([], ["stage_id"], ["__count"])
