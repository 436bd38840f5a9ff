"""Revenue in digests."""
from odoo import fields, models


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_account_total_revenue = fields.Boolean("Revenue")
    kpi_account_total_revenue_value = fields.Monetary(
        compute="_compute_kpi_account_total_revenue_value")

    def _compute_kpi_account_total_revenue_value(self):
        self._calculate_company_based_kpi(
            "account.move.line", "kpi_account_total_revenue_value", date_field="date",
            additional_domain=[("parent_state", "=", "posted"),
                               ("account_id.internal_group", "=", "income")],
            sum_field="balance")
        for digest in self:
            digest.kpi_account_total_revenue_value *= -1
