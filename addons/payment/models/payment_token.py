"""What is kept of a method that somebody pays with again."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

LONGEST = 34


class PaymentToken(models.Model):
    _inherit = "payment.token"

    active = fields.Boolean(default=True)

    @api.depends("payment_details", "create_date")
    def _compute_display_name(self):
        for token in self:
            token.display_name = token._build_display_name()

    def _build_display_name(self, *args, max_length=LONGEST, should_pad=True, **kwargs):
        """Return the end of the number, with dots before it as far as there is room."""
        self.ensure_one()
        details = self.payment_details or ""
        room = max_length - len(details)
        if not details:
            moment = self.create_date or fields.Datetime.now()
            return _("Payment details saved on %(date)s",
                     date=moment.strftime("%Y/%m/%d"))
        if room >= 2:
            dots = "•" * min(room - 1, 4) + " " if should_pad else ""
            return f"{dots}{details}"
        return details if room > 0 else details[-max_length:]

    @api.constrains("partner_id")
    def _check_partner_is_never_public(self):
        for token in self:
            if token.partner_id.is_public:
                raise ValidationError(_("No token can be assigned to the public partner."))

    @api.model_create_multi
    def create(self, vals_list):
        """Add what the provider keeps of a token."""
        providers = self.env["payment.provider"]
        return super().create([{**vals, **self._get_specific_create_values(
            providers.browse(vals.get("provider_id")).code, vals)} for vals in vals_list])

    @api.model
    def _get_specific_create_values(self, provider_code, values):
        """Return what the provider adds to new tokens (hook)."""
        return {}

    def write(self, vals):
        """What was archived stays so if its provider or method is off."""
        if vals.get("active") and any(
            not token.payment_method_id.active or token.provider_id.state == "disabled"
            for token in self
        ):
            raise UserError(_(
                "You can't unarchive tokens linked to inactive payment methods or disabled "
                "providers."))
        if "active" in vals and not vals["active"]:
            self.filtered("active")._handle_archiving()
        return super().write(vals)

    def _handle_archiving(self):
        """The token is of no use any longer (hook)."""

    def _get_available_tokens(self, providers_ids, partner_id, is_validation=False,
                              **kwargs):
        """Return the tokens that a partner may pay with."""
        if is_validation:
            partner = self.env["res.partner"].browse(partner_id)
            return self.env["payment.token"].sudo().search([
                ("partner_id", "in", [partner.id, partner.commercial_partner_id.id])])
        return self.env["payment.token"].search([
            ("provider_id", "in", providers_ids), ("partner_id", "=", partner_id)])

    def get_linked_records_info(self):
        """Return what would no longer be paid without the token (hook)."""
        self.ensure_one()
        return []
