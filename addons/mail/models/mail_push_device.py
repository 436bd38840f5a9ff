"""Devices that take push notifications."""
from __future__ import annotations

from odoo import fields, models


class MailPushDevice(models.Model):
    _name = "mail.push.device"
    _description = "Push Notification Device"

    endpoint = fields.Char(string="Browser endpoint", required=True)
    expiration_time = fields.Datetime(string="Expiration Token Date")
    keys = fields.Char(string="Browser keys", required=True)
    partner_id = fields.Many2one(
        "res.partner", required=True, index=True,
        default=lambda self: self.env.user.partner_id,
    )
