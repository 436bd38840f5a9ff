"""Taking a number off the blacklist."""
from __future__ import annotations

from odoo import fields, models


class PhoneBlacklistRemove(models.TransientModel):
    _name = "phone.blacklist.remove"
    _description = "Remove phone from blacklist"

    phone = fields.Char(string="Phone Number", required=True, readonly=True)
    reason = fields.Char()

    def action_unblacklist_apply(self):
        """Take the number off."""
        return self.env["phone.blacklist"].remove(self.phone, message=self.reason)
