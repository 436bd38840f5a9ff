"""Settings of payments."""
from __future__ import annotations

from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    active_provider_id = fields.Many2one(
        "payment.provider", compute="_compute_active_provider_id")
    has_enabled_provider = fields.Boolean(compute="_compute_active_provider_id")

    onboarding_payment_module = fields.Selection([
        ("mercado_pago", "Mercado Pago"), ("razorpay", "Razorpay"), ("stripe", "Stripe"),
    ], compute="_compute_onboarding_payment_module")

    @api.depends("company_id.country_id")
    def _compute_onboarding_payment_module(self):
        """Offer the provider that serves the company's country."""
        for settings in self:
            country = settings.company_id.country_id
            settings.onboarding_payment_module = (
                "mercado_pago" if country.is_mercado_pago_supported_country
                else "razorpay" if country.code == "IN"
                else "stripe" if country.is_stripe_supported_country else False)

    @api.depends("company_id")
    def _compute_active_provider_id(self):
        for settings in self:
            found = self.env["payment.provider"].search([
                ("state", "!=", "disabled"), ("company_id", "=", settings.company_id.id)])
            settings.active_provider_id = found[:1]
            settings.has_enabled_provider = bool(found)

    def action_view_active_provider(self):
        """Open the provider that is on."""
        return {
            "type": "ir.actions.act_window", "name": self.active_provider_id.display_name,
            "res_model": "payment.provider", "view_mode": "form",
            "res_id": self.active_provider_id.id,
        }
