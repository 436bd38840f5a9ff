"""How users want to be told."""
from __future__ import annotations

from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    notification_type = fields.Selection(
        [("email", "Handle by Emails"), ("inbox", "Handle in Odoo")],
        "Notification", required=True, default="email",
    )

    @property
    def SELF_READABLE_FIELDS(self):
        """Users read their own notification setting."""
        return [*super().SELF_READABLE_FIELDS, "notification_type"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        """Users change their own notification setting."""
        return [*super().SELF_WRITEABLE_FIELDS, "notification_type"]
