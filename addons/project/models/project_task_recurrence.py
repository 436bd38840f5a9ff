"""Tasks that come again."""
from __future__ import annotations

from odoo import fields, models


class ProjectTaskRecurrence(models.Model):
    _name = "project.task.recurrence"
    _description = "Task Recurrence"

    repeat_interval = fields.Integer(string="Repeat Every", default=1)
    repeat_type = fields.Selection(
        [("forever", "Forever"), ("until", "Until")], string="Until", default="forever",
    )
    repeat_unit = fields.Selection(
        [("day", "Days"), ("week", "Weeks"), ("month", "Months"), ("year", "Years")],
        default="week",
    )
    repeat_until = fields.Date(string="End Date")
    task_ids = fields.One2many("project.task", "recurrence_id")
