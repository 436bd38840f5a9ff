"""Settings of sales."""
from odoo import _, fields, models
from odoo.exceptions import ValidationError


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    default_invoice_policy = fields.Selection(default="order")

    def action_sale_start_payment_onboarding(self):
        """Connect with a payment service: none is reached from here."""
        raise ValidationError(_("Stripe Proxy: Could not establish the connection."))
