"""Answers and returned mails are told to the traces of mailings."""
from __future__ import annotations

from datetime import timedelta

from odoo import _, api, fields, models
from odoo.tools.mail import html2plaintext, mail_header_msgid_re

BOUNCES = 5         # so many, over more than a week, and an address is blacklisted
WEEKS = 13          # the time in which they count


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """Who answers has read the mail."""
        if routes:
            ids = mail_header_msgid_re.findall(
                message_dict.get("references") or message_dict.get("in_reply_to") or "")
            if ids:
                traces = self.env["mailing.trace"].sudo().search(
                    [("message_id", "in", ids)])
                traces.set_opened()
                traces.set_replied()
        return super()._message_route_process(message, message_dict, routes)

    @api.model
    def _routing_handle_bounce(self, message, message_dict):
        """Note it with the trace; who is out of reach for long is blacklisted."""
        super()._routing_handle_bounce(message, message_dict)
        ids = message_dict.get("bounced_msg_ids")
        if ids:
            self.env["mailing.trace"].sudo().set_bounced(
                domain=[("message_id", "in", ids)],
                bounce_message=html2plaintext(message_dict.get("body") or ""),
            )
        email = message_dict.get("bounced_email")
        if email:
            self._blacklist_bouncing(email, message_dict.get("bounced_partner"))

    @api.model
    def _blacklist_bouncing(self, email, partners):
        moments = self.env["mailing.trace"].sudo().search([
            ("trace_status", "=", "bounce"), ("email", "=ilike", email),
            ("write_date", ">", fields.Datetime.now() - timedelta(weeks=WEEKS)),
        ]).mapped("write_date")
        if len(moments) < BOUNCES or max(moments) <= min(moments) + timedelta(weeks=1):
            return
        if partners and all(p.message_bounce < BOUNCES for p in partners):
            return
        self.env["mail.blacklist"].sudo()._add(email, message=_(
            "This email has been automatically added in blocklist because of too much "
            "bounced."
        ))

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """A record that an answer to a mailing makes came by that mailing."""
        defaults = {}
        if "campaign_id" in self._fields and "source_id" in self._fields:
            ids = mail_header_msgid_re.findall(
                msg_dict.get("references") or msg_dict.get("in_reply_to") or "")
            mailing = self.env["mailing.trace"].sudo().search(
                [("message_id", "in", ids)], limit=1
            ).mass_mailing_id if ids else None
            if mailing:
                defaults = {
                    name: mailing[name].id
                    for name in ("campaign_id", "medium_id", "source_id")
                    if name in self._fields and mailing[name]
                }
        return super().message_new(
            msg_dict, custom_values={**defaults, **(custom_values or {})})

    def message_mail_with_source(self, source_ref, **kwargs):
        """What is sent here belongs to no mailing, whatever the context says."""
        return super(MailThread, self._without_mailing()).message_mail_with_source(
            source_ref, **kwargs)

    def message_post_with_source(self, source_ref, **kwargs):
        """What is posted here belongs to no mailing, whatever the context says."""
        return super(MailThread, self._without_mailing()).message_post_with_source(
            source_ref, **kwargs)

    def _without_mailing(self):
        return self.with_context(
            default_mass_mailing_name=False, default_mass_mailing_id=False)
