"""Invoices on the customers' pages."""
from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _compute_access_url(self):
        super()._compute_access_url()
        for move in self.filtered(lambda move: move.is_invoice(True)):
            move.access_url = f"/my/invoices/{move.id}"
