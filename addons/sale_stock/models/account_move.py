"""Invoices of orders: what was delivered has cost what its moves are worth."""
from odoo import models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _get_unit_cost(self, product):
        """Return what a delivered unit has cost; that of the product before delivery."""
        moves = self.sale_line_ids.move_ids.sudo().filtered(
            lambda move: move.state == "done" and move.product_id == product)
        back = moves.filtered("is_in")
        gone = moves.filtered(lambda move: move.is_out or move.is_dropship)
        quantity = sum(move._get_valued_quantity() for move in gone) - sum(
            move._get_valued_quantity() for move in back)
        if quantity <= 0:
            return super()._get_unit_cost(product)
        return (sum(gone.mapped("value")) - sum(back.mapped("value"))) / quantity
