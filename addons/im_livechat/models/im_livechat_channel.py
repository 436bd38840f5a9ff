"""Live chats of web sites: who answers, and how much there is to do."""
from __future__ import annotations

from markupsafe import Markup
from odoo import Command, _, api, fields, models
from odoo.exceptions import AccessError


class ImLivechatChannel(models.Model):
    _inherit = "im_livechat.channel"
    _rating_satisfaction_days = 14

    are_you_inside = fields.Boolean(compute="_are_you_inside")
    available_operator_ids = fields.Many2many(
        "res.users", compute="_compute_available_operator_ids")
    button_background_color = fields.Char(default="#875A7B")
    button_text = fields.Char(default=lambda self: _("Need help? Chat with us."))
    button_text_color = fields.Char(default="#FFFFFF")
    chatbot_script_count = fields.Integer(compute="_compute_chatbot_script_count")
    default_message = fields.Char(default=lambda self: _("How may I help you?"))
    header_background_color = fields.Char(default="#875A7B")
    max_sessions = fields.Integer(default=10)
    max_sessions_mode = fields.Selection(default="unlimited")
    nbr_channel = fields.Integer(compute="_compute_nbr_channel")
    ongoing_session_count = fields.Integer(compute="_compute_ongoing_sessions_count")
    remaining_session_capacity = fields.Integer(
        compute="_compute_remaining_session_capacity")
    script_external = fields.Html(compute="_compute_script_external", sanitize=False)
    title_color = fields.Char(default="#FFFFFF")
    user_ids = fields.Many2many(default=lambda self: [Command.set(self.env.user.ids)])
    web_page = fields.Char(compute="_compute_web_page_link")

    _max_sessions_mode_greater_than_zero = models.Constraint(
        "CHECK(max_sessions > 0)",
        "Concurrent session number should be greater than zero.")

    # ---- computed
    @api.depends("user_ids")
    @api.depends_context("uid")
    def _are_you_inside(self):
        for channel in self:
            channel.are_you_inside = self.env.user in channel.user_ids

    @api.depends("user_ids.im_status", "max_sessions", "max_sessions_mode",
                 "channel_ids.livechat_end_dt")
    def _compute_available_operator_ids(self):
        """Those who are there, and have room for a conversation."""
        for channel in self:
            there = channel.sudo().user_ids.filtered(lambda u: u.im_status == "online")
            if channel.max_sessions_mode == "limited":
                busy = channel._count_sessions(there)
                there = there.filtered(
                    lambda u, c=channel, busy=busy: busy.get(u.partner_id, 0)
                    < c.max_sessions)
            channel.available_operator_ids = there.ids

    def _count_sessions(self, users):
        """Return partner -> conversations that go on."""
        return dict(self.env["discuss.channel"].sudo()._read_group([
            ("livechat_channel_id", "=", self.id), ("livechat_end_dt", "=", False),
            ("livechat_operator_id", "in", users.partner_id.ids),
        ], ["livechat_operator_id"], ["__count"]))

    @api.depends("rule_ids.chatbot_script_id")
    def _compute_chatbot_script_count(self):
        for channel in self:
            channel.chatbot_script_count = len(channel.rule_ids.chatbot_script_id)

    @api.depends("channel_ids")
    def _compute_nbr_channel(self):
        found = dict(self.env["discuss.channel"].sudo()._read_group(
            [("livechat_channel_id", "in", self.ids)], ["livechat_channel_id"],
            ["__count"]))
        for channel in self:
            channel.nbr_channel = found.get(channel, 0)

    @api.depends("channel_ids.livechat_end_dt")
    def _compute_ongoing_sessions_count(self):
        found = dict(self.env["discuss.channel"].sudo()._read_group(
            [("livechat_channel_id", "in", self.ids), ("livechat_end_dt", "=", False)],
            ["livechat_channel_id"], ["__count"]))
        for channel in self:
            channel.ongoing_session_count = found.get(channel, 0)

    @api.depends("max_sessions_mode", "max_sessions", "user_ids", "ongoing_session_count")
    def _compute_remaining_session_capacity(self):
        for channel in self:
            room = channel.max_sessions * len(channel.user_ids)
            channel.remaining_session_capacity = room - channel.ongoing_session_count \
                if channel.max_sessions_mode == "limited" else 0

    def _compute_script_external(self):
        base = self.get_base_url() if len(self) < 2 else self[:1].get_base_url()
        for channel in self:
            channel.script_external = Markup(
                '<script defer="defer" src="{0}/im_livechat/loader/{1}"></script>\n'
                '<script defer="defer" src="{0}/im_livechat/assets_embed.js"></script>'
            ).format(base, channel.id) if channel.id else False

    def _compute_web_page_link(self):
        for channel in self:
            channel.web_page = f"{channel.get_base_url()}/im_livechat/support/" \
                f"{channel.id}" if channel.id else False

    # ---- operators
    def _check_operator(self):
        if not self.env.user.has_group("im_livechat.im_livechat_group_user"):
            raise AccessError(_("Only live chat operators can join or leave a channel."))

    def action_join(self):
        """Answer in this channel."""
        self.ensure_one()
        self._check_operator()
        self.sudo().user_ids = [Command.link(self.env.user.id)]

    def action_quit(self):
        """Answer in this channel no longer."""
        self.ensure_one()
        self._check_operator()
        self.sudo().user_ids = [Command.unlink(self.env.user.id)]

    def action_view_rating(self):
        """Open what visitors think of the conversations."""
        self.ensure_one()
        return {
            "name": _("Ratings"), "type": "ir.actions.act_window",
            "res_model": "rating.rating", "view_mode": "kanban,list,graph,pivot,form",
            "domain": [("parent_res_id", "=", self.id),
                       ("parent_res_model", "=", self._name), ("consumed", "=", True)],
            "context": {"create": False},
        }

    def action_view_chatbot_scripts(self):
        """Open the chatbots of the channel's rules."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "im_livechat.chatbot_script_action")
        scripts = self.rule_ids.chatbot_script_id
        if len(scripts) == 1:
            return {**action, "res_id": scripts.id, "view_mode": "form",
                    "views": [[False, "form"]]}
        return {**action, "domain": [("id", "in", scripts.ids)]}

    # ---- visitors
    def get_livechat_info(self, username=None):
        """Return what a page needs to offer the chat."""
        self.ensure_one()
        info = {
            "available": self._is_livechat_available(), "server_url": self.get_base_url()}
        if info["available"]:
            info["options"] = {
                **self._get_channel_infos(),
                "default_username": username or _("Visitor")}
        return info

    def _is_livechat_available(self):
        return bool(self.chatbot_script_count or self.available_operator_ids)

    def _get_channel_infos(self):
        self.ensure_one()
        names = ("header_background_color", "button_background_color", "title_color",
                 "button_text_color", "button_text", "default_message", "review_link")
        return {
            **{name: self[name] for name in names}, "channel_name": self.name,
            "channel_id": self.id,
        }

    def _get_operator(self):
        """Return the one with the fewest conversations of those who are there."""
        self.ensure_one()
        there = self.available_operator_ids
        busy = self._count_sessions(there)
        return there.sorted(lambda user: (busy.get(user.partner_id, 0), user.id))[:1]
