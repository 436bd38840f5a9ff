"""The job that looks at the time of rules."""
from __future__ import annotations

from odoo import _, models

from .triggers import TIME_TRIGGERS


class IrCron(models.Model):
    _inherit = "ir.cron"

    def action_open_automation(self):
        """Open the rules that run by time."""
        return {
            "type": "ir.actions.act_window", "name": _("Automation Rules"),
            "res_model": "base.automation", "view_mode": "list,form", "target": "current",
            "domain": [("trigger", "in", list(TIME_TRIGGERS))],
        }
