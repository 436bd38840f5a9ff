"""Messages to be posted later."""
from __future__ import annotations

import json

from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class MailScheduledMessage(models.Model):
    _name = "mail.scheduled.message"
    _description = "Scheduled Message"

    attachment_ids = fields.Many2many(
        "ir.attachment", "scheduled_message_attachment_rel", "scheduled_message_id",
        "attachment_id", string="Attachments",
    )
    author_id = fields.Many2one("res.partner", required=True)
    body = fields.Html(string="Contents")
    composition_comment_option = fields.Selection(
        [("reply_all", "Reply-All"), ("forward", "Forward")], string="Comment Options",
    )
    is_note = fields.Boolean(string="Is a note", default=False)
    model = fields.Char(string="Related Document Model", required=True)
    notification_parameters = fields.Text(string="Notification parameters")
    partner_ids = fields.Many2many(
        "res.partner", "mail_scheduled_message_res_partner_rel",
        "mail_scheduled_message_id", "res_partner_id", string="Recipients",
    )
    res_id = fields.Many2oneReference(
        string="Related Document Id", required=True, model_field="model",
    )
    scheduled_date = fields.Datetime(required=True)
    send_context = fields.Json(string="Sending Context")
    subject = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        """Plan messages, on records that the user may post on."""
        for vals in vals_list:
            vals.setdefault("author_id", self.env.user.partner_id.id)
        messages = super().create(vals_list)
        messages._check_scheduled()
        for message in messages:
            message.attachment_ids.sudo().filtered(
                lambda a: a.res_model == "mail.compose.message"
            ).write({"res_model": self._name, "res_id": message.id})
        cron = self.env.ref("mail.ir_cron_post_scheduled_message",
                            raise_if_not_found=False)
        if cron:
            cron.sudo()._trigger_list(messages.mapped("scheduled_date"))
        return messages

    @api.constrains("model")
    def _check_model(self):
        for message in self:
            if message.model not in self.env or not hasattr(
                self.env[message.model], "message_post"
            ):
                raise ValidationError(_(
                    "A message cannot be scheduled on a model that does not have a mail "
                    "thread."
                ))

    def _check_scheduled(self):
        now = fields.Datetime.now()
        if any(message.scheduled_date < now for message in self):
            raise ValidationError(_(
                "A Scheduled Message cannot be scheduled in the past"
            ))
        for message in self:
            if not self.env.su:
                self.env[message.model].browse(message.res_id)._check_post_access()

    def post_message(self):
        """Post now."""
        self.ensure_one()
        if not self.env.is_admin() and self.create_uid != self.env.user:
            raise UserError(_(
                "You are not allowed to send this scheduled message"
            ))
        self._post_message()

    def _post_message(self, raise_exception=True):
        for message in self:
            record = self.env[message.model].browse(message.res_id).with_user(
                message.create_uid
            )
            parameters = json.loads(message.notification_parameters or "{}")
            record.message_post(
                attachment_ids=message.attachment_ids.ids,
                author_id=message.author_id.id, body=Markup(message.body or ""),
                partner_ids=message.partner_ids.ids, subject=message.subject or None,
                message_type="comment",
                subtype_xmlid="mail.mt_note" if message.is_note else "mail.mt_comment",
                **{k: v for k, v in parameters.items() if k != "scheduled_date"},
            )
        self.sudo().unlink()

    @api.model
    def _post_messages_cron(self, limit=50):
        """Post what is due."""
        due = self.search([("scheduled_date", "<=", fields.Datetime.now())], limit=limit)
        due._post_message(raise_exception=False)

    def open_edit_form(self):
        """Open the message to change it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Edit Scheduled Message"),
            "res_model": self._name, "view_mode": "form", "res_id": self.id,
            "target": "new",
        }
