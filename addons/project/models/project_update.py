"""Reports about projects."""
from __future__ import annotations

from odoo import _, api, fields, models


class ProjectUpdate(models.Model):
    _name = "project.update"
    _inherit = ["mail.thread.cc", "mail.activity.mixin"]
    _description = "Project Update"
    _order = "id desc"

    closed_task_count = fields.Integer(readonly=True)
    closed_task_percentage = fields.Integer(compute="_compute_closed_task_percentage")
    color = fields.Integer(compute="_compute_color")
    date = fields.Date(tracking=True, default=fields.Date.context_today)
    description = fields.Html()
    label_tasks = fields.Char(
        string="Use Tasks as", related="project_id.label_tasks", translate=True,
    )
    name = fields.Char(string="Title", required=True, tracking=True)
    name_cropped = fields.Char(compute="_compute_name_cropped")
    progress = fields.Integer(tracking=True)
    progress_percentage = fields.Float(compute="_compute_progress_percentage")
    project_id = fields.Many2one("project.project", required=True, index=True)
    status = fields.Selection(
        [
            ("on_track", "On Track"), ("at_risk", "At Risk"), ("off_track", "Off Track"),
            ("on_hold", "On Hold"), ("done", "Complete"),
        ],
        required=True, tracking=True,
    )
    task_count = fields.Integer(readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Author", required=True, default=lambda self: self.env.user,
    )
