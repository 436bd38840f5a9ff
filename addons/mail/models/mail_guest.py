"""Visitors of public channels."""
from __future__ import annotations

import uuid

from odoo import fields, models


class MailGuest(models.Model):
    _name = "mail.guest"
    _inherit = ["avatar.mixin", "bus.listener.mixin"]
    _description = "Guest"
    _avatar_name_field = "name"

    name = fields.Char("Name", required=True)
    access_token = fields.Char(
        "Access Token", required=True, copy=False, groups="base.group_system",
        default=lambda self: str(uuid.uuid4()),
    )
    country_id = fields.Many2one("res.country", "Country")
    email = fields.Char()
    lang = fields.Char("Language")
    timezone = fields.Char("Timezone")
    channel_ids = fields.Many2many(
        "discuss.channel", "discuss_channel_member", "guest_id", "channel_id",
        string="Channels", copy=False, store=False, compute="_compute_channel_ids",
    )

    def _compute_channel_ids(self):
        members = self.env["discuss.channel.member"].sudo()
        for guest in self:
            found = members.search([("guest_id", "=", guest.id)])
            guest.channel_ids = found.channel_id
