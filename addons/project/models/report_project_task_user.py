"""Analysis of tasks: a row for each task of a project."""
from __future__ import annotations

from odoo import fields, models
from odoo.tools import SQL


class ReportProjectTaskUser(models.Model):
    _name = "report.project.task.user"
    _auto = False
    _description = "Tasks Analysis"
    _order = "name desc, project_id"

    company_id = fields.Many2one("res.company", readonly=True)
    create_date = fields.Datetime(readonly=True)
    date_assign = fields.Datetime(string="Assignment Date", readonly=True)
    date_deadline = fields.Datetime(string="Deadline", readonly=True)
    date_end = fields.Datetime(string="Ending Date", readonly=True)
    date_last_stage_update = fields.Datetime(string="Last Stage Update", readonly=True)
    delay_endings_days = fields.Float(
        string="Days to Deadline", readonly=True, digits=(16, 2), aggregator="avg",
    )
    dependent_ids = fields.Many2many(
        "project.task", "task_dependencies_rel", "depends_on_id", "task_id", string="Block",
        readonly=True,
    )
    description = fields.Text(readonly=True)
    display_in_project = fields.Boolean()
    has_template_ancestor = fields.Boolean(readonly=True)
    is_closed = fields.Boolean(string="Closed state", readonly=True)
    is_template = fields.Boolean(readonly=True)
    message_is_follower = fields.Boolean(related="task_id.message_is_follower")
    milestone_id = fields.Many2one("project.milestone", readonly=True)
    name = fields.Char(string="Task Title", readonly=True)
    nbr = fields.Integer(string="# of Tasks", readonly=True)
    parent_id = fields.Many2one("project.task", string="Parent Task", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    personal_stage_type_ids = fields.Many2many(
        "project.task.type", "project_task_user_rel", "task_id", "stage_id",
        string="Personal Stage", readonly=True,
    )
    priority = fields.Selection(
        [
            ("0", "Low priority"), ("1", "Medium priority"), ("2", "High priority"),
            ("3", "Urgent"),
        ],
        readonly=True,
    )
    project_id = fields.Many2one("project.project", readonly=True)
    rating_avg = fields.Float(
        string="Average Rating (1-5)", readonly=True, aggregator="avg",
    )
    rating_last_value = fields.Float(
        string="Last Rating (1-5)", readonly=True, aggregator="avg",
    )
    stage_id = fields.Many2one("project.task.type", readonly=True)
    state = fields.Selection(
        [
            ("01_in_progress", "In Progress"), ("1_done", "Done"),
            ("04_waiting_normal", "Waiting"), ("03_approved", "Approved"),
            ("1_canceled", "Cancelled"), ("02_changes_requested", "Changes Requested"),
        ],
        readonly=True, copy=False,
    )
    tag_ids = fields.Many2many(
        "project.tags", "project_tags_project_task_rel", "project_task_id",
        "project_tags_id", string="Tags", readonly=True,
    )
    task_id = fields.Many2one("project.task", readonly=True)
    user_ids = fields.Many2many(
        "res.users", "project_task_user_rel", "task_id", "user_id", string="Assignees",
        readonly=True,
    )
    working_days_close = fields.Float(
        string="Working Days to Close", readonly=True, digits=(16, 2), aggregator="avg",
    )
    working_days_open = fields.Float(
        string="Working Days to Assign", readonly=True, digits=(16, 2), aggregator="avg",
    )
    working_hours_close = fields.Float(
        string="Working Hours to Close", readonly=True, digits=(16, 2), aggregator="avg",
    )
    working_hours_open = fields.Float(
        string="Working Hours to Assign", readonly=True, digits=(16, 2), aggregator="avg",
    )

    @property
    def _table_query(self):
        return SQL(
            "SELECT "
            "t.id, t.id AS task_id, 1 AS nbr, "
            "t.state IN ('1_done', '1_canceled') AS is_closed, "
            "0.0 AS delay_endings_days, t.create_uid, t.create_date, "
            "t.write_uid, t.write_date, t.company_id, t.date_assign, "
            "t.date_deadline, t.date_end, t.date_last_stage_update, "
            "t.description, t.display_in_project, t.has_template_ancestor, "
            "t.is_template, t.milestone_id, t.name, t.parent_id, t.partner_id, "
            "t.priority, t.project_id, t.stage_id, t.state, "
            "t.working_days_close, t.working_days_open, t.working_hours_close, "
            "t.working_hours_open, t.rating_last_value, "
            "(SELECT AVG(r.rating) FROM rating_rating r WHERE r.consumed AND r.rating >= 1 "
            "AND r.res_model = 'project.task' AND r.res_id = t.id) AS rating_avg "
            "FROM project_task t WHERE t.project_id IS NOT NULL"
        )
