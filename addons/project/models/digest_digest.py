"""Open tasks in digests."""
from __future__ import annotations

from odoo import fields, models


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_project_task_opened = fields.Boolean("Open Tasks")
    kpi_project_task_opened_value = fields.Integer(
        compute="_compute_project_task_opened_value")

    def _compute_project_task_opened_value(self):
        self._calculate_company_based_kpi(
            "project.task", "kpi_project_task_opened_value",
            additional_domain=[("stage_id.fold", "=", False), ("project_id", "!=", False)])
