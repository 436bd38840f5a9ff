"""Members of channels."""
from __future__ import annotations

from odoo import api, fields, models


class DiscussChannelMember(models.Model):
    _name = "discuss.channel.member"
    _inherit = ["bus.listener.mixin"]
    _description = "Channel Member"

    partner_id = fields.Many2one(
        "res.partner", "Partner", ondelete="cascade", index=True
    )
    guest_id = fields.Many2one("mail.guest", "Guest", ondelete="cascade", index=True)
    channel_id = fields.Many2one(
        "discuss.channel", "Channel", ondelete="cascade", required=True,
        bypass_search_access=True,
    )
    custom_channel_name = fields.Char("Custom channel name")
    fetched_message_id = fields.Many2one(
        "mail.message", "Last Fetched", index="btree_not_null"
    )
    seen_message_id = fields.Many2one(
        "mail.message", "Last Seen", index="btree_not_null"
    )
    new_message_separator = fields.Integer(required=True, default=0)
    is_self = fields.Boolean(compute="_compute_is_self")
    custom_notifications = fields.Selection([
        ("all", "All Messages"),
        ("mentions", "Mentions Only"),
        ("no_notif", "Nothing"),
    ], "Customized Notifications")
    mute_until_dt = fields.Datetime("Mute notifications until")
    unpin_dt = fields.Datetime("Unpin date", index=True)
    last_interest_dt = fields.Datetime(
        "Last Interest", index=True,
        default=lambda self: fields.Datetime.subtract(fields.Datetime.now(), seconds=1),
    )
    last_seen_dt = fields.Datetime("Last seen date")

    _partner_unique = models.UniqueIndex(
        "(channel_id, partner_id) WHERE partner_id IS NOT NULL"
    )
    _guest_unique = models.UniqueIndex(
        "(channel_id, guest_id) WHERE guest_id IS NOT NULL"
    )
    _partner_or_guest_exists = models.Constraint(
        "CHECK((partner_id IS NULL) <> (guest_id IS NULL))",
        "A channel member must be a partner or a guest.",
    )

    @api.depends_context("uid")
    @api.depends("partner_id")
    def _compute_is_self(self):
        partner = self.env.user.partner_id
        for member in self:
            member.is_self = member.partner_id == partner

    @api.depends("partner_id.name", "guest_id.name", "channel_id.name")
    def _compute_display_name(self):
        for member in self:
            member.display_name = (
                f"“{member.partner_id.name or member.guest_id.name}” in "
                f"“{member.channel_id.display_name}”"
            )
