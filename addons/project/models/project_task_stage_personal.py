"""The own stage that a user gives a task."""
from __future__ import annotations

from odoo import fields, models


class ProjectTaskStagePersonal(models.Model):
    _name = "project.task.stage.personal"
    _description = "Personal Task Stage"
    _table = "project_task_user_rel"
    _rec_name = "stage_id"

    stage_id = fields.Many2one("project.task.type")
    task_id = fields.Many2one("project.task", required=True, index=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade")
