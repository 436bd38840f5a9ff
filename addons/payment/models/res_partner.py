"""Partners and the tokens that they pay with."""
from __future__ import annotations

from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    payment_token_count = fields.Integer(compute="_compute_payment_token_count")

    @api.depends("payment_token_ids")
    def _compute_payment_token_count(self):
        found = dict(self.env["payment.token"]._read_group(
            [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]))
        for partner in self:
            partner.payment_token_count = found.get(partner, 0)
