"""Posting messages."""
from __future__ import annotations

from markupsafe import Markup, escape
from odoo import _, api, models
from odoo.tools.mail import email_normalize, email_split_tuples

NOTIFY_PARAMETERS = frozenset({
    "force_email_company", "force_email_lang", "force_record_name", "force_send",
    "mail_auto_delete", "mail_headers", "model_description", "notify_author",
    "notify_author_mention", "notify_skip_followers", "resend_existing",
    "scheduled_date", "send_after_commit", "skip_existing", "subtitles",
})
MANUAL = ("comment",)


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"
    _mail_post_access = "write"
    _mail_flat_thread = True
    _mail_thread_customer = False
    _primary_email = None

    def message_post(self, *, body="", subject=None, message_type="notification",
                     email_from=None, author_id=None, parent_id=False,
                     subtype_xmlid=None, subtype_id=False, partner_ids=None,
                     outgoing_email_to=False, incoming_email_to=False,
                     incoming_email_cc=False, attachments=None, attachment_ids=None,
                     body_is_html=False, **kwargs):
        """Post a message on the record and notify; a plain string body is escaped.

        Notes and unknown kinds of subtype are notes; ValueError on unknown keywords.
        """
        self.ensure_one()
        self._check_parameters(kwargs, {"model", "res_id", "subtype"})
        self._check_post_arguments(attachments, attachment_ids, partner_ids)
        if message_type == "user_notification":
            raise ValueError(_("Use message_notify to send a notification to an user."))
        if self._name == "mail.thread" or not self.id:
            raise ValueError(_(
                "Posting a message should be done on a business document. Use "
                "message_notify to send a notification to an user."
            ))
        self._check_post_access()
        msg_kwargs, notify_kwargs = self._split_parameters(kwargs)
        author_id, email_from = self._message_compute_author(author_id, email_from)
        subtype_id = subtype_id or self._post_subtype(subtype_xmlid)
        self = self._fallback_lang()
        values = {
            "author_id": author_id,
            "author_guest_id": False,
            "email_from": email_from,
            "model": self._name,
            "res_id": self.id,
            "body": self._as_html(body, body_is_html),
            "message_type": message_type,
            "parent_id": self._message_compute_parent_id(parent_id),
            "subject": subject or False,
            "subtype_id": subtype_id,
            "partner_ids": [(4, id_) for id_ in set(partner_ids or ())],
            "incoming_email_to": incoming_email_to,
            "incoming_email_cc": incoming_email_cc,
            "outgoing_email_to": outgoing_email_to,
            **msg_kwargs,
        }
        values.update(self._process_attachments_for_post(
            attachments, attachment_ids, values
        ))
        message = self._message_create([values])
        if self._autofollows(message_type):
            self._follow_as_author(author_id)
        if notify_kwargs.get("mail_post_autofollow") \
                or self.env.context.get("mail_post_autofollow"):
            self._message_subscribe(partner_ids=partner_ids)
        self._message_post_after_hook(message, values)
        self._notify_thread(message, values, **notify_kwargs)
        return message.with_env(self.env)

    # ---- arguments
    @api.model
    def _get_notify_valid_parameters(self):
        """Return the keywords of posting that say how to notify (hook)."""
        return set(NOTIFY_PARAMETERS)

    @api.model
    def _check_parameters(self, given, forbidden):
        known = (set(self.env["mail.message"]._fields) | self._get_notify_valid_parameters()
                 | {"mail_post_autofollow", "email_layout_xmlid"}) - forbidden
        unknown = [name for name in given if name not in known]
        if unknown:
            raise ValueError(_(
                "Those values are not supported when posting or notifying: "
                "%(param_list)s", param_list=", ".join(unknown),
            ))

    @api.model
    def _check_post_arguments(self, attachments, attachment_ids, partner_ids):
        if attachments and not (isinstance(attachments, (list, tuple)) and all(
            isinstance(item, (list, tuple)) for item in attachments
        )):
            raise ValueError(_(
                "Posting a message should receive attachments as a list of list or "
                "tuples (received %(aids)s)", aids=repr(attachment_ids),
            ))
        if attachment_ids and not _is_id_list(attachment_ids):
            raise ValueError(_(
                "Posting a message should receive attachments records as a list of IDs "
                "(received %(aids)s)", aids=repr(attachment_ids),
            ))
        if partner_ids and not _is_id_list(partner_ids):
            raise ValueError(_(
                "Posting a message should receive partners as a list of IDs (received "
                "%(pids)s)", pids=repr(partner_ids),
            ))

    def _check_post_access(self):
        if self.env.su:
            return
        wanted = self._mail_get_operation_for_mail_message_operation("create")
        for operation, records in wanted.items():
            records.check_access(operation)

    @api.model
    def _split_parameters(self, given):
        known = self._get_notify_valid_parameters()
        notify = {k: v for k, v in given.items()
                  if k in known or k == "mail_post_autofollow"}
        return {k: v for k, v in given.items() if k not in notify}, notify

    @api.model
    def _post_subtype(self, xmlid):
        """Return the subtype of an xml id; an unknown one silently is a note."""
        data = self.env["ir.model.data"]
        if xmlid and "." not in xmlid:
            xmlid = f"mail.{xmlid}"
        found = data._xmlid_to_res_id(xmlid or "mail.mt_note")
        return found or data._xmlid_to_res_id("mail.mt_note")

    def _fallback_lang(self):
        if not self.env.context.get("lang"):
            return self.with_context(lang=self.env.user.lang)
        return self

    @api.model
    def _as_html(self, body, body_is_html=False):
        if body_is_html and self.env.user._is_internal() or isinstance(body, Markup):
            return Markup(body)
        return escape(body or "")

    @api.model
    def _message_compute_author(self, author_id=None, email_from=None):
        """Return (author id, sender): each follows from the other, or from the user."""
        if author_id is None:
            if email_from:
                author = self._partner_find_from_emails_single(
                    [email_from], no_create=True
                )
            else:
                author = self.env.user.partner_id
                email_from = author.email_formatted
            author_id = author.id
        if email_from is None:
            if author_id:
                author = self.env["res.partner"].sudo().browse(author_id)
                email_from = author.email_formatted
            if not email_from:
                email_from = self.env.user.email_formatted if not author_id else False
        if not email_from and author_id == self.env.user.partner_id.id:
            email_from = False
        return author_id, email_from

    def _message_compute_parent_id(self, parent_id):
        """Return the message that a new one hangs on: given, or the thread's last."""
        messages = self.env["mail.message"].sudo()
        domain = [("res_id", "=", self.id), ("model", "=", self._name)]
        if parent_id:
            parent = messages.search([("id", "=", parent_id), *domain])
            if parent:
                return parent.id
        if not self._mail_flat_thread:
            return False
        return messages.search(
            [*domain, ("message_type", "!=", "user_notification")],
            order="id desc", limit=1,
        ).id

    # ---- attachments
    def _process_attachments_for_post(self, attachments, attachment_ids, values):
        """Return attachment commands (and the body with its pictures linked)."""
        commands = []
        if attachment_ids:
            found = self.env["ir.attachment"].sudo().browse(attachment_ids).exists()
            if not self.env.su:
                found.with_env(self.env).check_access("read")
            loose = found.filtered(
                lambda a: a.res_model == "mail.compose.message"
                and (a.create_uid.id == self.env.uid or self.env.su)
            )
            if loose and values["model"]:
                loose.write({"res_model": values["model"], "res_id": values["res_id"]})
            commands += [(4, id_) for id_ in found.ids]
        created, body = self._attach_contents(attachments, values)
        commands += [(4, id_) for id_ in created.ids]
        result = {"attachment_ids": commands}
        if body is not None:
            result["body"] = body
        return result

    def _attach_contents(self, attachments, values):
        vals_list, cids = [], []
        for item in attachments or ():
            name, content, info = (*item, None)[:3] if len(item) == 2 else item
            if isinstance(content, str):
                encoding = (info or {}).get("encoding") or "utf-8"
                try:
                    content = content.encode(encoding)
                except (UnicodeEncodeError, LookupError):
                    content = content.encode("utf-8")
            elif content is None:
                continue
            elif hasattr(content, "as_bytes"):
                content = content.as_bytes()
            vals = {"name": name, "raw": content, "type": "binary",
                    "description": name, "res_model": values["model"] or "mail.message",
                    "res_id": values["res_id"]}
            vals_list.append(vals)
            cids.append((info or {}).get("cid") or (
                name if name and str(values["body"]).find(f"cid:{name}") >= 0 else None
            ))
        if not vals_list:
            return self.env["ir.attachment"].sudo(), None
        created = self.env["ir.attachment"].sudo().create(vals_list)
        body = str(values["body"])
        for attachment, cid in zip(created, cids):
            if cid and f"cid:{cid}" in body:
                token = attachment.generate_access_token()[0]
                body = body.replace(
                    f"cid:{cid}", f"/web/image/{attachment.id}?access_token={token}"
                )
        return created, Markup(body) if body != str(values["body"]) else None

    # ---- making the message
    @api.model
    def _message_create(self, values_list):
        """Create messages; the record's access was checked before."""
        fields = self.env["mail.message"]._fields
        vals_list = []
        for values in values_list:
            vals = {k: v for k, v in values.items() if k in fields}
            model, res_id = vals.get("model"), vals.get("res_id")
            if model and res_id and "record_alias_domain_id" not in vals:
                vals.update(self.env["mail.message"]._get_record_company(vals))
            vals_list.append(vals)
        context = {k: v for k, v in self.env.context.items()
                   if not k.startswith("default_")}
        messages = self.env["mail.message"].sudo().with_context(context)
        return messages.create(vals_list)

    def _autofollows(self, message_type):
        return message_type in MANUAL and not self.env.context.get(
            "mail_post_autofollow_author_skip"
        )

    def _follow_as_author(self, author_id):
        user = self.env.user
        if user.active and user.partner_id.active and not user._is_public():
            self._message_subscribe(partner_ids=user.partner_id.ids)
        elif author_id:
            author = self.env["res.partner"].sudo().browse(author_id)
            if author.active:
                self._message_subscribe(partner_ids=author.ids)

    def _message_post_after_hook(self, message, msg_values):
        """Run after a message was posted (hook)."""

    # ---- partners behind addresses
    @api.model
    def _partner_find_from_emails_single(self, emails, no_create=True):
        """Return the partners that have one of the addresses."""
        return self._partner_find(emails, no_create=no_create)

    @api.model
    def _partner_find(self, emails, no_create=True, company=None):
        """Return partners of addresses: users first, then partners; maybe new ones."""
        pairs = {}
        for email in emails:
            for name, address in email_split_tuples(email):
                normalized = email_normalize(address)
                if normalized:
                    pairs.setdefault(normalized, name)
        partners = self.env["res.partner"].sudo()
        if not pairs:
            return partners.sudo(False) if not self.env.su else partners
        candidates = partners.search([("email_normalized", "in", list(pairs))])
        found = partners
        for normalized, name in pairs.items():
            mine = candidates.filtered(lambda p, n=normalized: p.email_normalized == n)
            if mine:
                found |= mine.sorted(self._partner_preference, reverse=True)[0]
            elif not no_create:
                found |= partners.create({
                    "name": name or normalized, "email": normalized,
                    **({"company_id": company.id} if company else {}),
                })
        return found.with_env(self.env)

    @api.model
    def _partner_preference(self, partner):
        internal = any(not user.share for user in partner.user_ids)
        return (internal, bool(partner.user_ids), -partner.id)


def _is_id_list(value):
    return isinstance(value, (list, tuple, set)) and all(
        isinstance(item, int) for item in value
    )
