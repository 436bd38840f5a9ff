"""Mails of mailings: links of each reader's own, and what becomes of them."""
from __future__ import annotations

import re

from odoo import models
from odoo.tools import hmac
from odoo.tools.mail import append_content_to_html, email_normalize, is_html_empty

SHORT = re.compile(r"""(/r/[A-Za-z0-9]+)(?=["'\s<])""")


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _generate_mail_recipient_token(self, mail_id):
        """Return what proves that somebody got a mail."""
        return hmac(self.env(su=True), "mass_mailing-mail_mail-open", mail_id)

    def _get_tracking_url(self):
        """Return the picture that tells when the mail is opened."""
        token = self._generate_mail_recipient_token(self.id)
        return f"{self.get_base_url()}/mail/track/{self.id}/{token}/blank.gif"

    def _prepare_outgoing_body(self):
        """Short links know the trace; a picture tells that the mail was opened."""
        body = super()._prepare_outgoing_body()
        if not body or not self.mailing_id or not self.mailing_trace_ids:
            return body
        trace_id = self.mailing_trace_ids[0].id
        body = type(body)(SHORT.sub(rf"\1/m/{trace_id}", str(body)))
        return append_content_to_html(
            body, f'<img src="{self._get_tracking_url()}"/>', plaintext=False)

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        """Give each reader the links that are his: to unsubscribe, to view."""
        letters = super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers)
        if not self.res_id or not self.mailing_id:
            return letters
        for letter in letters:
            if letter["email_to"]:
                self._personalize_letter(letter)
        return letters

    def _personalize_letter(self, letter):
        mailing, base = self.mailing_id, self.mailing_id.get_base_url()
        email = email_normalize(letter["email_to"][0], strict=False) \
            or letter["email_to"][0]
        if not is_html_empty(letter["body"]):
            body = str(letter["body"])
            if not self.env.context.get("mailing_test_mail"):
                body = body.replace(f"{base}/unsubscribe_from_list",
                                    mailing._get_unsubscribe_url(email, self.res_id))
            letter["body"] = type(letter["body"])(body.replace(
                f"{base}/view", mailing._get_view_url(email, self.res_id)))
        oneclick = mailing._get_unsubscribe_oneclick_url(email, self.res_id)
        letter["headers"] = {
            **letter["headers"], "List-Unsubscribe": f"<{oneclick}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Precedence": "list",
            "X-Auto-Response-Suppress": "OOF",
        }

    def _postprocess_sent_message(self, success_pids, success_emails,
                                  failure_reason=False, failure_type=None):
        """Tell the traces what became of the mail."""
        traces = self.filtered("mailing_id").mailing_trace_ids
        if traces and failure_type:
            traces.set_failed(failure_type=failure_type, failure_reason=failure_reason)
        elif traces:
            traces.set_sent()
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason=failure_reason,
            failure_type=failure_type)
