"""Settings of projects."""
from __future__ import annotations

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_project_stages = fields.Boolean(
        "Project Stages", implied_group="project.group_project_stages",
    )
    module_hr_timesheet = fields.Boolean(string="Task Logs")
