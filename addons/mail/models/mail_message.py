"""Messages on records."""
from __future__ import annotations

import uuid

from odoo import api, fields, models

MESSAGE_TYPES = [
    ("email", "Incoming Email"),
    ("comment", "Comment"),
    ("email_outgoing", "Outgoing Email"),
    ("notification", "System notification"),
    ("auto_comment", "Automated Targeted Notification"),
    ("out_of_office", "Out-of-office Message"),
    ("user_notification", "User Specific Notification"),
]


class MailMessage(models.Model):
    _name = "mail.message"
    _inherit = ["bus.listener.mixin"]
    _description = "Message"
    _order = "id desc"
    _rec_name = "subject"

    subject = fields.Char("Subject")
    date = fields.Datetime("Date", default=fields.Datetime.now)
    body = fields.Html("Contents", default="", sanitize_style=True)
    preview = fields.Char("Preview", compute="_compute_preview")
    attachment_ids = fields.Many2many(
        "ir.attachment", "message_attachment_rel", "message_id", "attachment_id",
        string="Attachments", bypass_search_access=True,
    )
    parent_id = fields.Many2one(
        "mail.message", "Parent Message", index="btree_not_null", ondelete="set null"
    )
    child_ids = fields.One2many("mail.message", "parent_id", "Child Messages")
    model = fields.Char("Related Document Model")
    res_id = fields.Many2oneReference(
        "Related Document ID", model_field="model"
    )
    record_name = fields.Char("Message Record Name", compute="_compute_record_name")
    message_type = fields.Selection(
        MESSAGE_TYPES, "Type", required=True, default="comment"
    )
    subtype_id = fields.Many2one(
        "mail.message.subtype", "Subtype", ondelete="set null", index=True
    )
    is_internal = fields.Boolean("Employee Only")
    email_from = fields.Char("From")
    author_id = fields.Many2one(
        "res.partner", "Author", index=True, ondelete="set null"
    )
    author_guest_id = fields.Many2one("mail.guest", "Guest")
    partner_ids = fields.Many2many(
        "res.partner", "mail_message_res_partner_rel", "mail_message_id",
        "res_partner_id", string="Recipients", context={"active_test": False},
    )
    notified_partner_ids = fields.Many2many(
        "res.partner", "mail_notification", "mail_message_id", "res_partner_id",
        string="Partners with Need Action", context={"active_test": False},
        copy=False, store=False, compute="_compute_notified_partner_ids",
    )
    notification_ids = fields.One2many(
        "mail.notification", "mail_message_id", "Notifications", copy=False
    )
    starred_partner_ids = fields.Many2many(
        "res.partner", "mail_message_res_partner_starred_rel", "mail_message_id",
        "res_partner_id", string="Favorited By",
    )
    pinned_at = fields.Datetime("Pinned")
    message_id = fields.Char("Message-Id", index="btree", readonly=True, copy=False)
    reply_to = fields.Char("Reply-To")
    reply_to_force_new = fields.Boolean("No threading for answers")
    mail_server_id = fields.Many2one("ir.mail_server", "Outgoing mail server")
    email_layout_xmlid = fields.Char("Layout", copy=False)
    email_add_signature = fields.Boolean(default=True)
    incoming_email_cc = fields.Char("Emails Cc")
    incoming_email_to = fields.Text("Emails To")
    outgoing_email_to = fields.Char("Emails Outgoing To")
    record_company_id = fields.Many2one("res.company", "Company")
    record_alias_domain_id = fields.Many2one("mail.alias.domain", "Alias Domain")
    mail_ids = fields.One2many(
        "mail.mail", "mail_message_id", "Mails", groups="base.group_system"
    )

    @api.depends("body")
    def _compute_preview(self):
        from odoo.tools.mail import html2plaintext
        for message in self:
            text = html2plaintext(message.body) if message.body else ""
            message.preview = " ".join(text.split())[:190]

    @api.depends("model", "res_id")
    def _compute_record_name(self):
        for message in self:
            record = message._record()
            message.record_name = record.sudo().display_name if record else False

    @api.depends("notification_ids.res_partner_id")
    def _compute_notified_partner_ids(self):
        for message in self:
            message.notified_partner_ids = message.sudo().notification_ids.res_partner_id

    def _record(self):
        self.ensure_one()
        if self.model and self.res_id and self.model in self.env:
            return self.env[self.model].browse(self.res_id).exists()
        return None

    @api.model_create_multi
    def create(self, vals_list):
        """Give messages an author and a Message-Id where they have none."""
        partner = self.env.user.partner_id
        for vals in vals_list:
            if "author_id" not in vals and not vals.get("author_guest_id"):
                vals["author_id"] = partner.id
            if "email_from" not in vals:
                author = self.env["res.partner"].sudo().browse(vals.get("author_id"))
                vals["email_from"] = author.email_formatted or False
            vals.setdefault("message_id", self._make_message_id(vals))
        return super().create(vals_list)

    @api.model
    def _make_message_id(self, vals):
        scope = (
            f"{vals['res_id']}-{vals['model']}"
            if vals.get("model") and vals.get("res_id") else "private"
        )
        return f"<{uuid.uuid4().hex}-odoolite-{scope}@{self.env.cr.dbname}>"
