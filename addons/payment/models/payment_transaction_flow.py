"""Transactions on their way: to the provider, and what it says."""
from __future__ import annotations

import logging
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

_logger = logging.getLogger(__name__)


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    # ---- buttons
    def _check_rights(self):
        """Only those who may change transactions act on them."""
        if not self.env.su and not self.has_access("write"):
            raise AccessError(_("You do not have the rights to process transactions."))

    def action_capture(self):
        """Take what was authorized; a provider that can take parts asks how much."""
        self._check_rights()
        if any(tx.provider_id.sudo().support_manual_capture == "partial" for tx in self):
            return {
                "name": _("Capture"), "type": "ir.actions.act_window",
                "view_mode": "form", "res_model": "payment.capture.wizard",
                "target": "new", "context": {
                    "active_model": "payment.transaction", "active_ids": self.ids},
            }
        for tx in self.filtered(lambda one: one.state == "authorized"):
            tx.sudo()._capture()
        return None

    def action_void(self):
        """Give up what was authorized."""
        self._check_rights()
        if any(tx.state != "authorized" for tx in self):
            raise ValidationError(_("Only authorized transactions can be voided."))
        for tx in self:
            tx.sudo()._void()

    def action_refund(self, amount_to_refund=None):
        """Pay back, all or a part."""
        self._check_rights()
        if any(tx.state != "done" for tx in self):
            raise ValidationError(_("Only confirmed transactions can be refunded."))
        for tx in self:
            tx.sudo()._refund(amount_to_refund=amount_to_refund)

    def action_post_process(self):
        """Let what is paid know of the payment."""
        self.ensure_one()
        self._post_process()

    # ---- requests: providers say how (hooks)
    def _get_processing_values(self):
        """Return what the page needs to go on."""
        self.ensure_one()
        return {
            "provider_id": self.provider_id.id, "provider_code": self.provider_code,
            "reference": self.reference, "amount": self.amount,
            "currency_id": self.currency_id.id, "partner_id": self.partner_id.id,
            "should_tokenize": self.tokenize, "state": self.state,
            **self._get_specific_processing_values({}),
        }

    def _get_specific_processing_values(self, processing_values):
        """Return what the provider's form needs (hook)."""
        return {}

    def _charge_with_token(self):
        """Pay with the token."""
        self.ensure_one()
        if not self.token_id:
            raise UserError(_("The transaction is not linked to a token."))
        self._send_payment_request()

    def _refund(self, amount_to_refund=None):
        """Pay back; return the transaction that does."""
        self.ensure_one()
        refund = self._create_child_transaction(
            amount_to_refund or self.amount, is_refund=True)
        refund._send_refund_request()
        return refund

    def _capture(self, amount_to_capture=None):
        """Take a part or all; return the transaction of a part."""
        return self._send_for_amount(amount_to_capture, "_send_capture_request")

    def _void(self, amount_to_void=None):
        """Give up a part or all; return the transaction of a part."""
        return self._send_for_amount(amount_to_void, "_send_void_request")

    def _send_for_amount(self, amount, method):
        self.ensure_one()
        tx = self
        if amount and self.currency_id.compare_amounts(amount, self.amount) != 0:
            tx = self._create_child_transaction(amount)
        getattr(tx, method)()
        return tx

    def _unsupported(self, method):
        raise NotImplementedError(
            f"payment.transaction.{method}: the provider {self.provider_code!r} has no way "
            "to pay; see COVERAGE.md")

    def _send_payment_request(self):
        """Ask the provider to charge the token (hook)."""
        self._unsupported("_send_payment_request")

    def _send_refund_request(self):
        """Ask the provider to pay back (hook)."""
        self._unsupported("_send_refund_request")

    def _send_capture_request(self):
        """Ask the provider to take what was authorized (hook)."""
        self._unsupported("_send_capture_request")

    def _send_void_request(self):
        """Ask the provider to give it up (hook)."""
        self._unsupported("_send_void_request")

    # ---- what the provider says
    @api.model
    def _process(self, provider_code, payment_data):
        """Find the transaction of what a provider says, and follow it."""
        tx = self or self._search_by_reference(provider_code, payment_data)
        if tx:
            tx._apply_updates(payment_data)
            if tx.tokenize and tx.state in ("authorized", "done"):
                tx._tokenize(payment_data)
        return tx

    @api.model
    def _search_by_reference(self, provider_code, payment_data):
        """Return the transaction of a provider's message."""
        reference = self._extract_reference(provider_code, payment_data)
        tx = self.search([
            ("reference", "=", reference), ("provider_code", "=", provider_code)])
        if not tx:
            _logger.warning("No transaction found matching reference %s.", reference)
        return tx

    @api.model
    def _extract_reference(self, provider_code, payment_data):
        """Return the reference in a message (hook)."""
        return payment_data.get("reference")

    def _apply_updates(self, payment_data):
        """Follow what the provider says (hook)."""
        self._unsupported("_apply_updates")

    def _tokenize(self, payment_data):
        """Keep what the provider knows the method by."""
        self.ensure_one()
        values = self._extract_token_values(payment_data)
        if not values:
            return
        token = self.env["payment.token"].create({
            "provider_id": self.provider_id.id, "partner_id": self.partner_id.id,
            "payment_method_id": self.payment_method_id.id, **values})
        self.write({"token_id": token.id, "tokenize": False})

    def _extract_token_values(self, payment_data):
        """Return what is kept of a method (hook)."""
        return {}

    # ---- afterwards
    def _post_process(self):
        """Let what is paid know (hook: addons of orders and invoices)."""
        self.is_post_processed = True

    @api.model
    def _cron_post_process(self):
        """Look after transactions that nobody waited for."""
        now = fields.Datetime.now()
        found = self.search([
            ("is_post_processed", "=", False),
            ("state", "in", self._get_post_processed_states()),
            ("last_state_change", "<=", now - timedelta(minutes=10)),
            ("last_state_change", ">=", now - timedelta(days=4)),
        ])
        for tx in found:
            try:
                with self.env.cr.savepoint():
                    tx._post_process()
            except Exception:
                _logger.exception(
                    "Encountered an error while post-processing transaction with id %s.",
                    tx.id)

    @api.model
    def _get_post_processed_states(self):
        return ["authorized", "done", "cancel", "error"]
