"""Logs, notifications of users, and changing what was posted."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, models
from odoo.exceptions import UserError


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    # ---- logs and notifications of users
    def _message_log(self, *, body="", subject=False, author_id=None, email_from=None,
                     message_type="notification", partner_ids=False,
                     tracking_value_ids=False, attachment_ids=False):
        """Leave a note that nobody is told of."""
        self.ensure_one()
        return self._message_log_batch(
            {self.id: body}, subject=subject, author_id=author_id, email_from=email_from,
            message_type=message_type, partner_ids=partner_ids,
            tracking_value_ids={self.id: tracking_value_ids} if tracking_value_ids else {},
            attachment_ids=attachment_ids,
        )

    def _message_log_batch(self, bodies, subject=False, author_id=None, email_from=None,
                           message_type="notification", partner_ids=False,
                           attachment_ids=False, tracking_value_ids=None):
        """Leave a note on each record that nobody is told of."""
        author_id, email_from = self._message_compute_author(author_id, email_from)
        note = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note")
        base = {
            "attachment_ids": [(4, id_) for id_ in attachment_ids or ()],
            "author_id": author_id, "email_from": email_from,
            "message_type": message_type, "model": self._name,
            "partner_ids": [(4, id_) for id_ in partner_ids or ()],
            "record_alias_domain_id": False, "record_company_id": False,
            "reply_to": email_from, "subject": subject, "subtype_id": note,
        }
        return self._message_create([{
            **base, "res_id": record.id, "body": self._as_html(bodies.get(record.id, "")),
            "is_internal": True,
            "message_id": self.env["mail.message"]._get_message_id({
                "model": self._name, "res_id": record.id,
            }),
            "tracking_value_ids": (tracking_value_ids or {}).get(record.id, False),
        } for record in self])

    def message_notify(self, *, body="", subject=False, author_id=None, email_from=None,
                       model=False, res_id=False, subtype_xmlid=None, subtype_id=False,
                       partner_ids=False, attachments=None, attachment_ids=None,
                       **kwargs):
        """Tell partners something, without a message on the record's thread."""
        self._check_parameters(
            kwargs, {"message_id", "message_type", "parent_id"}
        )
        if not partner_ids:
            return self.env["mail.message"]
        self._check_post_arguments(attachments, attachment_ids, partner_ids)
        if self:
            self.ensure_one()
        msg_kwargs, notify_kwargs = self._split_parameters(kwargs)
        author_id, email_from = self._message_compute_author(author_id, email_from)
        if self and self._name != "mail.thread":
            model, res_id = self._name, self.id
        values = {
            "author_id": author_id, "email_from": email_from, "subject": subject,
            "body": self._as_html(body, kwargs.get("body_is_html")),
            "message_type": "user_notification", "model": model or False,
            "res_id": res_id or False, "parent_id": False, "is_internal": True,
            "subtype_id": subtype_id or self._post_subtype(subtype_xmlid),
            "partner_ids": [(4, id_) for id_ in partner_ids],
            "reply_to_force_new": False, **msg_kwargs,
        }
        values.update(self._process_attachments_for_post(
            attachments, attachment_ids, values
        ))
        message = self._message_create([values])
        self._notify_thread(message, values, **notify_kwargs)
        return message

    # ---- changing messages
    def _message_update_content(self, message, *, body, attachment_ids=None,
                                partner_ids=None, strict=True, **kwargs):
        """Change the body and attachments of a message."""
        self.ensure_one()
        if strict:
            self._check_can_update_message_content(message.sudo())
        values = {}
        if body is not None:
            edited = Markup('<span class="o-mail-Message-edited"></span>')
            text = self._as_html(body)
            if text or attachment_ids or message.attachment_ids:
                values["body"] = text + edited if not text.endswith("</p>") \
                    else Markup(str(text)[:-4]) + edited + Markup("</p>")
            else:
                values["body"] = ""
        if attachment_ids:
            values.update(self._process_attachments_for_post([], attachment_ids, {
                "body": body, "model": self._name, "res_id": self.id,
            }))
            values.pop("body", None) if body is None else None
        elif attachment_ids is not None:
            message.sudo().attachment_ids.unlink()
        if partner_ids:
            values["partner_ids"] = [(6, 0, list(partner_ids))]
        if values:
            message.sudo().write(values)
        if body is not None and not body and not message.sudo().attachment_ids:
            message.sudo()._cleanup_side_records()
        self._message_update_content_after_hook(message)

    def _message_update_content_after_hook(self, message):
        """Do what is to be done once a message was edited (hook)."""

    def _check_can_update_message_content(self, messages):
        """Refuse to change messages that record what happened."""
        if any(message.message_type not in ("comment", "email_outgoing")
               for message in messages) and messages.filtered("tracking_value_ids"):
            raise UserError(_(
                "Messages with tracking values cannot be modified"
            ))
        if any(message.message_type not in ("comment", "email_outgoing", "notification")
               for message in messages):
            raise UserError(_("Only messages type comment can have their content updated"))

    def message_change_thread(self, new_thread, new_parent_message=False):
        """Move the messages to another record."""
        self.ensure_one()
        comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        messages = self.env["mail.message"].sudo().search([
            ("model", "=", self._name), ("res_id", "=", self.id),
        ])
        same = messages.filtered(lambda m: m.subtype_id.id == comment)
        vals = {"res_id": new_thread.id}
        if new_parent_message:
            vals["parent_id"] = new_parent_message.id
        vals["model"] = new_thread._name
        same.write(vals)
        (messages - same).write({**vals, "subtype_id": False})
        return True
