"""Methods of paying, and their brands."""
from __future__ import annotations

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

UNKNOWN = "unknown"


class PaymentMethod(models.Model):
    _inherit = "payment.method"

    is_primary = fields.Boolean(compute="_compute_is_primary", search="_search_is_primary")
    sequence = fields.Integer(default=1)
    support_express_checkout = fields.Boolean(default=False)
    support_manual_capture = fields.Selection(default="none")
    support_refund = fields.Selection(default="none")
    supported_country_ids = fields.Many2many(context={"active_test": False})
    supported_currency_ids = fields.Many2many(context={"active_test": False})

    @api.depends("primary_payment_method_id")
    def _compute_is_primary(self):
        for method in self:
            method.is_primary = not method.primary_payment_method_id

    def _search_is_primary(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("primary_payment_method_id", "=" if True in value else "!=", False)]

    @api.constrains("active", "support_manual_capture")
    def _check_manual_capture_supported_by_providers(self):
        """Providers that capture by hand need methods that can do it."""
        wrong = self.filtered(
            lambda method: method.active and (
                method.primary_payment_method_id or method
            ).support_manual_capture == "none" and any(
                provider.capture_manually for provider in method.provider_ids))
        if wrong:
            raise UserError(_(
                "The following payment methods must be disabled in order to enable manual "
                "capture: %s", ", ".join(wrong.mapped("name"))))

    def write(self, vals):
        """A method that goes takes its tokens along; one that comes needs a provider."""
        archiving = "active" in vals and not vals["active"]
        removed = {
            command[1] for command in vals.get("provider_ids") or ()
            if command[0] in (Command.DELETE, Command.UNLINK)}
        if archiving or removed:
            domain = Domain("payment_method_id", "in", (self | self.brand_ids).ids)
            if removed and not archiving:
                domain &= Domain("provider_id", "in", list(removed))
            self.env["payment.token"].search(domain).write({"active": False})
        if vals.get("active"):
            for method in self:
                providers = (method.primary_payment_method_id or method).provider_ids
                if not providers or all(p.state == "disabled" for p in providers):
                    raise UserError(_(
                        "This payment method needs a partner in crime; you should enable a "
                        "payment provider supporting this method first."))
        return super().write(vals)

    # ---- choice
    def _get_compatible_payment_methods(
        self, provider_ids, partner_id, currency_id=None, force_tokenization=False,
        is_express_checkout=False, report=None, **kwargs,
    ):
        """Return the methods that one of the providers offers to a partner."""
        domain = Domain("provider_ids", "in", provider_ids) & Domain("is_primary", "=", True)
        country = self.env["res.partner"].browse(partner_id).country_id
        if country:
            domain &= Domain("supported_country_ids", "=", False) | Domain(
                "supported_country_ids", "in", country.ids)
        if currency_id:
            domain &= Domain("supported_currency_ids", "=", False) | Domain(
                "supported_currency_ids", "in", [currency_id])
        if force_tokenization:
            domain &= Domain("support_tokenization", "=", True)
        if is_express_checkout:
            domain &= Domain("support_express_checkout", "=", True)
        return self.search(domain)

    def _get_from_code(self, code, mapping=None):
        """Return the method of a code, as a provider may call it."""
        names = {theirs: ours for ours, theirs in (mapping or {}).items()}
        return self.search([("code", "=", names.get(code, code))], limit=1)
