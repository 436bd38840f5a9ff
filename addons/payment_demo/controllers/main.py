"""The call by which a demo payment ends as one likes."""
from __future__ import annotations

from odoo import http
from odoo.http import request


class PaymentDemoController(http.Controller):
    """Stands for the provider's page."""

    @http.route("/payment/demo/simulate_payment", type="jsonrpc", auth="public")
    def demo_simulate_payment(self, **data):
        """Let the provider say what the data says."""
        request.env["payment.transaction"].sudo()._process("demo", data)
