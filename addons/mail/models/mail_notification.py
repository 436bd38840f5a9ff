"""Who is told of a message, how, and with what success."""
from __future__ import annotations

from odoo import _, api, fields, models

FAILURE_TYPES = [
    ("unknown", "Unknown error"),
    ("mail_bounce", "Bounce"),
    ("mail_spam", "Detected As Spam"),
    ("mail_email_invalid", "Invalid email address"),
    ("mail_email_missing", "Missing email address"),
    ("mail_from_invalid", "Invalid from address"),
    ("mail_from_missing", "Missing from address"),
    ("mail_smtp", "Connection failed (outgoing mail server problem)"),
    ("mail_bl", "Blacklisted Address"),
    ("mail_optout", "Opted Out"),
    ("mail_dup", "Duplicated Email"),
]


class MailNotification(models.Model):
    _name = "mail.notification"
    _description = "Message Notifications"
    _rec_name = "res_partner_id"

    author_id = fields.Many2one("res.partner")
    failure_reason = fields.Text(string="Failure reason", copy=False)
    is_read = fields.Boolean(index=True)
    mail_email_address = fields.Char()
    mail_mail_id = fields.Many2one("mail.mail", string="Mail", index=True)
    mail_message_id = fields.Many2one(
        "mail.message", string="Message", required=True, index=True, ondelete="cascade",
    )
    notification_status = fields.Selection(
        [
            ("ready", "Ready to Send"), ("process", "Processing"), ("pending", "Sent"),
            ("sent", "Delivered"), ("bounce", "Bounced"), ("exception", "Exception"),
            ("canceled", "Cancelled"),
        ],
        string="Status", index=True, default="ready",
    )
    read_date = fields.Datetime(copy=False)
    res_partner_id = fields.Many2one(
        "res.partner", string="Recipient", index=True, ondelete="cascade",
    )
    notification_type = fields.Selection(
        [("inbox", "Inbox"), ("email", "Email")], index=True, required=True,
        default="inbox",
    )
    failure_type = fields.Selection(FAILURE_TYPES, string="Failure type")

    _notification_partner_required = models.Constraint(
        "CHECK(notification_type NOT IN ('email', 'inbox') OR res_partner_id IS NOT NULL "
        "OR mail_email_address IS NOT NULL)",
        "Customer is required for inbox / email notification",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Notify; those who are told read the message."""
        for vals in vals_list:
            if vals.get("is_read") and "read_date" not in vals:
                vals["read_date"] = fields.Datetime.now()
        notifications = super().create(vals_list)
        # the same table is a relation of the messages, which may be known already
        notifications.mail_message_id.invalidate_recordset(
            ["notified_partner_ids"], flush=False
        )
        return notifications

    def write(self, vals):
        """Note when a message was read."""
        if vals.get("is_read"):
            vals = {**vals, "read_date": fields.Datetime.now()}
        return super().write(vals)

    def format_failure_reason(self):
        """Return the reason in words."""
        self.ensure_one()
        if self.failure_type != "unknown":
            return dict(self._fields["failure_type"]._description_selection(
                self.env
            )).get(self.failure_type, _("No Error"))
        if self.failure_reason:
            return _("Unknown error: %(error)s", error=self.failure_reason)
        return _("Unknown error")

    @api.model
    def _gc_notifications(self, max_age_days=180):
        """Delete read notifications of long ago."""
        return self.search([
            ("is_read", "=", True),
            ("read_date", "<", fields.Datetime.subtract(
                fields.Datetime.now(), days=max_age_days
            )),
            ("res_partner_id.partner_share", "=", False),
            ("notification_status", "in", ("sent", "canceled")),
        ]).unlink()
