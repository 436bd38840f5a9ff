"""The orders that invoices come from."""
from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    sale_order_count = fields.Integer(compute="_compute_origin_so_count")

    def _compute_origin_so_count(self):
        for move in self:
            move.sale_order_count = len(move.line_ids.sale_line_ids.order_id)
