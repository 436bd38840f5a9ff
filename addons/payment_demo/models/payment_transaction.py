"""Transactions that end as one likes."""
from __future__ import annotations

from odoo import _, fields, models

DEMO = "demo"


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    capture_manually = fields.Boolean(related="provider_id.capture_manually")

    # ---- buttons
    def action_demo_set_done(self):
        """Confirm the payment."""
        self._simulate("done")

    def action_demo_set_canceled(self):
        """Cancel the payment."""
        self._simulate("cancel")

    def action_demo_set_error(self):
        """Let the payment fail."""
        self._simulate("error")

    def _simulate(self, state, **values):
        for tx in self.filtered(lambda one: one.provider_code == DEMO):
            tx._process(DEMO, {"reference": tx.reference, "simulated_state": state,
                               **values})

    # ---- requests
    def _send_payment_request(self):
        if self.provider_code != DEMO:
            return super()._send_payment_request()
        return self._simulate(self.token_id.demo_simulated_state or "done")

    def _send_refund_request(self):
        if self.provider_code != DEMO:
            return super()._send_refund_request()
        return self._simulate("done")

    def _send_capture_request(self):
        if self.provider_code != DEMO:
            return super()._send_capture_request()
        return self._simulate("done", manual_capture=True)

    def _send_void_request(self):
        if self.provider_code != DEMO:
            return super()._send_void_request()
        return self._simulate("cancel")

    # ---- answers
    def _apply_updates(self, payment_data):
        """Follow what was chosen."""
        if self.provider_code != DEMO:
            return super()._apply_updates(payment_data)
        self.provider_reference = f"demo-{self.reference}"
        state = payment_data["simulated_state"]
        if state == "pending":
            self._set_pending()
        elif state == "done":
            waits = self.capture_manually and not payment_data.get("manual_capture") \
                and self.operation != "refund"
            if waits:
                self._set_authorized()
            else:
                self._set_done()
                if self.operation == "refund":
                    self.env.ref("payment.cron_post_process_payment_tx").sudo()._trigger()
        elif state == "cancel":
            self._set_canceled()
        else:
            self._set_error(_(
                "You selected the following demo payment status: %s", state))
        return None

    def _extract_token_values(self, payment_data):
        if self.provider_code != DEMO:
            return super()._extract_token_values(payment_data)
        return {
            "demo_simulated_state": payment_data["simulated_state"],
            "payment_details": payment_data.get("payment_details") or "4242",
            "provider_ref": "fake provider reference",
        }
