"""Reports about projects."""
from __future__ import annotations

from odoo import api, fields, models


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

    @api.depends("status")
    def _compute_color(self):
        colors = {"on_track": 20, "at_risk": 22, "off_track": 23, "on_hold": 21,
                  "done": 24}
        for update in self:
            update.color = colors.get(update.status, 0)

    @api.depends("name")
    def _compute_name_cropped(self):
        for update in self:
            name = update.name or ""
            update.name_cropped = name[:57] + "..." if len(name) > 60 else name

    @api.depends("progress")
    def _compute_progress_percentage(self):
        for update in self:
            update.progress_percentage = update.progress / 100

    @api.depends("task_count", "closed_task_count")
    def _compute_closed_task_percentage(self):
        for update in self:
            update.closed_task_percentage = round(
                update.closed_task_count * 100 / update.task_count
            ) if update.task_count else 0

    @api.model_create_multi
    def create(self, vals_list):
        """Note how the project stands."""
        updates = super().create(vals_list)
        for update in updates:
            project = update.project_id
            project.sudo().last_update_id = update
            update.write({"task_count": project.task_count,
                          "closed_task_count": project.closed_task_count})
        return updates
