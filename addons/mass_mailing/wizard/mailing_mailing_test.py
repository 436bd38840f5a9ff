"""Sending a sample of a mailing."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, fields, models
from odoo.tools.mail import email_normalize, email_split


class MailingMailingTest(models.TransientModel):
    _inherit = "mailing.mailing.test"

    email_to = fields.Text(default=lambda self: self.env.user.email_formatted)

    def send_mail_test(self):
        """Send the mailing, as the first of its recipients gets it, and note it."""
        self.ensure_one()
        mailing = self.mass_mailing_id
        good, bad = self._read_addresses()
        values = self._prepare_test_values()
        context = {k: v for k, v in self.env.context.items() if k != "default_state"}
        mails = self.env["mail.mail"].sudo().with_context(context).create(
            [{**values, "email_to": email} for email in good])
        mails.with_context(mailing_test_mail=True).send()
        lines = [_("Mailing addresses incorrect: %s", ", ".join(bad))] if bad else []
        for mail in mails:
            if mail.state == "sent":
                lines.append(_("Test mailing successfully sent to %s", mail.email_to))
            else:
                lines.append(_("Test mailing could not be sent to %s:", mail.email_to))
                lines.append(mail.failure_reason or "")
        mails.unlink()      # what stays is the note
        mailing._message_log(body=Markup("<ul>%s</ul>") % Markup().join(
            Markup("<li>%s</li>") % line for line in lines))
        return True

    def _read_addresses(self):
        good, bad = [], []
        for line in (self.email_to or "").splitlines():
            emails = [email_normalize(m) for m in email_split(line)]
            if emails and all(emails):
                good += emails
            elif line.strip():
                bad.append(line.strip())
        return list(dict.fromkeys(good)), bad

    def _prepare_test_values(self):
        mailing = self.mass_mailing_id
        record = self.env[mailing.mailing_model_real].search(
            mailing._get_recipients_domain(), limit=1
        ) or self.env[mailing.mailing_model_real].search([], limit=1)
        subject = mailing.subject
        body = mailing._prepend_preview(mailing.body_html, mailing.preview) or ""
        if record:
            render = self.env["mail.render.mixin"]._render_template
            subject = render(subject, record._name, record.ids)[record.id]
            body = render(body, record._name, record.ids, engine="qweb",
                          options={"post_process": True})[record.id]
        return {
            "attachment_ids": [(4, id_) for id_ in mailing.attachment_ids.ids],
            "auto_delete": False, "body_html": body, "email_from": mailing.email_from,
            "is_notification": True, "mail_server_id": mailing.mail_server_id.id,
            "mailing_id": mailing.id, "model": record._name, "res_id": record.id,
            "reply_to": mailing.reply_to or False,
            "subject": _("[TEST] %(mailing_subject)s", mailing_subject=subject),
        }
