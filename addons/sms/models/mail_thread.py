"""Records know whether a text about them failed."""
from __future__ import annotations

from odoo import api, fields, models
from odoo.tools.mail import html2plaintext, plaintext2html


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    message_has_sms_error = fields.Boolean(
        "SMS Delivery error", compute="_compute_message_has_sms_error",
        search="_search_message_has_sms_error",
    )

    @api.depends_context("uid")
    def _compute_message_has_sms_error(self):
        found = self._count_messages([
            ("author_id", "=", self.env.user.partner_id.id),
            ("has_sms_error", "=", True),
        ])
        for record in self:
            record.message_has_sms_error = bool(found.get(record.id))

    @api.model
    def _search_message_has_sms_error(self, operator, operand):
        if operator != "in":
            return NotImplemented
        return [("message_ids", "any" if True in operand else "not any", [
            ("has_sms_error", "=", True), ("author_id", "=", self.env.user.partner_id.id),
        ])]

    def message_post(self, *, body="", message_type="notification", **kwargs):
        """Texts are plain: what HTML they are given is taken out."""
        if message_type == "sms":
            body = plaintext2html(html2plaintext(body))
        return super().message_post(body=body, message_type=message_type, **kwargs)
