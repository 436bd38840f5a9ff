"""Jobs tell what was changed of them."""
from __future__ import annotations

from odoo import _, fields, models


class IrCron(models.Model):
    _name = "ir.cron"
    _inherit = ["ir.cron", "mail.thread", "mail.activity.mixin"]

    user_id = fields.Many2one(tracking=True)
    interval_number = fields.Integer(tracking=True)
    interval_type = fields.Selection(tracking=True)
    priority = fields.Integer(tracking=True)

    def _notify_admin(self, message):
        """Leave a note with the admin too."""
        super()._notify_admin(message)
        admin = self.env.ref("base.partner_admin", raise_if_not_found=False)
        if admin:
            self.message_notify(
                subject=_("Scheduled action deactivated"), body=message,
                partner_ids=admin.ids,
            ) if len(self) == 1 else None
