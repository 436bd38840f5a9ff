"""Messages sent as texts."""
from __future__ import annotations

from odoo import api, fields, models


class MailMessage(models.Model):
    _inherit = "mail.message"

    has_sms_error = fields.Boolean(
        "Has SMS error", compute="_compute_has_sms_error", search="_search_has_sms_error",
    )
    message_type = fields.Selection(
        selection_add=[("sms", "SMS")],
        ondelete={"sms": lambda messages: messages.write({"message_type": "comment"})},
    )

    def _compute_has_sms_error(self):
        failed = self.env["mail.notification"].sudo().search([
            ("notification_type", "=", "sms"), ("mail_message_id", "in", self.ids),
            ("notification_status", "=", "exception"),
        ]).mail_message_id
        for message in self:
            message.has_sms_error = message in failed

    @api.model
    def _search_has_sms_error(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("notification_ids", "any" if True in value else "not any", [
            ("notification_status", "=", "exception"), ("notification_type", "=", "sms"),
        ])]
