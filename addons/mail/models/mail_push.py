"""Push notifications to send."""
from __future__ import annotations

from odoo import api, fields, models


class MailPush(models.Model):
    _name = "mail.push"
    _description = "Push Notifications"

    mail_push_device_id = fields.Many2one(
        "mail.push.device", string="devices", required=True, ondelete="cascade",
    )
    payload = fields.Text()

    @api.model
    def _push_notification_to_endpoint(self, batch_size=50):
        """Nothing is pushed out of the machine: what waits is dropped."""
        self.sudo().search([], limit=batch_size).unlink()
