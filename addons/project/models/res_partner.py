"""The tasks of partners."""
from __future__ import annotations

from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    project_ids = fields.One2many("project.project", "partner_id", string="Projects")
    task_count = fields.Integer(string="# Tasks", compute="_compute_task_count")
    task_ids = fields.One2many("project.task", "partner_id", string="Tasks")

    def _compute_task_count(self):
        for partner in self:
            partner.task_count = self.env["project.task"].search_count([
                ("partner_id", "child_of", partner.ids),
            ])
