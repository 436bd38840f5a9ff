"""Putting templates back."""
from __future__ import annotations

from odoo import _, models


class SmsTemplateReset(models.TransientModel):
    _inherit = "sms.template.reset"

    def reset_template(self):
        """Put the templates back; nothing when there is none."""
        if not self.template_ids:
            return False
        self.template_ids.reset_template()
        action = {"type": "ir.actions.act_window_close"}
        if self.env.context.get("params", {}).get("view_type") == "list":
            action = {"type": "ir.actions.client", "tag": "reload"}
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "success", "message": _("SMS Templates have been reset"),
                "next": action,
            },
        }
