"""Servers that help calls through firewalls."""
from __future__ import annotations

from odoo import fields, models


class MailIceServer(models.Model):
    _name = "mail.ice.server"
    _description = "ICE Server"
    _rec_name = "uri"

    credential = fields.Char()
    server_type = fields.Selection(
        [("stun", "stun:"), ("turn", "turn:")], string="Type", required=True,
        default="stun",
    )
    uri = fields.Char(string="URI", required=True)
    username = fields.Char()
