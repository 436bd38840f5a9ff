"""Tokens that know how payments with them end."""
from __future__ import annotations

from odoo import fields, models


class PaymentToken(models.Model):
    _inherit = "payment.token"

    demo_simulated_state = fields.Selection([
        ("pending", "Pending"), ("done", "Confirmed"), ("cancel", "Canceled"),
        ("error", "Error"),
    ], string="Simulated State",
        help="The state in which transactions created from this token should be set.")

    def _build_display_name(self, *args, should_pad=True, **kwargs):
        """There is no number whose end could be shown."""
        return super()._build_display_name(
            *args, should_pad=should_pad and self.provider_code != "demo", **kwargs)
