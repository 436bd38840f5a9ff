"""Who was told of a message, how, and with what result."""
from __future__ import annotations

from odoo import fields, models


class MailNotification(models.Model):
    _name = "mail.notification"
    _description = "Message Notifications"
    _table = "mail_notification"
    _rec_name = "res_partner_id"
    _log_access = False

    author_id = fields.Many2one("res.partner", "Author", ondelete="set null")
    mail_message_id = fields.Many2one(
        "mail.message", "Message", index=True, ondelete="cascade", required=True
    )
    mail_mail_id = fields.Many2one("mail.mail", "Mail", index=True)
    res_partner_id = fields.Many2one(
        "res.partner", "Recipient", index=True, ondelete="cascade"
    )
    mail_email_address = fields.Char("Recipient Email Address")
    notification_type = fields.Selection(
        [("inbox", "Inbox"), ("email", "Email")],
        "Notification Type", default="inbox", index=True, required=True,
    )
    notification_status = fields.Selection([
        ("ready", "Ready to Send"),
        ("process", "Processing"),
        ("pending", "Sent"),
        ("sent", "Delivered"),
        ("bounce", "Bounced"),
        ("exception", "Exception"),
        ("canceled", "Cancelled"),
    ], "Status", default="ready", index=True)
    is_read = fields.Boolean("Is Read", index=True)
    read_date = fields.Datetime("Read Date", copy=False)
    failure_type = fields.Selection([
        ("unknown", "Unknown error"),
        ("mail_bounce", "Bounce"),
        ("mail_spam", "Detected As Spam"),
        ("mail_email_invalid", "Invalid email address"),
        ("mail_email_missing", "Missing email address"),
        ("mail_from_invalid", "Invalid from address"),
        ("mail_from_missing", "Missing from address"),
        ("mail_smtp", "Connection failed (outgoing mail server problem)"),
    ], "Failure type")
    failure_reason = fields.Text("Failure reason", copy=False)
