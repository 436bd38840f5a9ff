"""The orders that invoices come from."""
from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    sale_order_count = fields.Integer(compute="_compute_origin_so_count")

    def _compute_origin_so_count(self):
        for move in self:
            move.sale_order_count = len(move.line_ids.sale_line_ids.order_id)

    def _post(self, soft=True):
        """Post invoices; the down payments of orders tell of theirs."""
        posted = super()._post(soft)
        posted._name_down_payments()
        return posted

    def button_draft(self):
        """Take invoices out of the books; down payments tell of it."""
        result = super().button_draft()
        self._name_down_payments()
        return result

    def button_cancel(self):
        """Cancel invoices; down payments tell of it."""
        result = super().button_cancel()
        self._name_down_payments()
        return result

    def _name_down_payments(self):
        lines = self.line_ids.sale_line_ids.filtered(
            lambda line: line.is_downpayment and not line.display_type
            and not line.order_id.locked)
        for line in lines.sudo():
            line.name = line._get_down_payment_name()
        for line in lines.sudo():
            if line.state == "sale" or line.invoice_lines:
                line.price_unit = sum(
                    own.price_unit if own.move_id.move_type == "out_invoice"
                    else -own.price_unit for own in line.invoice_lines
                    if own.parent_state == "posted" and own.is_downpayment
                    and own.quantity > 0) or line.price_unit
