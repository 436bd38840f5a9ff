"""Which providers can take a payment."""
from __future__ import annotations

from odoo import api, models
from odoo.fields import Domain


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    @api.model
    def _get_compatible_providers(
        self, company_id, partner_id, amount, currency_id=None, force_tokenization=False,
        is_express_checkout=False, is_validation=False, report=None, **kwargs,
    ):
        """Return the providers for a payment: by company, country, amount, currency."""
        domain = Domain("company_id", "parent_of", company_id)
        domain &= Domain("state", "in", ("enabled", "test"))
        if not self.env.user._is_internal():
            domain &= Domain("is_published", "=", True)
        country = self.env["res.partner"].browse(partner_id).country_id
        if country:
            domain &= Domain("available_country_ids", "=", False) | Domain(
                "available_country_ids", "in", country.ids)
        currency = self.env["res.currency"].browse(currency_id)
        if currency:
            domain &= Domain("available_currency_ids", "=", False) | Domain(
                "available_currency_ids", "in", currency.ids)
        if force_tokenization or self._is_tokenization_required(**kwargs):
            domain &= Domain("allow_tokenization", "=", True)
        if is_express_checkout:
            domain &= Domain("allow_express_checkout", "=", True)
        found = self.search(domain)
        if currency and not is_validation:
            found = found.filtered(
                lambda provider: provider._takes_amount(amount, currency))
        return found

    def _takes_amount(self, amount, currency):
        """Tell whether an amount is not above what the provider takes."""
        own = self.main_currency_id
        if not self.maximum_amount:
            return True
        converted = currency._convert(amount, own, company=self.company_id) \
            if currency != own else amount
        return own.compare_amounts(converted, self.maximum_amount) <= 0

    @api.model
    def _is_tokenization_required(self, **kwargs):
        """Tell whether what is paid needs a token (hook)."""
        return False

    def _should_build_inline_form(self, is_validation=False):
        """Tell whether the payment is made on our page (hook)."""
        return True

    def _get_validation_amount(self):
        """Return what is paid to prove that a method works (hook)."""
        return 0.0

    def _get_validation_currency(self):
        """Return the currency of that."""
        self.ensure_one()
        own = self.company_id.currency_id
        return own if not self.available_currency_ids or own in \
            self.available_currency_ids else self.available_currency_ids[:1]

    def _get_redirect_form_view(self, is_validation=False):
        """Return the form that leads to the provider."""
        self.ensure_one()
        return self.redirect_form_view_id
