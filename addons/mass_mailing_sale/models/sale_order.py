"""Orders may get mailings."""
from __future__ import annotations

from odoo import api, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    _mailing_enabled = True

    @api.model
    def _mailing_get_default_domain(self, mailing):
        """What was cancelled is nothing to write about."""
        return [("state", "!=", "cancel")]
