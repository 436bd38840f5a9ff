"""Rules that run when somebody calls their address."""
from __future__ import annotations

import traceback

from odoo import _, models
from odoo.exceptions import ValidationError
from odoo.tools.safe_eval import safe_eval


class BaseAutomation(models.Model):
    _inherit = "base.automation"

    def _execute_webhook(self, payload):
        """Run on the record that the call is about; ValidationError if there is none."""
        self.ensure_one()
        if self.log_webhook_calls:
            self._log_webhook(_(
                "Webhook #%(id)s triggered with payload %(payload)s",
                id=self.id, payload=payload), "INFO")
        record = self.env[self.model_name]
        try:
            if self.record_getter:
                record = safe_eval(
                    self.record_getter, self._get_eval_context(payload=payload))
        except Exception:
            self._log_webhook(_(
                "Webhook #%(id)s could not be triggered because the record_getter failed:"
                "\n%(trace)s", id=self.id, trace=traceback.format_exc()), "ERROR")
            raise
        if not record.exists():
            self._log_webhook(_(
                "Webhook #%s could not be triggered because no record to run it on was "
                "found.", self.id), "ERROR")
            raise ValidationError(_("No record to run the automation on was found."))
        try:
            return self.with_context(webhook_payload=payload)._process(record)
        except Exception:
            self._log_webhook(_(
                "Webhook #%(id)s failed with error:\n%(trace)s",
                id=self.id, trace=traceback.format_exc()), "ERROR")
            raise

    def _log_webhook(self, message, level):
        """Note what became of a call, in a transaction of its own if it failed."""
        if not self.log_webhook_calls:
            return
        values = {
            "name": _("Webhook Log"), "type": "server", "level": level,
            "dbname": self.env.cr.dbname, "message": message,
            "path": f"base_automation({self.id})", "func": "", "line": "",
        }
        if level != "ERROR":
            self.env["ir.logging"].sudo().create(values)
            return
        registry, uid = self.env.registry, self.env.uid

        def keep():
            with registry.cursor("write") as cr:
                self.env(cr=cr, user=uid)["ir.logging"].sudo().create(values)

        self.env.cr.postrollback.add(keep)
