"""People without an account."""
from __future__ import annotations

import uuid
import zoneinfo

from odoo import fields, models


def _tz_get(model):
    return [(name, name) for name in sorted(zoneinfo.available_timezones())]


class MailGuest(models.Model):
    _name = "mail.guest"
    _inherit = ["avatar.mixin", "bus.listener.mixin"]
    _description = "Guest"

    access_token = fields.Char(
        required=True, readonly=True, copy=False, groups="base.group_system",
        default=lambda self: str(uuid.uuid4()),
    )
    channel_ids = fields.Many2many(
        "discuss.channel", "discuss_channel_member", "guest_id", "channel_id",
        string="Channels", copy=False,
    )
    country_id = fields.Many2one("res.country")
    email = fields.Char()
    im_status = fields.Char(string="IM Status", compute="_compute_im_status")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(), string="Language",
    )
    name = fields.Char(required=True)
    offline_since = fields.Datetime(
        string="Offline since", compute="_compute_offline_since",
    )
    presence_ids = fields.One2many("mail.presence", "guest_id", groups="base.group_system")
    timezone = fields.Selection(_tz_get)

    def _compute_im_status(self):
        for guest in self:
            presence = guest.sudo().presence_ids[:1]
            guest.im_status = presence.status or "offline"

    def _compute_offline_since(self):
        for guest in self:
            presence = guest.sudo().presence_ids[:1]
            guest.offline_since = presence.last_poll if presence.status == "offline" \
                else False
