"""Who took part in conversations."""
from __future__ import annotations

from odoo import _, api, fields, models


class ImLivechatChannelMemberHistory(models.Model):
    _inherit = "im_livechat.channel.member.history"

    avatar_128 = fields.Binary(compute="_compute_avatar_128")

    _member_id_unique = models.Constraint(
        "UNIQUE(member_id)", "Members can only be linked to one history")
    _partner_unique = models.UniqueIndex(
        "(channel_id, partner_id) WHERE partner_id IS NOT NULL")
    _guest_unique = models.UniqueIndex(
        "(channel_id, guest_id) WHERE guest_id IS NOT NULL")

    @api.depends("partner_id", "guest_id")
    def _compute_avatar_128(self):
        for entry in self:
            who = entry.partner_id or entry.guest_id
            entry.avatar_128 = who.sudo().avatar_128 if who else False

    @api.model
    def action_open_discuss_channel_view(self, domain=()):
        """Open the conversations of some entries."""
        channels = self.search(domain).channel_id
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "im_livechat.discuss_channel_action")
        if len(channels) == 1:
            return {**action, "res_id": channels.id, "view_mode": "form",
                    "views": [[False, "form"]]}
        return {**action, "context": {}, "domain": [("id", "in", channels.ids)]}

    @api.depends("livechat_member_type", "partner_id", "guest_id")
    def _compute_display_name(self):
        for entry in self:
            who = entry.partner_id.sudo().name or entry.guest_id.sudo().name
            entry.display_name = who or _("Unknown")
