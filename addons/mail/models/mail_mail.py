"""The queue of outgoing mails."""
from __future__ import annotations

from odoo import api, fields, models


class MailMail(models.Model):
    _name = "mail.mail"
    _description = "Outgoing Mails"
    _inherits = {"mail.message": "mail_message_id"}
    _order = "id desc"
    _rec_name = "subject"

    mail_message_id = fields.Many2one(
        "mail.message", "Message", required=True, ondelete="cascade", index=True,
        bypass_search_access=True,
    )
    body_html = fields.Text("Text Contents")
    body_content = fields.Html("Rich-text Contents", compute="_compute_body_content")
    references = fields.Text("References", readonly=True)
    headers = fields.Text("Headers", copy=False)
    is_notification = fields.Boolean("Notification Email")
    email_to = fields.Text("To")
    email_cc = fields.Char("Cc")
    recipient_ids = fields.Many2many(
        "res.partner", string="To (Partners)", context={"active_test": False}
    )
    state = fields.Selection([
        ("outgoing", "Outgoing"),
        ("sent", "Sent"),
        ("received", "Received"),
        ("exception", "Delivery Failed"),
        ("cancel", "Cancelled"),
    ], "Status", readonly=True, copy=False, default="outgoing")
    failure_type = fields.Selection([
        ("unknown", "Unknown error"),
        ("mail_spam", "Detected As Spam"),
        ("mail_email_invalid", "Invalid email address"),
        ("mail_email_missing", "Missing email"),
        ("mail_from_invalid", "Invalid from address"),
        ("mail_from_missing", "Missing from address"),
        ("mail_smtp", "Connection failed (outgoing mail server problem)"),
        ("mail_bl", "Blacklisted Address"),
        ("mail_optout", "Opted Out"),
        ("mail_dup", "Duplicated Email"),
    ], "Failure type")
    failure_reason = fields.Text("Failure Reason", readonly=True, copy=False)
    auto_delete = fields.Boolean("Auto Delete")
    scheduled_date = fields.Datetime("Scheduled Send Date")
    fetchmail_server_id = fields.Many2one(
        "fetchmail.server", "Inbound Mail Server", readonly=True,
        index="btree_not_null", ondelete="set null",
    )

    @api.depends("body_html")
    def _compute_body_content(self):
        for mail in self:
            mail.body_content = mail.body_html

    @api.model_create_multi
    def create(self, vals_list):
        """Mails without a record of their own are notifications of nobody."""
        for vals in vals_list:
            if "is_notification" not in vals and vals.get("mail_message_id"):
                vals["is_notification"] = True
            vals.setdefault("message_type", "email_outgoing")
        return super().create(vals_list)

    def cancel(self):
        """Cancel the mails."""
        return self.write({"state": "cancel"})

    def mark_outgoing(self):
        """Put the mails back into the queue."""
        return self.write({"state": "outgoing"})

    def send(self, auto_commit=False, raise_exception=False, post_send_callback=None):
        """Sending comes with the mail gateway."""
        raise NotImplementedError("mail.mail.send")

    @api.model
    def process_email_queue(self, ids=None, batch_size=1000):
        """Sending comes with the mail gateway."""
        raise NotImplementedError("mail.mail.process_email_queue")
