"""Stages of tasks."""
from __future__ import annotations

from odoo import api, fields, models


class ProjectTaskType(models.Model):
    _name = "project.task.type"
    _description = "Task Stage"
    _order = "sequence, id"

    active = fields.Boolean(default=True)
    auto_validation_state = fields.Boolean(string="Automatic Kanban Status", default=False)
    color = fields.Integer()
    fold = fields.Boolean(string="Folded")
    mail_template_id = fields.Many2one("mail.template", string="Email Template")
    name = fields.Char(required=True, translate=True)
    project_ids = fields.Many2many(
        "project.project", "project_task_type_rel", "type_id", "project_id",
        string="Projects", default=lambda self: self._default_project_ids(),
    )
    rating_active = fields.Boolean(string="Send a customer rating request")
    rating_request_deadline = fields.Datetime(
        compute="_compute_rating_request_deadline", store=True,
    )
    rating_status = fields.Selection(
        [("stage", "when reaching this stage"), ("periodic", "on a periodic basis")],
        string="Customer Ratings Status", required=True, default="stage",
    )
    rating_status_period = fields.Selection(
        [
            ("daily", "Daily"), ("weekly", "Weekly"), ("bimonthly", "Twice a Month"),
            ("monthly", "Once a Month"), ("quarterly", "Quarterly"), ("yearly", "Yearly"),
        ],
        string="Rating Frequency", required=True, default="monthly",
    )
    rating_template_id = fields.Many2one("mail.template", string="Rating Email Template")
    rotting_threshold_days = fields.Integer(string="Days to rot", default=0)
    sequence = fields.Integer(default=1)
    user_id = fields.Many2one(
        "res.users", string="Stage Owner", compute="_compute_user_id", store=True,
        index=True, default=lambda self: self._default_user_id(),
    )

    def _default_project_ids(self):
        project = self.env.context.get("default_project_id")
        return [project] if project else None

    def _default_user_id(self):
        return not self.env.context.get("default_project_id") and not \
            self.env.context.get("default_project_ids") and self.env.uid

    @api.depends("project_ids")
    def _compute_user_id(self):
        for stage in self:
            stage.user_id = False if stage.project_ids else stage.user_id

    @api.depends("rating_status", "rating_status_period")
    def _compute_rating_request_deadline(self):
        days = {"daily": 1, "weekly": 7, "bimonthly": 15, "monthly": 30,
                "quarterly": 90, "yearly": 365}
        for stage in self:
            stage.rating_request_deadline = fields.Datetime.add(
                fields.Datetime.now(), days=days.get(stage.rating_status_period, 0)
            )
