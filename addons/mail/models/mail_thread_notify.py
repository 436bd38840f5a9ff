"""Telling followers and addressed partners of a message: who, and in the inbox."""
from __future__ import annotations

import json

from odoo import api, fields, models
from odoo.tools.mail import email_normalize


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _notify_thread(self, message, msg_vals=False, *, notify_author=False,
                       notify_author_mention=False, notify_skip_followers=False,
                       scheduled_date=False, **kwargs):
        """Notify those concerned; return what is known of them."""
        msg_vals = dict(msg_vals or {})
        recipients = self._notify_get_recipients(
            message, msg_vals, notify_author=notify_author,
            notify_author_mention=notify_author_mention,
            notify_skip_followers=notify_skip_followers, **kwargs,
        )
        if not recipients:
            return recipients
        when = self._to_moment(scheduled_date)
        if when and when > fields.Datetime.now():
            self.env["mail.message.schedule"].sudo().create({
                "mail_message_id": message.id, "scheduled_datetime": when,
                "notification_parameters": json.dumps({
                    "notify_author": notify_author,
                    "notify_author_mention": notify_author_mention,
                    "notify_skip_followers": notify_skip_followers, **kwargs,
                }, default=str),
            })
            return recipients
        self._notify_thread_by_inbox(message, recipients, msg_vals=msg_vals, **kwargs)
        self._notify_thread_by_email(message, recipients, msg_vals=msg_vals, **kwargs)
        return recipients

    @api.model
    def _to_moment(self, value):
        return self.env["mail.mail"]._parse_scheduled_datetime(value) if value else False

    # ---- who
    def _notify_get_recipients(self, message, msg_vals=False, *, notify_author=False,
                               notify_author_mention=False, notify_skip_followers=False,
                               **kwargs):
        """Return what is to be known of each person to notify (hook)."""
        message = message.sudo()
        addressed = set(message.partner_ids.ids)
        followers = set()
        if not notify_skip_followers and self.ids and not self._is_personal(message):
            followers = self._following_partners(message)
        author = message.author_id
        real_author = self.env.user.partner_id if self.env.user.active else author
        ids = addressed | followers
        if not notify_author and not self.env.context.get("mail_notify_author"):
            keep = notify_author_mention and real_author.id in addressed
            if not keep:
                ids.discard(real_author.id if author == real_author else author.id)
                ids.discard(author.id)
        already = self._already_notified(message) \
            if kwargs.get("skip_existing") else set()
        partners = self.env["res.partner"].sudo().browse(sorted(ids - already)).exists()
        found = []
        for partner in partners:
            if not partner.active and partner.id not in addressed:
                continue
            found.append(self._recipient_data(partner, partner.id in followers))
        return self._drop_own_sender(found, message)

    def _is_personal(self, message):
        return message.message_type == "user_notification"

    def _drop_own_sender(self, found, message):
        """Who wrote the mail gets it not, even without being its known author."""
        sender = email_normalize(message.email_from, strict=False) \
            if message.message_type == "email" and not message.author_id else None
        if not sender:
            return found
        return [r for r in found if r["email_normalized"] != sender]

    @api.model
    def _already_notified(self, message):
        return set(self.env["mail.notification"].sudo().search([
            ("mail_message_id", "in", message.ids),
        ]).res_partner_id.ids)

    def _following_partners(self, message):
        """Return the ids of followers who want the subtype of the message."""
        subtype = message.subtype_id
        if not subtype:
            return set()
        found = self.env["mail.followers"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", self.ids),
            ("subtype_ids", "in", subtype.ids), ("partner_id.active", "=", True),
        ]).partner_id
        if subtype.internal or message.is_internal:
            found = found.filtered(lambda p: not p.partner_share)
        return set(found.ids)

    @api.model
    def _recipient_data(self, partner, is_follower):
        users = partner.user_ids.filtered("active")
        user = users.sorted(lambda u: (u.share, u.id))[:1]
        inbox = user and not user.share and user.notification_type == "inbox"
        return {
            "active": partner.active,
            "email_normalized": partner.email_normalized,
            "id": partner.id,
            "is_follower": is_follower,
            "lang": partner.lang,
            "name": partner.name,
            "groups": set(user.all_group_ids.ids) if user else set(),
            "notif": "inbox" if inbox else "email",
            "share": partner.partner_share,
            "type": "user" if user and not user.share
            else "portal" if user else "customer",
            "uid": user.id or False,
            "ushare": bool(user and user.share),
        }

    # ---- in the inbox
    def _notify_thread_by_inbox(self, message, recipients_data, msg_vals=False, **kwargs):
        """Make notification records of those who read in Odoo."""
        ids = [r["id"] for r in recipients_data if r["notif"] == "inbox"]
        if not ids:
            return
        self.env["mail.notification"].sudo().create([{
            "author_id": message.sudo().author_id.id, "mail_message_id": message.id,
            "notification_status": "sent", "notification_type": "inbox",
            "res_partner_id": id_,
        } for id_ in ids])

    # ---- giving up
    @api.model
    def _notify_cancel_by_type_generic(self, notification_type):
        """Give up on failed notifications of the user's messages."""
        self.env["mail.notification"].sudo().search([
            ("author_id", "=", self.env.user.partner_id.id),
            ("notification_status", "in", ("bounce", "exception")),
            ("notification_type", "=", notification_type),
        ]).write({"notification_status": "canceled"})

    @api.model
    def notify_cancel_by_type(self, notification_type):
        """Give up on failed notifications of a type."""
        self._notify_cancel_by_type_generic(notification_type)
        return True
