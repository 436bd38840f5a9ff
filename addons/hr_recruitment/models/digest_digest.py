"""New colleagues in digests."""
from odoo import fields, models


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_hr_recruitment_new_colleagues = fields.Boolean("New Employees")
    kpi_hr_recruitment_new_colleagues_value = fields.Integer(
        compute="_compute_kpi_hr_recruitment_new_colleagues_value")

    def _compute_kpi_hr_recruitment_new_colleagues_value(self):
        self._calculate_company_based_kpi(
            "hr.employee", "kpi_hr_recruitment_new_colleagues_value")
