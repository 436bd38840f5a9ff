"""Versions of mailings are compared by what they sell."""
from __future__ import annotations

from odoo import fields, models


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    ab_testing_winner_selection = fields.Selection(selection_add=[
        ("sale_quotation_count", "Quotations"), ("sale_invoiced_amount", "Revenues")])
