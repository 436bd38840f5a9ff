"""Telling recipients of a message by text."""
from __future__ import annotations

from odoo import models
from odoo.tools.mail import html2plaintext


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Who is addressed by a text is told by one; followers as they wish."""
        found = super()._notify_get_recipients(message, msg_vals, **kwargs)
        if message.sudo().message_type == "sms":
            addressed = set(message.sudo().partner_ids.ids)
            for recipient in found:
                if recipient["id"] in addressed:
                    recipient["notif"] = "sms"
        return found

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
        if not kwargs.get("scheduled_date"):
            self._notify_thread_by_sms(
                message, recipients or [], msg_vals=msg_vals, **kwargs
            )
        return recipients

    def _notify_thread_by_sms(self, message, recipients_data, msg_vals=False,
                              sms_content=None, sms_numbers=None, sms_pid_to_number=None,
                              resend_existing=False, put_in_queue=False, **kwargs):
        """Make texts, with a notification for each; send them when the transaction ends."""
        ids = [r["id"] for r in recipients_data if r["notif"] == "sms"]
        if not ids and not sms_numbers:
            return True
        message = message.sudo()
        rows = self._list_text_recipients(ids, sms_numbers, sms_pid_to_number or {})
        body = sms_content or html2plaintext(message.body)
        texts = self.env["sms.sms"].sudo().create([{
            "body": body, "mail_message_id": message.id, "partner_id": partner.id,
            "number": number, "state": "outgoing" if number else "error",
            "failure_type": False if number else "sms_number_missing",
        } for partner, number in rows])
        if resend_existing:
            self.env["mail.notification"].sudo().search([
                ("mail_message_id", "=", message.id), ("notification_type", "=", "sms"),
                "|", ("res_partner_id", "in", ids), ("sms_number", "in", sms_numbers or []),
            ]).unlink()
        self.env["mail.notification"].sudo().create([{
            "author_id": message.author_id.id, "mail_message_id": message.id,
            "res_partner_id": sms.partner_id.id, "sms_number": sms.number,
            "notification_type": "sms", "sms_id_int": sms.id, "is_read": True,
            "sms_tracker_ids": [(0, 0, {"sms_uuid": sms.uuid})],
            "notification_status": "ready" if sms.state == "outgoing" else "exception",
            "failure_type": sms.failure_type,
        } for sms in texts])
        waiting = texts.filtered(lambda sms: sms.state == "outgoing")
        if not put_in_queue and not self.env.context.get("install_mode"):
            waiting.send_after_commit()
        return True

    def _list_text_recipients(self, partner_ids, numbers, pid_to_number):
        """Return (partner, number) of each recipient, with proper numbers if possible."""
        partners = self.env["res.partner"].sudo().browse(partner_ids)
        rows = [
            (partner, partner._phone_format(number=pid_to_number.get(partner.id))
             or pid_to_number.get(partner.id) or partner._phone_format(fname="phone")
             or partner.phone or False) for partner in partners
        ]
        for number in numbers or ():
            record = self[:1] or self.env["res.partner"]
            proper = record._phone_format(number=number) if number else False
            rows.append((self.env["res.partner"], proper or number or False))
        return rows
