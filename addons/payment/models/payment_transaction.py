"""Transactions: what is paid, by whom, with what."""
from __future__ import annotations

import re
from collections import defaultdict

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

PARTNER = {
    "partner_name": "name", "partner_email": "email", "partner_zip": "zip",
    "partner_city": "city", "partner_phone": "phone",
}


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    is_live = fields.Boolean(default=False)
    is_post_processed = fields.Boolean(default=False)
    last_state_change = fields.Datetime(default=fields.Datetime.now)
    partner_lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(), string="Language")
    primary_payment_method_id = fields.Many2one(
        "payment.method", compute="_compute_primary_payment_method_id")
    refunds_count = fields.Integer(compute="_compute_refunds_count")
    state = fields.Selection(default="draft")
    tokenize = fields.Boolean(default=False)

    _reference_uniq = models.Constraint(
        "unique(reference)", "Reference must be unique!")

    # ---- computed
    @api.depends("payment_method_id")
    def _compute_primary_payment_method_id(self):
        for tx in self:
            method = tx.payment_method_id
            tx.primary_payment_method_id = method.primary_payment_method_id or method

    def _compute_refunds_count(self):
        found = dict(self._read_group(
            [("source_transaction_id", "in", self.ids), ("operation", "=", "refund")],
            ["source_transaction_id"], ["__count"]))
        for tx in self:
            tx.refunds_count = found.get(tx, 0)

    # ---- checks
    @api.constrains("state")
    def _check_state_authorized_supported(self):
        wrong = self.filtered(
            lambda tx: tx.state == "authorized"
            and not tx.provider_id.support_manual_capture)
        if wrong:
            raise ValidationError(_(
                "Transaction authorization is not supported by the following payment "
                "providers: %s", ", ".join(set(wrong.provider_id.mapped("name")))))

    @api.constrains("token_id")
    def _check_token_is_active(self):
        if self.token_id.filtered(lambda token: not token.active):
            raise ValidationError(_(
                "Creating a transaction from an archived token is forbidden."))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Give references, and keep what is known of the partner now."""
        prepared = []
        for vals in vals_list:
            vals = dict(vals)
            code = self.env["payment.provider"].browse(vals["provider_id"]).code
            if not vals.get("reference"):
                vals["reference"] = self._compute_reference(code, **vals)
            partner = self.env["res.partner"].browse(vals["partner_id"])
            vals.update({key: partner[name] for key, name in PARTNER.items()})
            vals.update({
                "partner_lang": partner.lang or False,
                "partner_address": " ".join(
                    part for part in (partner.street, partner.street2) if part),
                "partner_country_id": partner.country_id.id,
                "partner_state_id": partner.state_id.id,
            })
            vals.update(self._get_specific_create_values(code, vals))
            prepared.append(vals)
        return super().create(prepared)

    @api.model
    def _get_specific_create_values(self, provider_code, values):
        """Return what the provider adds to new transactions (hook)."""
        return {}

    # ---- references
    @api.model
    def _compute_reference(self, provider_code, prefix=None, separator="-", **kwargs):
        """Return a reference that no transaction has: the prefix, counted on if need be."""
        if prefix:
            prefix = prefix.encode("ascii", "ignore").decode()
        prefix = prefix or self._compute_reference_prefix(separator, **kwargs) \
            or fields.Datetime.now().strftime(f"tx{separator}%Y%m%d%H%M%S")
        known = self.sudo().search([("reference", "=like", f"{prefix}%")]).mapped("reference")
        if prefix not in known:
            return prefix
        pattern = re.compile(rf"^{re.escape(prefix + separator)}(\d+)$")
        counts = [int(found.group(1)) for found in map(pattern.match, known) if found]
        return f"{prefix}{separator}{max(counts, default=0) + 1}"

    @api.model
    def _compute_reference_prefix(self, separator, **values):
        """Return how references of what is paid begin (hook)."""
        return ""

    # ---- windows
    def action_view_refunds(self):
        """Open what was paid back."""
        self.ensure_one()
        refunds = self.child_transaction_ids.filtered(lambda tx: tx.operation == "refund")
        action = {
            "name": _("Refund"), "res_model": "payment.transaction",
            "type": "ir.actions.act_window",
        }
        if len(refunds) == 1:
            return {**action, "view_mode": "form", "res_id": refunds.id}
        return {**action, "view_mode": "list,form",
                "domain": [("id", "in", refunds.ids)]}

    # ---- children
    def _create_child_transaction(self, amount, is_refund=False, **custom_values):
        """Return a part that is captured or voided, or what is paid back."""
        self.ensure_one()
        prefix = f"{'R' if is_refund else 'P'}-{self.reference}"
        return self.create({
            "amount": -amount if is_refund else amount,
            "currency_id": self.currency_id.id, "is_live": self.is_live,
            "operation": "refund" if is_refund else self.operation,
            "partner_id": self.partner_id.id,
            "payment_method_id": self.payment_method_id.id,
            "provider_id": self.provider_id.id,
            "reference": self._compute_reference(self.provider_code, prefix=prefix),
            "source_transaction_id": self.id, "token_id": self.token_id.id,
            **custom_values,
        })

    def _get_mandate_values(self):
        """Return what a mandate of the token says (hook)."""
        return {}

    def _sum_children(self, states):
        """Return transaction -> what its parts in some states come to."""
        found = defaultdict(float)
        for tx in self:
            found[tx] = sum(
                child.amount for child in tx.child_transaction_ids
                if child.state in states and child.operation != "refund")
        return found
