"""Telling followers and addressed partners of a message: in the inbox or by mail."""
from __future__ import annotations

import json

from odoo import _, api, fields, models
from odoo.tools.mail import email_normalize
from odoo.tools.misc import hmac

BATCH = 50          # recipients in one mail
FORCE_SEND = 100    # more recipients than that wait for the queue
LAYOUT = "mail.mail_notification_layout"


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

    # ---- by mail
    def _notify_thread_by_email(self, message, recipients_data, *, msg_vals=False,
                                mail_auto_delete=True, model_description=False,
                                force_email_company=False, force_email_lang=False,
                                force_record_name=False, subtitles=None,
                                force_send=True, send_after_commit=True,
                                resend_existing=False, mail_headers=None, **kwargs):
        """Make mails, with a notification record for each recipient."""
        partners = [r for r in recipients_data if r["notif"] == "email"]
        outgoing = message.sudo().outgoing_email_to
        if not partners and not outgoing:
            return True
        message = message.sudo()
        context = self._notify_by_email_context(
            message, model_description, force_email_company, force_record_name, subtitles
        )
        base = self._notify_by_email_get_base_mail_values(
            message, mail_headers, mail_auto_delete
        )
        mails = self.env["mail.mail"].sudo()
        vals_list, notifications = [], []
        for lang, title, group in self._notify_groups(message, partners, force_email_lang):
            body = self._notify_render_body(message, context, title, group, lang)
            for start in range(0, len(group), BATCH):
                ids = [r["id"] for r in group[start:start + BATCH]]
                vals_list.append(self._notify_by_email_get_final_mail_values(
                    ids, {**base, "body_html": body}
                ))
        if outgoing:
            body = self._notify_render_body(message, context, {}, [], None)
            vals_list.append({**base, "body_html": body, "email_to": outgoing})
        for vals in vals_list:
            mail = mails.with_context(self._mail_context()).create(vals)
            mails |= mail
            notifications += [{
                "author_id": message.author_id.id, "mail_mail_id": mail.id,
                "mail_message_id": message.id, "is_read": True,
                "notification_status": "ready", "notification_type": "email",
                "res_partner_id": partner.id,
            } for partner in mail.recipient_ids]
        if resend_existing:
            self.env["mail.notification"].sudo().search([
                ("mail_message_id", "=", message.id),
                ("res_partner_id", "in", [n["res_partner_id"] for n in notifications]),
                ("notification_type", "=", "email"),
            ]).unlink()
        self.env["mail.notification"].sudo().create(notifications)
        if self._sends_now(mails, force_send):
            if send_after_commit:
                mails.send_after_commit()
            else:
                mails.send()
        return True

    def _sends_now(self, mails, force_send):
        limit = int(self.env["ir.config_parameter"].sudo().get_param(
            "mail.mail.force.send.limit", FORCE_SEND
        ))
        force = self.env.context.get("mail_notify_force_send", force_send)
        return force and len(mails) < limit and not self.env.context.get("install_mode")

    @api.model
    def _mail_context(self):
        return {k: v for k, v in self.env.context.items()
                if not k.startswith("default_") and k != "lang"}

    def _notify_groups(self, message, recipients, force_lang):
        """Return (language, what the group sees, recipients) of each kind of mail."""
        groups = {}
        for recipient in recipients:
            lang = force_lang or recipient["lang"] or self.env.user.lang or "en_US"
            groups.setdefault((lang, recipient["type"]), []).append(recipient)
        described = {name: (match, data) for name, match, data
                     in self._notify_get_recipients_groups(message, "")}
        found = []
        for (lang, kind), group in groups.items():
            data = described.get(kind) or described.get("customer") or (None, {})
            found.append((lang, data[1], group))
        return found

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Return (name, matches, data) of the kinds of recipients (hook)."""
        link = self._notify_get_action_link("view") if self.ids else ""
        title = _("View %s", model_description) if model_description else _("View")
        access = {"button_access": {"url": link, "title": title},
                  "has_button_access": bool(link)}
        none = {"button_access": {}, "has_button_access": False}
        return [
            ("user", lambda p: p["type"] == "user", {**access, "actions": []}),
            ("portal", lambda p: p["type"] == "portal", {**none, "actions": []}),
            ("customer", lambda p: True, {**none, "actions": []}),
        ]

    def _notify_get_action_link(self, link_type, **kwargs):
        """Return the address at which the record opens (or is unfollowed)."""
        base = self.env["ir.config_parameter"].sudo().get_param("web.base.url") or ""
        record_id = self.ids[0] if self.ids else 0
        if link_type == "view":
            return f"{base}/mail/view?model={self._name}&res_id={record_id}"
        if link_type == "unfollow":
            return f"{base}/mail/unfollow?model={self._name}&res_id={record_id}"
        return ""

    def _notify_unfollow_token(self, partner_id):
        """Return what makes a link to unfollow the record a partner's own."""
        self.ensure_one()
        return hmac(self.env, "mail-unfollow", (self._name, self.id, partner_id))

    def _notify_unfollow_link(self, partner_id):
        """Return the address at which a partner no longer follows the record."""
        self.ensure_one()
        token = self._notify_unfollow_token(partner_id)
        return f"{self._notify_get_action_link('unfollow')}&pid={partner_id}&token={token}"

    def _notify_by_email_context(self, message, model_description, force_company,
                                 force_record_name, subtitles):
        """Return what layouts may show."""
        company = force_company or self._mail_get_companies(
            default=self.env.company
        ).get(self.ids[0] if self.ids else False) or self.env.company
        if not model_description and message.model:
            model_description = self.env["ir.model"]._get(message.model).display_name
        signature = ""
        author_user = message.author_id.user_ids[:1] if message.author_id else None
        if message.email_add_signature and author_user:
            signature = author_user.signature or ""
        name = force_record_name or message.record_name or ""
        return {
            "author_user": author_user, "company": company.sudo(),
            "email_add_signature": message.email_add_signature,
            "is_discussion": message.subtype_id.id == self.env["ir.model.data"]
            ._xmlid_to_res_id("mail.mt_comment"),
            "message": message, "model_description": model_description or "",
            "record": self[:1], "record_name": name, "signature": signature,
            "subtitles": subtitles or [name], "subtype": message.subtype_id,
            "subtype_internal": message.subtype_id.internal,
            "tracking_values": [
                (v.field_id.field_description, v._format_side("old", v.field_id.ttype),
                 v._format_side("new", v.field_id.ttype))
                for v in message.tracking_value_ids
            ],
            "website_url": company.website or "", "lang": self.env.lang,
            "show_unfollow": bool(self.ids) and message.message_type != "user_notification",
            "is_html_empty": self.env["mail.render.mixin"]._is_html_empty,
        }

    def _notify_render_body(self, message, context, data, group, lang):
        """Return the body of the mail in its layout."""
        layout = message.email_layout_xmlid or LAYOUT
        values = {
            **context, "has_button_access": data.get("has_button_access", False),
            "button_access": data.get("button_access") or {},
            "actions": data.get("actions") or [],
            "unfollow_link": self._notify_get_action_link("unfollow")
            if any(r["is_follower"] and r["type"] == "user" for r in group) else "",
            "email_notification_force_header": False,
            "email_notification_force_footer": False,
        }
        view = self.env["ir.ui.view"].sudo().search([
            ("key", "=", layout), ("type", "=", "qweb"),
        ], limit=1)
        body = message.body or ""
        if view:
            qweb = self.env["ir.qweb"].with_context(lang=lang) if lang \
                else self.env["ir.qweb"]
            body = qweb.sudo()._render(view.id, values)
        return self.env["mail.render.mixin"]._replace_local_links(body)

    def _notify_by_email_get_base_mail_values(self, message, mail_headers, auto_delete):
        """Return what all mails of the message have in common."""
        subject = message.subject or message.record_name or ""
        if not message.subject and self._name == "mail.thread":
            subject = ""
        values = {
            "auto_delete": auto_delete,
            "mail_message_id": message.id,
            "mail_server_id": message.mail_server_id.id,
            "references": " ".join(self._get_references(message)),
            "subject": subject,
            "is_notification": True,
        }
        headers = self._notify_by_email_get_headers(headers=mail_headers or {})
        if headers:
            values["headers"] = repr(headers)
        return values

    def _notify_by_email_get_headers(self, headers=None):
        """Return headers of the mails about the record (hook)."""
        headers = dict(headers or {})
        if self.ids and "X-Odoo-Objects" not in headers:
            headers["X-Odoo-Objects"] = f"{self._name}-{self.ids[0]}"
        return headers

    @api.model
    def _get_references(self, message):
        """Return the Message-Ids of the thread before the message, and its own."""
        ancestors, parent = [], message.parent_id
        if parent:
            siblings = self.env["mail.message"].sudo().search([
                ("model", "=", message.model), ("res_id", "=", message.res_id),
                ("id", "!=", message.id), ("message_type", "!=", "user_notification"),
            ], order="id desc", limit=32)
            talk = siblings.filtered(
                lambda m: m.message_type in ("comment", "email")
                and not m.subtype_id.internal
            )[:3]
            ancestors = [m.message_id for m in (talk or siblings[:1]).sorted("id")]
            if parent.message_id not in ancestors and not talk:
                ancestors = [parent.message_id]
        return [mid for mid in [*ancestors, message.message_id] if mid]

    def _notify_by_email_get_final_mail_values(self, recipient_ids, base_mail_values,
                                               additional_values=None):
        """Return the values of one mail."""
        return {**base_mail_values, **(additional_values or {}),
                "recipient_ids": [(4, id_) for id_ in recipient_ids]}

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
