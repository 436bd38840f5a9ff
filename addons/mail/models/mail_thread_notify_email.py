"""Mails that tell of a message: who gets which, how they look, how they leave."""
from __future__ import annotations

from odoo import _, api, models
from odoo.tools.misc import hmac

BATCH = 50          # recipients in one mail
FORCE_SEND = 100    # more mails than that wait for the queue
LAYOUT = "mail.mail_notification_layout"


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _notify_thread_by_email(self, message, recipients_data, *, msg_vals=False,
                                mail_auto_delete=True, model_description=False,
                                force_email_company=False, force_email_lang=False,
                                force_record_name=False, subtitles=None,
                                force_send=True, send_after_commit=True,
                                resend_existing=False, mail_headers=None, **kwargs):
        """Make mails, with a notification record for each recipient."""
        partners = [r for r in recipients_data if r["notif"] == "email"]
        message = message.sudo()
        if not partners and not message.outgoing_email_to:
            return True
        base = self._notify_by_email_get_base_mail_values(
            message, partners, additional_values={"auto_delete": mail_auto_delete},
        )
        headers = self._notify_by_email_get_headers(headers=mail_headers or {})
        if headers:
            base["headers"] = repr(headers)
        vals_list = []
        for lang, group, context in self._notify_mail_groups(
            message, partners, msg_vals, force_email_lang, {
                "model_description": model_description,
                "force_email_company": force_email_company,
                "force_record_name": force_record_name,
            }
        ):
            body = self._notify_by_email_render_layout(
                message, group, msg_vals=msg_vals, render_values={**context, "lang": lang},
                subtitles=subtitles,
            )
            ids = group["recipients_ids"]
            for start in range(0, len(ids), BATCH):
                vals_list.append(self._notify_by_email_get_final_mail_values(
                    ids[start:start + BATCH], base, {"body_html": body}
                ))
            if not ids:
                vals_list.append({
                    **base, "body_html": body, "email_to": message.outgoing_email_to,
                })
        mails = self._notify_create_mails(message, vals_list, resend_existing)
        if self._sends_now(mails, force_send):
            if send_after_commit:
                mails.send_after_commit()
            else:
                mails.send()
        return True

    def _notify_create_mails(self, message, vals_list, resend_existing):
        """Make the mails and a notification for each of their recipients."""
        mails = self.env["mail.mail"].sudo().with_context(self._mail_context())
        notifications = []
        for vals in vals_list:
            mail = mails.create(vals)
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
        return mails.sudo().with_context(self.env.context)

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

    # ---- who gets which mail
    def _notify_mail_groups(self, message, recipients, msg_vals, force_lang, options):
        """Yield (language, group of recipients, what layouts may show).

        Addresses without partner get a mail of their own: a group without recipients.
        """
        by_lang = {}
        for recipient in recipients:
            lang = force_lang or recipient["lang"] or self.env.user.lang or "en_US"
            by_lang.setdefault(lang, []).append(recipient)
        for lang, group in by_lang.items():
            records = self.with_context(lang=lang)
            context = records._notify_by_email_prepare_rendering_context(
                message, msg_vals=msg_vals, force_email_lang=force_lang, **options
            )
            for found in records._notify_get_recipients_classify(
                message, group, context["model_description"], msg_vals=msg_vals
            ):
                yield lang, found, context
        if message.outgoing_email_to:
            context = self._notify_by_email_prepare_rendering_context(
                message, msg_vals=msg_vals, force_email_lang=force_lang, **options
            )
            yield None, {"recipients_ids": [], "recipients_data": []}, context

    def _notify_get_recipients_classify(self, message, recipients_data,
                                        model_description, msg_vals=False):
        """Return the groups that have recipients, each recipient in the first that fits."""
        groups = self._notify_get_recipients_groups_fillup(
            self._notify_get_recipients_groups(
                message, model_description, msg_vals=msg_vals
            ), model_description, msg_vals=msg_vals,
        )
        found = {}
        for recipient in recipients_data:
            for index, (_name, matches, data) in enumerate(groups):
                if data["active"] and matches(recipient):
                    group = found.setdefault(index, {
                        **data, "recipients_data": [], "recipients_ids": [],
                    })
                    group["recipients_data"].append(recipient)
                    group["recipients_ids"].append(recipient["id"])
                    break
        return [found[index] for index in sorted(found)]

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Return (name, matches, data) of the kinds of recipients (hook).

        The first group that a recipient matches is theirs; data says which buttons they
        see, what it leaves out is filled up afterwards.
        """
        return [
            ["user", lambda p: p["type"] == "user", {}],
            ["portal", lambda p: p["type"] == "portal",
             {"active": False, "has_button_access": False}],
            ["follower", lambda p: p["is_follower"],
             {"active": False, "has_button_access": False}],
            ["customer", lambda p: True, {"has_button_access": False}],
        ]

    def _notify_get_recipients_groups_fillup(self, groups, model_description,
                                             msg_vals=False):
        """Return the groups with all that layouts want to know of each."""
        link = self._notify_get_action_link("view") if self.ids else ""
        title = _("View %s", model_description) if model_description else _("View")
        for name, _matches, data in groups:
            data.setdefault("active", True)
            data.setdefault("actions", [])
            data.setdefault("has_button_access", bool(link))
            data.setdefault("notification_group_name", name)
            button = data.setdefault("button_access", {})
            button.setdefault("url", link)
            button.setdefault("title", title)
        return groups

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

    # ---- how they look
    def _notify_by_email_prepare_rendering_context(
        self, message, msg_vals=False, model_description=False, force_email_company=False,
        force_email_lang=False, force_record_name=False,
    ):
        """Return what layouts may show (hook)."""
        company = force_email_company or self._mail_get_companies(
            default=self.env.company
        ).get(self.ids[0] if self.ids else False) or self.env.company
        if not model_description and message.model:
            model_description = self.env["ir.model"]._get(message.model).display_name
        author_user = message.author_id.user_ids[:1] if message.author_id else None
        signature = (author_user.signature or "") \
            if message.email_add_signature and author_user else ""
        name = force_record_name or message.record_name or ""
        return {
            "author_user": author_user, "company": company.sudo(),
            "email_add_signature": message.email_add_signature,
            "is_discussion": message.subtype_id.id == self.env["ir.model.data"]
            ._xmlid_to_res_id("mail.mt_comment"),
            "message": message, "model_description": model_description or "",
            "record": self[:1], "record_name": name, "signature": signature,
            "subtitles": [name], "subtype": message.subtype_id,
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

    def _notify_by_email_render_layout(self, message, recipients_group, msg_vals=False,
                                       render_values=None, email_layout_xmlid=None,
                                       subtitles=None):
        """Return the body of the mail in its layout."""
        layout = email_layout_xmlid or message.email_layout_xmlid or LAYOUT
        context = dict(render_values or {})
        if subtitles:
            context["subtitles"] = subtitles
        follows = any(r["is_follower"] and r["type"] == "user"
                      for r in recipients_group["recipients_data"])
        values = {
            **context,
            "has_button_access": recipients_group.get("has_button_access", False),
            "button_access": recipients_group.get("button_access") or {},
            "actions": recipients_group.get("actions") or [],
            "unfollow_link": self._notify_get_action_link("unfollow") if follows else "",
            "email_notification_force_header": False,
            "email_notification_force_footer": False,
        }
        view = self.env["ir.ui.view"].sudo().search([
            ("key", "=", layout), ("type", "=", "qweb"),
        ], limit=1)
        body = message.body or ""
        if view:
            lang = context.get("lang")
            qweb = self.env["ir.qweb"].with_context(lang=lang) if lang \
                else self.env["ir.qweb"]
            body = qweb.sudo()._render(view.id, values)
        return self.env["mail.render.mixin"]._replace_local_links(body)

    # ---- values of mails
    def _message_compute_subject(self):
        """Return the subject of mails about messages without one (hook)."""
        self.ensure_one()
        return self.display_name or ""

    def _notify_by_email_get_base_mail_values(self, message, recipients_data,
                                              additional_values=None):
        """Return what all mails of the message have in common (hook)."""
        subject = message.subject or (self._message_compute_subject() if self else "")
        return {
            "mail_message_id": message.id,
            "mail_server_id": message.mail_server_id.id,
            "references": " ".join(self._get_references(message)),
            "subject": subject,
            "is_notification": True,
            **(additional_values or {}),
        }

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
