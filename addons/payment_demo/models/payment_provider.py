"""The provider that takes no money."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    code = fields.Selection(
        selection_add=[("demo", "Demo")], ondelete={"demo": "set default"})

    def _compute_feature_support_fields(self):
        """It can all that there is."""
        super()._compute_feature_support_fields()
        self.filtered(lambda one: one.code == "demo").update({
            "support_express_checkout": True, "support_manual_capture": "partial",
            "support_refund": "partial", "support_tokenization": True,
        })

    @api.constrains("state", "code")
    def _check_provider_state(self):
        if self.filtered(lambda p: p.code == "demo" and p.state == "enabled"):
            raise UserError(_("Demo providers should never be enabled."))

    def _get_default_payment_method_codes(self):
        self.ensure_one()
        return {"demo"} if self.code == "demo" \
            else super()._get_default_payment_method_codes()
