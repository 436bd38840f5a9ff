"""Answers in the name of users who are away."""
from __future__ import annotations

from datetime import timedelta

from odoo import _, fields, models

QUIET = timedelta(days=4)       # between two such answers to the same person
ANSWERED = ("comment", "email")


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        """Tell the author who of those that were told is away."""
        recipients = super()._notify_thread(message, msg_vals, **kwargs)
        if recipients and message.message_type in ANSWERED:
            self._notify_thread_with_out_of_office(message.sudo(), recipients)
        return recipients

    def _notify_thread_with_out_of_office(self, message, recipients_data):
        """Post the text of users who are away, for the author of the message."""
        author = message.author_id
        ids = [r["uid"] for r in recipients_data if r["uid"] and not r["ushare"]]
        if not ids or not author or message.subtype_id.internal or not self.ids:
            return
        users = self.env["res.users"].sudo().browse(ids).filtered(
            lambda user: user.is_out_of_office and user.out_of_office_message
        )
        for user in users:
            if not self._was_told_of_absence(user.partner_id, author):
                self.sudo().with_context(mail_post_autofollow=False).message_post(
                    author_id=user.partner_id.id, body=user.out_of_office_message,
                    email_from=user.email_formatted, message_type="out_of_office",
                    notify_skip_followers=True, partner_ids=author.ids,
                    subject=_("Auto: %(subject)s", subject=message.subject
                              or message.record_name or ""),
                    subtype_xmlid="mail.mt_comment",
                )

    def _was_told_of_absence(self, partner, author):
        return bool(self.env["mail.message"].sudo().search_count([
            ("model", "=", self._name), ("res_id", "in", self.ids),
            ("message_type", "=", "out_of_office"), ("author_id", "=", partner.id),
            ("partner_ids", "in", author.ids),
            ("date", ">=", fields.Datetime.now() - QUIET),
        ], limit=1))
