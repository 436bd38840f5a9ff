"""Leads in digests."""
from __future__ import annotations

from odoo import fields, models


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_crm_lead_created = fields.Boolean("New Leads")
    kpi_crm_lead_created_value = fields.Integer(
        compute="_compute_kpi_crm_lead_created_value",
    )
    kpi_crm_opportunities_won = fields.Boolean("Opportunities Won")
    kpi_crm_opportunities_won_value = fields.Integer(
        compute="_compute_kpi_crm_opportunities_won_value",
    )

    def _compute_kpi_crm_lead_created_value(self):
        self._calculate_company_based_kpi("crm.lead", "kpi_crm_lead_created_value")

    def _compute_kpi_crm_opportunities_won_value(self):
        self._calculate_company_based_kpi(
            "crm.lead", "kpi_crm_opportunities_won_value", date_field="date_closed",
            additional_domain=[("type", "=", "opportunity"), ("probability", "=", "100")],
        )
