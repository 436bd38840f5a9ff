"""The addresses of webhooks."""
from __future__ import annotations

import logging

from odoo import http
from odoo.http import request

_logger = logging.getLogger(__name__)


class BaseAutomationController(http.Controller):
    """Calls from outside."""

    @http.route(["/web/hook/<string:rule_uuid>"], type="http", auth="public",
                methods=["GET", "POST"], csrf=False, save_session=False)
    def call_webhook_http(self, rule_uuid, **kwargs):
        """Run the rule on what the call carries; tell no more than whether it worked."""
        rule = request.env["base.automation"].sudo().search(
            [("webhook_uuid", "=", rule_uuid), ("trigger", "=", "on_webhook")])
        if not rule:
            return request.make_json_response({"status": "error"}, status=404)
        try:
            rule._execute_webhook(_read_payload(kwargs))
        except Exception:
            _logger.info("The webhook of rule %s failed", rule.id, exc_info=True)
            request.env.cr.rollback()
            return request.make_json_response({"status": "error"}, status=500)
        return request.make_json_response({"status": "ok"}, status=200)


def _read_payload(parameters):
    """Return the JSON that the call carries, or its parameters."""
    try:
        return request.get_json_data()
    except ValueError:
        return parameters
