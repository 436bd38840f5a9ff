"""Putting templates back."""
from __future__ import annotations

from odoo import _, fields, models


def tell_reset(env, message):
    """Return the notification that templates were put back."""
    action = {"type": "ir.actions.act_window_close"}
    if env.context.get("params", {}).get("view_type") == "list":
        action = {"type": "ir.actions.client", "tag": "reload"}
    return {
        "type": "ir.actions.client", "tag": "display_notification",
        "params": {"type": "success", "message": message, "next": action},
    }


class MailTemplateReset(models.TransientModel):
    _name = "mail.template.reset"
    _description = "Mail Template Reset"

    template_ids = fields.Many2many(
        "mail.template", "mail_template_mail_template_reset_rel", "mail_template_reset_id",
        "mail_template_id",
    )

    def reset_template(self):
        """Put the templates back; nothing when there is none."""
        if not self.template_ids:
            return False
        self.template_ids.reset_template()
        return tell_reset(self.env, _("Mail Templates have been reset"))
