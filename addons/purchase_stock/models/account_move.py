"""Bills of what was received: the goods are worth what they were billed for."""
from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _post(self, soft=True):
        """Post entries; goods of vendor bills are worth what these say."""
        posted = super()._post(soft)
        posted._revalue_goods()
        return posted

    def button_draft(self):
        """Take entries out of the books; what they said of values goes with them."""
        result = super().button_draft()
        self._revalue_goods()
        return result

    def _revalue_goods(self):
        bills = self.filtered(lambda move: move.is_purchase_document(True))
        bills.line_ids.purchase_line_id.move_ids.sudo()._revalue()


class StockMove(models.Model):
    _inherit = "stock.move"

    def _get_bought_value(self, quantity):
        """Return what was billed for the goods; the order's price for the rest."""
        line = self.purchase_line_id
        billed, amount = line._get_billed() if line else (0.0, 0.0)
        if billed <= 0:
            return super()._get_bought_value(quantity)
        earlier = line.move_ids.filtered(lambda move: (
            move.is_in and move.state == "done" and move.id < self.id))
        left = billed - sum(move._get_valued_quantity() for move in earlier)
        part = max(0.0, min(left, quantity))
        value = part * amount / billed
        if quantity > part:
            value += super()._get_bought_value(quantity - part)
        return value


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def _get_billed(self):
        """Return (quantity, amount) of what is billed, in units of stock and company."""
        self.ensure_one()
        quantity = amount = 0.0
        for line in self.sudo().invoice_lines.filtered(
                lambda line: line.parent_state == "posted"
                and line.display_type == "product"):
            sign = -1 if line.move_id.move_type == "in_refund" else 1
            quantity += sign * line.product_uom_id._compute_quantity(
                line.quantity, self.product_id.uom_id)
            amount += line.balance
        return quantity, amount
