"""Joining and leaving channels, and what members do in them."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import email_normalize


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    # ---- members
    def _add_partners(self, partners):
        members = self.env["discuss.channel.member"].sudo()
        for channel in self:
            members |= members.create([
                {"channel_id": channel.id, "partner_id": partner.id}
                for partner in partners
            ])
        return members

    def add_members(self, partner_ids=None, guest_ids=None, invite_to_rtc_call=False,
                    open_chat_window=False, post_joined_message=True):
        """Make partners (ids of res.partner, not of users) members of the channel."""
        partners = self.env["res.partner"].browse(partner_ids or ()).exists()
        guests = self.env["mail.guest"].browse(guest_ids or ()).exists()
        members = self.env["discuss.channel.member"]
        for channel in self:
            if channel.channel_type == "chat" and partners:
                raise UserError(_(
                    "Adding more members to this chat isn't possible; it's designed for "
                    "just two people."
                ))
            known = channel.sudo().channel_member_ids
            new = partners.filtered("active") - known.partner_id
            created = self.env["discuss.channel.member"].create([
                *[{"channel_id": channel.id, "partner_id": p.id} for p in new],
                *[{"channel_id": channel.id, "guest_id": g.id}
                  for g in guests - known.guest_id],
            ])
            members |= created
            if post_joined_message and channel.channel_type == "group":
                channel._tell_joined(created)
        return members

    def _tell_joined(self, members):
        for member in members:
            name = member.partner_id.name or member.guest_id.name
            link = Markup(
                '<a href="%s" data-oe-protected="true" data-oe-id="%s" '
                'data-oe-model="res.partner" class="o_mail_redirect">@%s</a>'
            ) % ("#", member.partner_id.id, name)
            own = member.partner_id == self.env.user.partner_id
            text = _("joined the channel") if own else Markup(
                _("invited %s to the channel")
            ) % link
            self.sudo().message_post(
                author_id=self.env.user.partner_id.id,
                body=Markup('<div class="o_mail_notification" '
                            'data-oe-type="channel-joined">%s</div>') % text,
                message_type="notification", subtype_xmlid="mail.mt_comment",
            )

    def channel_join(self):
        """Become a member. Returns nothing, as in Odoo."""
        self.check_access("read")
        partner = self.env.user.partner_id
        for channel in self:
            if partner not in channel.sudo().channel_member_ids.partner_id:
                self.env["discuss.channel.member"].create({
                    "channel_id": channel.id, "partner_id": partner.id,
                })

    def action_unfollow(self):
        """Leave the channel. Returns nothing, as in Odoo."""
        partner = self.env.user.partner_id
        for channel in self:
            member = self.env["discuss.channel.member"].sudo().search([
                ("channel_id", "=", channel.id), ("partner_id", "=", partner.id),
            ])
            if not member:
                continue
            if channel.channel_type != "channel":
                channel.sudo().message_post(
                    author_id=partner.id,
                    body=Markup('<div class="o_mail_notification" '
                                'data-oe-type="channel-left">%s</div>')
                    % _("left the channel"),
                    message_type="notification", subtype_xmlid="mail.mt_comment",
                )
            member.unlink()

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Channels have members, no followers."""
        raise UserError(_(
            "Adding followers on channels is not possible. Consider adding members "
            "instead."
        ))

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        return True

    # ---- what members do
    def _own_member(self):
        return self.env["discuss.channel.member"].sudo().search([
            ("channel_id", "in", self.ids),
            ("partner_id", "=", self.env.user.partner_id.id),
        ])

    def channel_fetched(self):
        """Note that all messages have arrived. Returns nothing, as in Odoo."""
        for channel in self.filtered(lambda c: c.channel_type in ("chat", "whatsapp")):
            last = self.env["mail.message"].sudo().search([
                ("model", "=", self._name), ("res_id", "=", channel.id),
            ], order="id desc", limit=1)
            member = channel._own_member()
            if last and member and member.fetched_message_id.id != last.id:
                member.fetched_message_id = last

    def channel_pin(self, pinned=False):
        """Pin or unpin the channel for the user. Returns nothing, as in Odoo."""
        self.ensure_one()
        member = self._own_member()
        if member:
            member.unpin_dt = False if pinned else fields.Datetime.now()

    def channel_set_custom_name(self, name):
        """Name the channel for the user. Returns nothing, as in Odoo."""
        self.ensure_one()
        self._own_member().custom_channel_name = name

    def channel_rename(self, name):
        """Rename the channel and tell. Returns nothing, as in Odoo."""
        self.ensure_one()
        self.write({"name": name})
        self.message_post(
            body=Markup('<div data-oe-type="channel_rename" class="o_mail_notification">'
                        '%s</div>') % name,
            message_type="notification", subtype_xmlid="mail.mt_comment",
        )

    def channel_change_description(self, description):
        """Describe the channel. Returns nothing, as in Odoo."""
        self.ensure_one()
        self.write({"description": description})

    def set_message_pin(self, message_id, pinned):
        """Pin a message, telling so, or unpin it. Returns nothing, as in Odoo."""
        self.ensure_one()
        message = self.env["mail.message"].sudo().search([
            ("id", "=", message_id), ("model", "=", self._name), ("res_id", "=", self.id),
            ("pinned_at", "=" if pinned else "!=", False),
        ])
        if not message:
            return
        message.pinned_at = fields.Datetime.now() if pinned else False
        if pinned:
            text = Markup(
                '%(user)s pinned a <a href="#" data-oe-type="highlight" data-oe-id="%(id)s">'
                "message</a> to this channel.\n                    "
                '<a href="#" data-oe-type="pin-menu">See all pinned messages</a>.'
            ) % {"user": Markup("<b>%s</b>") % self.env.user.name, "id": message_id}
            self.message_post(
                body=Markup('<div data-oe-type="pin" class="o_mail_notification">'
                            "%s</div>") % text,
                message_type="notification", subtype_xmlid="mail.mt_comment",
            )

    def execute_command_help(self, **kwargs):
        """Show help to the user only. Returns nothing, as in Odoo."""
        self.ensure_one()
        self._send_transient(_("You are in the channel %s.", self.display_name))

    def execute_command_who(self, **kwargs):
        """Show the members to the user only. Returns nothing, as in Odoo."""
        self.ensure_one()
        names = ", ".join(self.sudo().channel_member_ids.mapped("partner_id.name"))
        self._send_transient(_("Users in this channel: %s", names))

    def execute_command_leave(self, **kwargs):
        """Leave the channel. Returns nothing, as in Odoo."""
        if self.channel_type in ("channel", "group"):
            self.action_unfollow()
        else:
            self.channel_pin(False)

    def _send_transient(self, text):
        self.env.user.partner_id._bus_send("discuss.channel/transient_message", {
            "body": f"<span class='o_mail_notification'>{text}</span>",
            "channel_id": self.id,
        })

    @api.model
    def get_mention_suggestions(self, search, limit=8):
        """Return channels to mention."""
        found = self.search([
            ("name", "ilike", search), ("channel_type", "=", "channel"),
        ], limit=limit)
        return {"discuss.channel": found.read(["name", "channel_type"])}

    def invite_by_email(self, emails):
        """Invite guests by mail: a letter for each valid address. Returns nothing."""
        self.ensure_one()
        self.check_access("read")
        if self.channel_type not in ("channel", "group") or self.sudo().group_public_id:
            raise UserError(_(
                "Inviting by email is not possible for this channel type (%s).",
                self.channel_type,
            ))
        user, link = self.env.user, f"{self.get_base_url()}{self.invitation_url}"
        body = Markup('<p>%s</p><p><a href="%s">%s</a></p>') % (_(
            "%(user_name)s has invited you to the channel %(channel_name)s.",
            user_name=user.name, channel_name=self.name,
        ), link, _("Join the channel"))
        addresses = dict.fromkeys(filter(None, map(email_normalize, emails)))
        self.env["mail.mail"].sudo().create([{
            "author_id": user.partner_id.id, "auto_delete": True, "body_html": body,
            "email_from": user.email_formatted, "email_to": address,
            "message_type": "user_notification", "model": self._name, "res_id": self.id,
            "subject": _("%(author_name)s has invited you to a channel",
                         author_name=user.name),
        } for address in addresses]).send_after_commit()

    @api.model
    def _get_or_create_chat(self, partners_to, pin=True):
        """Return the chat of the user and partners, made when there is none."""
        partners = self.env["res.partner"].browse(partners_to) | self.env.user.partner_id
        if len(partners) > 2:
            raise UserError(_("A chat should not be created with more than 2 persons."))
        for chat in self.sudo().search([
            ("channel_type", "=", "chat"),
            ("channel_partner_ids", "in", partners[:1].ids),
        ]):
            if chat.channel_member_ids.partner_id == partners:
                return chat.sudo(False)
        return self.create({
            "channel_type": "chat", "name": ", ".join(partners.mapped("name")),
            "channel_partner_ids": [(4, partner.id) for partner in partners],
        })
