"""Who got a text, at which number."""
from __future__ import annotations

from odoo import api, fields, models

FAILURES = [
    ("sms_number_missing", "Missing Number"),
    ("sms_number_format", "Wrong Number Format"),
    ("sms_credit", "Insufficient Credit"),
    ("sms_country_not_supported", "Country Not Supported"),
    ("sms_registration_needed", "Country-specific Registration Required"),
    ("sms_server", "Server Error"),
    ("sms_acc", "Unregistered Account"),
    ("sms_expired", "Expired"),
    ("sms_invalid_destination", "Invalid Destination"),
    ("sms_not_allowed", "Not Allowed"),
    ("sms_not_delivered", "Not Delivered"),
    ("sms_rejected", "Rejected"),
]


class MailNotification(models.Model):
    _inherit = "mail.notification"

    failure_type = fields.Selection(selection_add=FAILURES)
    notification_type = fields.Selection(
        selection_add=[("sms", "SMS")], ondelete={"sms": "cascade"},
    )
    sms_id = fields.Many2one("sms.sms", string="SMS", compute="_compute_sms_id")
    sms_id_int = fields.Integer("SMS ID", index="btree_not_null")
    sms_number = fields.Char("SMS Number", groups="base.group_user")
    sms_tracker_ids = fields.One2many(
        "sms.tracker", "mail_notification_id", string="SMS Trackers",
    )

    @api.depends("sms_id_int", "notification_type")
    def _compute_sms_id(self):
        texts = self.filtered(lambda n: n.notification_type == "sms" and n.sms_id_int)
        known = set(self.env["sms.sms"].sudo().browse(
            texts.mapped("sms_id_int")
        ).exists().filtered(lambda sms: not sms.to_delete).ids)
        for notification in self:
            id_ = notification.sms_id_int
            notification.sms_id = id_ if notification in texts and id_ in known else False
