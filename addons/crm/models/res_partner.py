"""The opportunities of partners."""
from __future__ import annotations

from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    opportunity_count = fields.Integer(
        compute="_compute_opportunity_count", groups="sales_team.group_sale_salesman",
    )
    opportunity_ids = fields.One2many("crm.lead", "partner_id", string="Opportunities")

    def _compute_opportunity_count(self):
        for partner in self:
            partner.opportunity_count = self.env["crm.lead"].search_count([
                ("partner_id", "child_of", partner.ids), ("type", "=", "opportunity"),
            ])

    def action_view_opportunity(self):
        """Open the opportunities of the partner."""
        return {
            "type": "ir.actions.act_window", "res_model": "crm.lead",
            "view_mode": "list,form", "domain": [("partner_id", "child_of", self.ids)],
        }
