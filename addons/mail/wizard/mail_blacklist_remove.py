"""Taking an address off the blacklist."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, fields, models


class MailBlacklistRemove(models.TransientModel):
    _name = "mail.blacklist.remove"
    _description = "Remove email from blacklist wizard"

    email = fields.Char(required=True, readonly=True)
    reason = fields.Char()

    def action_unblacklist_apply(self):
        """Take the address off."""
        message = Markup("<p>%s</p>") % _("Unblock Reason: %(reason)s",
                                          reason=self.reason) if self.reason else None
        return self.env["mail.blacklist"]._remove(self.email, message=message)
