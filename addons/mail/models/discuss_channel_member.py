"""Members of channels."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import AccessError


class DiscussChannelMember(models.Model):
    _name = "discuss.channel.member"
    _inherit = ["bus.listener.mixin"]
    _description = "Channel Member"

    channel_id = fields.Many2one(
        "discuss.channel", required=True, ondelete="cascade", bypass_search_access=True,
    )
    custom_channel_name = fields.Char(string="Custom channel name")
    custom_notifications = fields.Selection(
        [("all", "All Messages"), ("mentions", "Mentions Only"), ("no_notif", "Nothing")],
        string="Customized Notifications",
    )
    fetched_message_id = fields.Many2one(
        "mail.message", string="Last Fetched", index="btree_not_null",
    )
    guest_id = fields.Many2one("mail.guest", index=True, ondelete="cascade")
    is_pinned = fields.Boolean(
        string="Is pinned on the interface", compute="_compute_is_pinned",
        search="_search_is_pinned",
    )
    is_self = fields.Boolean(compute="_compute_is_self", search="_search_is_self")
    last_interest_dt = fields.Datetime(
        string="Last Interest", index=True,
        default=lambda self: fields.Datetime.subtract(fields.Datetime.now(), seconds=1),
    )
    last_seen_dt = fields.Datetime(string="Last seen date")
    message_unread_counter = fields.Integer(
        string="Unread Messages Counter", compute="_compute_message_unread_counter",
    )
    mute_until_dt = fields.Datetime(string="Mute notifications until")
    new_message_separator = fields.Integer(required=True, default=0)
    partner_id = fields.Many2one("res.partner", index=True, ondelete="cascade")
    rtc_inviting_session_id = fields.Many2one(
        "discuss.channel.rtc.session", string="Ringing session",
    )
    rtc_session_ids = fields.One2many(
        "discuss.channel.rtc.session", "channel_member_id", string="RTC Sessions",
    )
    seen_message_id = fields.Many2one(
        "mail.message", string="Last Seen", index="btree_not_null",
    )
    unpin_dt = fields.Datetime(string="Unpin date", index=True)

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

    @api.model
    def _search_is_self(self, operator, operand):
        if operator != "in":
            return NotImplemented
        return [("partner_id", "in" if True in operand else "not in",
                 self.env.user.partner_id.ids)]

    @api.depends("channel_id.last_interest_dt", "unpin_dt")
    def _compute_is_pinned(self):
        for member in self:
            unpinned = member.unpin_dt
            last = member.channel_id.sudo().last_interest_dt
            member.is_pinned = not unpinned or bool(last and last >= unpinned)

    @api.model
    def _search_is_pinned(self, operator, operand):
        if operator != "in":
            return NotImplemented
        found = self.search([]).filtered("is_pinned")
        return [("id", "in" if True in operand else "not in", found.ids)]

    @api.depends("channel_id.message_ids", "new_message_separator")
    def _compute_message_unread_counter(self):
        for member in self:
            member.message_unread_counter = self.env["mail.message"].sudo().search_count([
                ("model", "=", "discuss.channel"), ("res_id", "=", member.channel_id.id),
                ("message_type", "not in", ("notification", "user_notification")),
                ("id", ">=", member.new_message_separator),
            ])

    @api.depends("partner_id.name", "guest_id.name", "channel_id.name")
    def _compute_display_name(self):
        for member in self:
            member.display_name = (
                f"“{member.partner_id.name or member.guest_id.name}” in "
                f"“{member.channel_id.display_name}”"
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Join; a chat is of two."""
        members = super().create(vals_list)
        members.sudo().channel_id._check_chat_members()
        return members

    def write(self, vals):
        """Who a member is, and of what, is for ever."""
        for name in ("channel_id", "partner_id", "guest_id"):
            if name in vals and any(member[name].id != vals[name] for member in self):
                raise AccessError(_("You can not write on %(field_name)s.",
                                    field_name=name))
        return super().write(vals)

    def _mark_as_read(self, last_message_id):
        """Note the last message that was read."""
        self.ensure_one()
        message = self.env["mail.message"].sudo().search([
            ("model", "=", "discuss.channel"), ("res_id", "=", self.channel_id.id),
            ("id", "<=", last_message_id),
        ], order="id desc", limit=1)
        if not message:
            return
        self.write({
            "fetched_message_id": max(self.fetched_message_id.id or 0, message.id),
            "seen_message_id": message.id, "last_seen_dt": fields.Datetime.now(),
            "new_message_separator": message.id + 1,
        })

    @api.model
    def _cleanup_expired_mutes(self):
        """Members whose time is over hear again."""
        self.search([("mute_until_dt", "<=", fields.Datetime.now())]).write({
            "mute_until_dt": False,
        })
