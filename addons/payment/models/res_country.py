"""Countries that providers serve."""
from __future__ import annotations

from odoo import api, fields, models

# as the providers' public pages list them
MERCADO_PAGO = frozenset((
    "AR", "BO", "BR", "CL", "CO", "CR", "DO", "EC", "GT", "HN", "MX", "NI", "PA", "PE",
    "PY", "SV", "UY",
))
STRIPE = frozenset((
    "AE", "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES",
    "FI", "FR", "GB", "GI", "GR", "HK", "HR", "HU", "IE", "IT", "JP", "LI", "LT", "LU",
    "LV", "MT", "MX", "MY", "NL", "NO", "NZ", "PL", "PT", "RO", "SE", "SG", "SI", "SK",
    "TH", "US",
))


class ResCountry(models.Model):
    _inherit = "res.country"

    is_mercado_pago_supported_country = fields.Boolean(compute="_compute_provider_support")
    is_stripe_supported_country = fields.Boolean(compute="_compute_provider_support")

    @api.depends("code")
    def _compute_provider_support(self):
        for country in self:
            country.is_mercado_pago_supported_country = country.code in MERCADO_PAGO
            country.is_stripe_supported_country = country.code in STRIPE
