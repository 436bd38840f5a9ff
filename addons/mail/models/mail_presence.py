"""Who is at the screen."""
from __future__ import annotations

from odoo import fields, models


class MailPresence(models.Model):
    _name = "mail.presence"
    _inherit = ["bus.listener.mixin"]
    _description = "User/Guest Presence"

    guest_id = fields.Many2one("mail.guest", ondelete="cascade")
    last_poll = fields.Datetime(default=fields.Datetime.now)
    last_presence = fields.Datetime(default=fields.Datetime.now)
    status = fields.Selection(
        [("online", "Online"), ("away", "Away"), ("offline", "Offline")],
        string="IM Status", default="offline",
    )
    user_id = fields.Many2one("res.users", string="Users", ondelete="cascade")
