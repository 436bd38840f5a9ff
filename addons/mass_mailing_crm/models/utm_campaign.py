"""Versions of mailings are compared by the leads they bring."""
from __future__ import annotations

from odoo import fields, models


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    ab_testing_winner_selection = fields.Selection(
        selection_add=[("crm_lead_count", "Leads")])
