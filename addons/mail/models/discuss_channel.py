"""Channels, groups and chats of Discuss."""
from __future__ import annotations

import uuid

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class DiscussChannel(models.Model):
    _name = "discuss.channel"
    _inherit = ["mail.thread", "bus.listener.mixin"]
    _description = "Discussion Channel"
    _rec_name = "name"

    name = fields.Char("Name", required=True)
    active = fields.Boolean(default=True)
    channel_type = fields.Selection(
        [("chat", "Chat"), ("channel", "Channel"), ("group", "Group")],
        "Channel Type", required=True, default="channel", readonly=True,
    )
    description = fields.Text("Description")
    image_128 = fields.Image("Image", max_width=128, max_height=128)
    default_display_mode = fields.Selection(
        [("video_full_screen", "Full screen video")], "Default Display Mode"
    )
    channel_member_ids = fields.One2many(
        "discuss.channel.member", "channel_id", string="Members"
    )
    channel_partner_ids = fields.Many2many(
        "res.partner", string="Partners", compute="_compute_channel_partner_ids",
        inverse="_inverse_channel_partner_ids", search="_search_channel_partner_ids",
    )
    parent_channel_id = fields.Many2one(
        "discuss.channel", "Parent Channel", ondelete="cascade", index=True,
        readonly=True,
    )
    sub_channel_ids = fields.One2many(
        "discuss.channel", "parent_channel_id", "Sub Channels", readonly=True
    )
    from_message_id = fields.Many2one("mail.message", "From Message", readonly=True)
    group_ids = fields.Many2many("res.groups", string="Auto Subscription")
    group_public_id = fields.Many2one(
        "res.groups", "Authorized Group", compute="_compute_group_public_id",
        store=True, readonly=False, recursive=True,
    )
    is_member = fields.Boolean("Is Member", compute="_compute_is_member",
                               search="_search_is_member")
    member_count = fields.Integer("Member Count", compute="_compute_member_count",
                                  compute_sudo=True)
    message_count = fields.Integer("Message Count", compute="_compute_message_count")
    last_interest_dt = fields.Datetime(
        "Last Interest", index=True,
        default=lambda self: fields.Datetime.subtract(fields.Datetime.now(), seconds=1),
    )
    uuid = fields.Char(
        "UUID", size=50, copy=False, default=lambda self: uuid.uuid4().hex[:10]
    )
    invitation_url = fields.Char("Invitation URL", compute="_compute_invitation_url")

    _uuid_unique = models.Constraint("UNIQUE(uuid)", "The channel UUID must be unique")
    _group_public_id_check = models.Constraint(
        "CHECK (channel_type = 'channel' OR group_public_id IS NULL)",
        "Group authorization and group auto-subscription are only supported on channels.",
    )

    @api.depends("channel_type", "parent_channel_id.group_public_id")
    def _compute_group_public_id(self):
        group = self.env.ref("base.group_user", raise_if_not_found=False)
        for channel in self:
            if channel.parent_channel_id:
                channel.group_public_id = channel.parent_channel_id.group_public_id
            elif channel.channel_type == "channel":
                channel.group_public_id = channel.group_public_id or group
            else:
                channel.group_public_id = False

    @api.depends("channel_member_ids.partner_id")
    def _compute_channel_partner_ids(self):
        for channel in self:
            channel.channel_partner_ids = channel.sudo().channel_member_ids.partner_id

    def _inverse_channel_partner_ids(self):
        for channel in self:
            wanted = channel.channel_partner_ids
            members = channel.sudo().channel_member_ids
            members.filtered(
                lambda m, wanted=wanted: m.partner_id not in wanted
            ).unlink()
            channel._add_partners(wanted - members.partner_id)

    @api.model
    def _search_channel_partner_ids(self, operator, operand):
        members = self.env["discuss.channel.member"].sudo().search([
            ("partner_id", operator, operand),
        ])
        return [("id", "in", members.channel_id.ids)]

    @api.depends_context("uid")
    @api.depends("channel_member_ids.partner_id")
    def _compute_is_member(self):
        partner = self.env.user.partner_id
        for channel in self:
            channel.is_member = partner in channel.sudo().channel_member_ids.partner_id

    @api.model
    def _search_is_member(self, operator, operand):
        if operator != "in":
            return NotImplemented
        return [("channel_member_ids.partner_id", "in", self.env.user.partner_id.ids)]

    @api.depends("channel_member_ids")
    def _compute_member_count(self):
        for channel in self:
            channel.member_count = len(channel.channel_member_ids)

    def _compute_message_count(self):
        for channel in self:
            channel.message_count = len(channel.message_ids)

    @api.depends("uuid")
    def _compute_invitation_url(self):
        for channel in self:
            channel.invitation_url = f"/chat/{channel.id}/{channel.uuid}"

    @api.constrains("channel_member_ids")
    def _check_chat_members(self):
        for channel in self.sudo():
            if channel.channel_type == "chat" and len(channel.channel_member_ids) > 2:
                raise ValidationError(_(
                    "A channel of type 'chat' cannot have more than two users."
                ))

    @api.model_create_multi
    def create(self, vals_list):
        """The creator of a channel becomes its first member."""
        channels = super().create(vals_list)
        partner = self.env.user.partner_id
        for channel, vals in zip(channels, vals_list):
            if "channel_member_ids" in vals or self.env.context.get("install_mode"):
                continue
            if partner not in channel.sudo().channel_member_ids.partner_id:
                channel._add_partners(partner)
            for group in channel.group_ids:
                channel._add_partners(
                    group.all_user_ids.partner_id
                    - channel.sudo().channel_member_ids.partner_id
                )
        return channels

    def write(self, vals):
        """The type of a channel is for ever."""
        if "channel_type" in vals:
            changed = self.filtered(lambda c: c.channel_type != vals["channel_type"])
            if changed:
                raise UserError(_(
                    "Cannot change the channel type of: %(channel_names)s",
                    channel_names=", ".join(changed.mapped("name")),
                ))
        return super().write(vals)

    def _add_partners(self, partners):
        members = self.env["discuss.channel.member"].sudo()
        for channel in self:
            members |= members.create([
                {"channel_id": channel.id, "partner_id": partner.id}
                for partner in partners
            ])
        return members

    def add_members(self, partner_ids=None, guest_ids=None, invite_to_rtc_call=False,
                    post_joined_message=True):
        """Make partners (ids of res.partner, not of users) members of the channel."""
        partners = self.env["res.partner"].browse(partner_ids or ()).exists()
        guests = self.env["mail.guest"].browse(guest_ids or ()).exists()
        if any(channel.channel_type == "chat" for channel in self):
            raise UserError(_("Adding members is only possible in channels and groups."))
        members = self.env["discuss.channel.member"]
        for channel in self:
            known = channel.sudo().channel_member_ids
            members |= channel._add_partners(
                partners.filtered("active") - known.partner_id
            ).sudo(False)
            members |= members.sudo().create([
                {"channel_id": channel.id, "guest_id": guest.id}
                for guest in guests - known.guest_id
            ]).sudo(False)
        return members

    def action_unfollow(self):
        """Leave the channel. Returns nothing, as in Odoo."""
        partner = self.env.user.partner_id
        self.env["discuss.channel.member"].sudo().search([
            ("channel_id", "in", self.ids), ("partner_id", "=", partner.id),
        ]).unlink()
