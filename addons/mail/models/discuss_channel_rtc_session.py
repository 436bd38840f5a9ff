"""Who takes part in a call."""
from __future__ import annotations

from odoo import fields, models


class DiscussChannelRtcSession(models.Model):
    _name = "discuss.channel.rtc.session"
    _inherit = ["bus.listener.mixin"]
    _description = "Mail RTC session"
    _rec_name = "channel_member_id"

    channel_id = fields.Many2one(
        "discuss.channel", string="Channel", related="channel_member_id.channel_id",
        store=True, index="btree_not_null",
    )
    channel_member_id = fields.Many2one(
        "discuss.channel.member", required=True, ondelete="cascade",
    )
    guest_id = fields.Many2one(
        "mail.guest", string="Guest", related="channel_member_id.guest_id",
    )
    is_camera_on = fields.Boolean(string="Is sending user video")
    is_deaf = fields.Boolean(string="Has disabled incoming sound")
    is_muted = fields.Boolean(string="Is microphone muted")
    is_screen_sharing_on = fields.Boolean(string="Is sharing the screen")
    partner_id = fields.Many2one(
        "res.partner", string="Partner", related="channel_member_id.partner_id", store=True,
        index=True,
    )

    def action_disconnect(self):
        """End the sessions: who was in the call is out of it."""
        self.unlink()
