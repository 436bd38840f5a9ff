"""Channels, groups and chats of Discuss."""
from __future__ import annotations

import hashlib
import uuid

from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class DiscussChannel(models.Model):
    _name = "discuss.channel"
    _inherit = ["mail.thread", "bus.listener.mixin"]
    _description = "Discussion Channel"

    active = fields.Boolean(default=True)
    avatar_128 = fields.Binary(string="Avatar", compute="_compute_avatar_128")
    avatar_cache_key = fields.Char(compute="_compute_avatar_cache_key")
    call_history_ids = fields.One2many("discuss.call.history", "channel_id")
    channel_member_ids = fields.One2many(
        "discuss.channel.member", "channel_id", string="Members",
    )
    channel_name_member_ids = fields.One2many(
        "discuss.channel.member", compute="_compute_channel_name_member_ids",
    )
    channel_partner_ids = fields.Many2many(
        "res.partner", string="Partners", compute="_compute_channel_partner_ids",
        inverse="_inverse_channel_partner_ids", search="_search_channel_partner_ids",
    )
    default_display_mode = fields.Selection([("video_full_screen", "Full screen video")])
    description = fields.Text()
    from_message_id = fields.Many2one("mail.message", readonly=True)
    group_ids = fields.Many2many(
        "res.groups", "discuss_channel_res_groups_rel", "discuss_channel_id",
        "res_groups_id", string="Auto Subscription",
    )
    group_public_id = fields.Many2one(
        "res.groups", string="Authorized Group", compute="_compute_group_public_id",
        store=True, readonly=False, recursive=True,
    )
    image_128 = fields.Binary(string="Image", attachment=True)
    invitation_url = fields.Char(string="Invitation URL", compute="_compute_invitation_url")
    invited_member_ids = fields.One2many(
        "discuss.channel.member", compute="_compute_invited_member_ids",
    )
    is_editable = fields.Boolean(compute="_compute_is_editable")
    is_member = fields.Boolean(compute="_compute_is_member", search="_search_is_member")
    last_interest_dt = fields.Datetime(
        string="Last Interest", index=True,
        default=lambda self: fields.Datetime.subtract(fields.Datetime.now(), seconds=1),
    )
    member_count = fields.Integer(compute="_compute_member_count", compute_sudo=True)
    message_count = fields.Integer(string="# Messages", compute="_compute_message_count")
    name = fields.Char(required=True)
    parent_channel_id = fields.Many2one(
        "discuss.channel", readonly=True, index=True, ondelete="cascade",
    )
    pinned_message_ids = fields.One2many(
        "mail.message", "res_id", string="Pinned Messages",
        domain=[("model", "=", "discuss.channel"), ("pinned_at", "!=", False)],
    )
    rtc_session_ids = fields.One2many(
        "discuss.channel.rtc.session", "channel_id", groups="base.group_system",
    )
    self_member_id = fields.Many2one(
        "discuss.channel.member", compute="_compute_self_member_id",
    )
    sfu_channel_uuid = fields.Char(groups="base.group_system")
    sfu_server_url = fields.Char(groups="base.group_system")
    sub_channel_ids = fields.One2many(
        "discuss.channel", "parent_channel_id", string="Sub Channels", readonly=True,
    )
    uuid = fields.Char(
        string="UUID", copy=False, default=lambda self: uuid.uuid4().hex[:10],
    )
    channel_type = fields.Selection(
        [("chat", "Chat"), ("channel", "Channel"), ("group", "Group")], required=True,
        readonly=True, default="channel",
    )

    _mail_flat_thread = False
    _mail_post_access = "read"

    _channel_type_not_null = models.Constraint(
        "CHECK(channel_type IS NOT NULL)", "The channel type cannot be empty"
    )
    _from_message_id_unique = models.Constraint(
        "UNIQUE(from_message_id)", "Messages can only be linked to one sub-channel"
    )
    _uuid_unique = models.Constraint("UNIQUE(uuid)", "The channel UUID must be unique")
    _group_public_id_check = models.Constraint(
        "CHECK (channel_type = 'channel' OR group_public_id IS NULL)",
        "Group authorization and group auto-subscription are only supported on channels.",
    )

    # ---- fields
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
            new = wanted - members.partner_id
            members.filtered(
                lambda m, wanted=wanted: m.partner_id not in wanted
            ).unlink()
            channel._add_partners(new)

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
        return [("channel_member_ids", "any" if True in operand else "not any", [
            ("partner_id", "=", self.env.user.partner_id.id),
        ])]

    @api.depends_context("uid")
    @api.depends("channel_member_ids.partner_id")
    def _compute_self_member_id(self):
        partner = self.env.user.partner_id
        for channel in self:
            channel.self_member_id = channel.sudo().channel_member_ids.filtered(
                lambda m: m.partner_id == partner
            )[:1]

    @api.depends("channel_member_ids")
    def _compute_member_count(self):
        for channel in self:
            channel.member_count = len(channel.channel_member_ids)

    @api.depends("channel_member_ids")
    def _compute_channel_name_member_ids(self):
        for channel in self:
            channel.channel_name_member_ids = channel.sudo().channel_member_ids.sorted(
                "id"
            )[:3] if channel.channel_type in ("chat", "group") else False

    def _compute_invited_member_ids(self):
        for channel in self:
            channel.invited_member_ids = channel.sudo().channel_member_ids.filtered(
                "rtc_inviting_session_id"
            )

    @api.depends_context("uid")
    def _compute_is_editable(self):
        writable = self._filtered_access("write")
        for channel in self:
            channel.is_editable = channel in writable

    def _compute_message_count(self):
        found = self._count_messages([
            ("message_type", "not in", ("user_notification", "notification")),
        ])
        for channel in self:
            channel.message_count = found.get(channel.id, 0)

    @api.depends("uuid")
    def _compute_invitation_url(self):
        for channel in self:
            channel.invitation_url = f"/chat/{channel.id}/{channel.uuid}"

    @api.depends("image_128", "uuid")
    def _compute_avatar_128(self):
        for channel in self:
            channel.avatar_128 = channel.image_128

    @api.depends("avatar_128")
    def _compute_avatar_cache_key(self):
        for channel in self:
            image = channel.avatar_128
            channel.avatar_cache_key = hashlib.sha512(
                image if isinstance(image, bytes) else image.encode()
            ).hexdigest() if image else "no-avatar"

    # ---- constraints
    @api.constrains("channel_member_ids")
    def _check_chat_members(self):
        for channel in self.sudo():
            if channel.channel_type == "chat" and len(channel.channel_member_ids) > 2:
                raise ValidationError(_(
                    "A channel of type 'chat' cannot have more than two users."
                ))

    @api.constrains("group_public_id", "group_ids")
    def _check_groups(self):
        wrong = self.filtered(lambda c: c.channel_type != "channel" and (
            c.group_public_id or c.group_ids
        ))
        if wrong:
            raise ValidationError(_(
                "For %(channels)s, channel_type should be 'channel' to have the "
                "group-based authorization or group auto-subscription.",
                channels=", ".join(wrong.mapped("name")),
            ))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Create channels with their members; the creator is the first of them."""
        installing = self.env.context.get("install_mode")
        partner = self.env.user.partner_id
        prepared = []
        for vals in vals_list:
            vals = dict(vals)
            members = self._given_members(vals)
            known = {m[2].get("partner_id") for m in members}
            if not installing and partner.id not in known \
                    and self.env.uid != SUPERUSER_ID:
                members.insert(0, (0, 0, {"partner_id": partner.id}))
            vals["channel_member_ids"] = members
            prepared.append(vals)
        channels = super(DiscussChannel, self.with_context(
            mail_create_bypass_create_check=True, mail_create_nolog=True,
            mail_create_nosubscribe=True,
        )).create(prepared)
        for channel in channels.filtered("group_ids"):
            channel._subscribe_users_automatically()
        return channels.with_env(self.env)

    @api.model
    def _given_members(self, vals):
        """Return member commands of what `create` was given; refuse the rest."""
        members = []
        seen = set()
        for command in vals.pop("channel_partner_ids", None) or ():
            if command[0] not in (4, 6):
                raise ValidationError(_(
                    "Invalid value when creating a channel with members, only 4 or 6 "
                    "are allowed."
                ))
            # Odoo takes the third part of command 6 for one id: lists are unhashable
            given = command[1] if command[0] == 4 else command[2]
            if given not in seen:
                seen.add(given)
                members.append((0, 0, {"partner_id": given}))
        allowed = ("partner_id", "guest_id", "unpin_dt", "last_interest_dt", "is_pinned",
                   "new_message_separator", "seen_message_id")
        for command in vals.pop("channel_member_ids", None) or ():
            if command[0] != 0:
                raise ValidationError(_(
                    "Invalid value when creating a channel with memberships, only 0 is "
                    "allowed."
                ))
            for name in command[2]:
                if name not in allowed:
                    raise ValidationError(_(
                        "Invalid field “%(field_name)s” when creating a channel with "
                        "members.", field_name=name,
                    ))
            members.append((0, 0, dict(command[2])))
        return members

    def write(self, vals):
        """The type of a channel is for ever; new groups bring their users."""
        if "channel_type" in vals:
            changed = self.filtered(lambda c: c.channel_type != vals["channel_type"])
            if changed:
                raise UserError(_(
                    "Cannot change the channel type of: %(channel_names)s",
                    channel_names=", ".join(changed.mapped("name")),
                ))
        result = super().write(vals)
        if vals.get("group_ids"):
            self._subscribe_users_automatically()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_all_employee_channel(self):
        general = self.env.ref("mail.channel_all_employees", raise_if_not_found=False)
        if general and general in self:
            raise UserError(_(
                "You cannot delete those groups, as the Whole Company group is required "
                "by other modules."
            ))

    def _subscribe_users_automatically(self, users=None):
        """The users of the groups of a channel are its members."""
        members = self.env["discuss.channel.member"].sudo()
        for channel in self.sudo():
            found = channel.group_ids.all_user_ids
            if users is not None:
                found &= users.sudo()
            partners = found.filtered("active").partner_id - \
                channel.channel_member_ids.partner_id
            members |= channel._add_partners(partners)
        return members

    # ---- messages
    def message_post(self, *, message_type="notification", partner_ids=None, **kwargs):
        """Post; only members can be mentioned."""
        if partner_ids and self._name == "discuss.channel" and len(self) == 1:
            members = self.sudo().channel_member_ids.partner_id
            partner_ids = [id_ for id_ in partner_ids if id_ in members.ids] \
                if isinstance(partner_ids, (list, tuple)) and all(
                    isinstance(id_, int) for id_ in partner_ids) else partner_ids
        message = super(DiscussChannel, self.with_context(
            mail_post_autofollow_author_skip=True
        )).message_post(message_type=message_type, partner_ids=partner_ids, **kwargs)
        self._after_post(message)
        return message.with_env(self.env)

    def _after_post(self, message):
        """Pin the channel for its members; the author has seen the message."""
        now = fields.Datetime.now()
        channel = self.sudo().with_context(tracking_disable=True)
        channel.last_interest_dt = now
        author = message.sudo().author_id
        mine = channel.channel_member_ids.filtered(lambda m: m.partner_id == author)
        if mine:
            mine.write({
                "seen_message_id": message.id, "fetched_message_id": message.id,
                "new_message_separator": message.id + 1, "last_seen_dt": now,
                "last_interest_dt": now,
            })

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Only who is mentioned, of the members, is notified."""
        found = super()._notify_get_recipients(
            message, msg_vals, **{**kwargs, "notify_skip_followers": True}
        )
        members = set(self.sudo().channel_member_ids.partner_id.ids)
        muted = set(self.sudo().channel_member_ids.filtered(
            lambda m: m.custom_notifications == "no_notif"
        ).partner_id.ids)
        return [r for r in found if r["id"] in members - muted]

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Who reads a channel may post in it."""
        if message_operation in ("create", "read"):
            return {"read": self}
        return super()._mail_get_operation_for_mail_message_operation(message_operation)
