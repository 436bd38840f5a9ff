"""What becomes of a text, told to the notification it belongs to."""
from __future__ import annotations

from odoo import fields, models

STATUSES = {
    "outgoing": "ready", "process": "process", "pending": "pending", "sent": "sent",
    "error": "exception", "canceled": "canceled",
}
FINAL = ("sent", "exception", "canceled")


class SmsTracker(models.Model):
    _name = "sms.tracker"
    _description = "Link SMS to mailing/sms tracking models"

    mail_notification_id = fields.Many2one(
        "mail.notification", ondelete="cascade", index="btree_not_null",
    )
    sms_uuid = fields.Char("SMS uuid", required=True)

    _sms_uuid_unique = models.Constraint(
        "unique(sms_uuid)", "A record for this UUID already exists",
    )

    def _action_update_from_sms_state(self, sms_state, failure_type=False,
                                      failure_reason=False):
        """Take over the state of a text."""
        self._update_sms_notifications(STATUSES[sms_state], failure_type, failure_reason)

    def _update_sms_notifications(self, status, failure_type=False, failure_reason=False):
        notifications = self.mail_notification_id.filtered(
            lambda n: n.notification_status not in FINAL or status in ("ready", "exception")
        )
        notifications.write({
            "notification_status": status, "failure_type": failure_type,
            "failure_reason": failure_reason,
        })
