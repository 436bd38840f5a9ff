"""The states of transactions: from which to which."""
from __future__ import annotations

import logging

from odoo import _, fields, models

_logger = logging.getLogger(__name__)
OPEN = ("draft", "pending", "authorized")


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _set_pending(self, state_message=None, extra_allowed_states=()):
        """The provider has to think about it."""
        return self._update_state(
            ("draft", *extra_allowed_states), "pending", state_message)

    def _set_authorized(self, state_message=None, extra_allowed_states=()):
        """The money is set aside."""
        return self._update_state(
            ("draft", "pending", *extra_allowed_states), "authorized", state_message)

    def _set_done(self, state_message=None, extra_allowed_states=()):
        """The money is there."""
        txs = self._update_state((*OPEN, *extra_allowed_states), "done", state_message)
        txs._update_source_transaction_state()
        return txs

    def _set_canceled(self, state_message=None, extra_allowed_states=()):
        """Nothing is paid."""
        txs = self._update_state((*OPEN, *extra_allowed_states), "cancel", state_message)
        txs._update_source_transaction_state()
        return txs

    def _set_error(self, state_message, extra_allowed_states=()):
        """It went wrong."""
        return self._update_state((*OPEN, *extra_allowed_states), "error", state_message)

    def _update_state(self, allowed_states, target_state, state_message):
        """Change those that may, and say so on what is paid; return them."""
        allowed = self.filtered(lambda tx: tx.state in allowed_states)
        for tx in (self - allowed).filtered(lambda tx: tx.state != target_state):
            _logger.warning(
                "Tried to write on transaction with reference %s with illegal value for the "
                "state (%s -> %s).", tx.reference, tx.state, target_state)
        allowed.write({
            "state": target_state, "state_message": state_message or False,
            "last_state_change": fields.Datetime.now(), "is_post_processed": False,
        })
        for tx in allowed:
            tx._log_received_message()
        return allowed

    def _update_source_transaction_state(self):
        """What all parts are captured or voided of is done, or cancelled."""
        for source in self.filtered(lambda tx: tx.operation != "refund"
                                    ).source_transaction_id:
            parts = source.child_transaction_ids.filtered(
                lambda tx, source=source: tx.operation == source.operation
                and tx.state in ("done", "cancel"))
            total = sum(parts.mapped("amount"))
            if source.currency_id.compare_amounts(total, source.amount) == 0:
                captured = any(tx.state == "done" for tx in parts)
                source._update_state(
                    ("authorized",), "done" if captured else "cancel", None)

    # ---- messages
    def _log_received_message(self):
        message = self._get_received_message()
        if message:
            self._log_message_on_linked_documents(message)

    def _get_received_message(self):
        """Return what is said of the state where the payment belongs."""
        self.ensure_one()
        amount = self.currency_id.format(self.amount)
        texts = {
            "pending": _("The transaction with reference %(ref)s for %(amount)s is pending "
                         "(%(provider_name)s)."),
            "authorized": _("The transaction with reference %(ref)s for %(amount)s has been "
                            "authorized (%(provider_name)s)."),
            "done": _("The transaction with reference %(ref)s for %(amount)s has been "
                      "confirmed (%(provider_name)s)."),
            "error": _("The transaction with reference %(ref)s for %(amount)s encountered "
                       "an error (%(provider_name)s)."),
            "cancel": _("The transaction with reference %(ref)s for %(amount)s is canceled "
                        "(%(provider_name)s)."),
        }
        text = texts.get(self.state)
        return text and text % {
            "ref": self.reference, "amount": amount, "provider_name": self.provider_id.name}

    def _log_message_on_linked_documents(self, message):
        """Say something on what is paid (hook)."""
