"""Conversations with visitors."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import AccessError

KINDS = {"agent": "livechat_agent", "bot": "livechat_bot", "visitor": "livechat_customer"}


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    channel_type = fields.Selection(
        selection_add=[("livechat", "Livechat Conversation")],
        ondelete={"livechat": "cascade"})
    duration = fields.Float(compute="_compute_duration")
    livechat_agent_history_ids = fields.One2many(
        "im_livechat.channel.member.history", compute="_compute_livechat_histories")
    livechat_agent_partner_ids = fields.Many2many(
        compute="_compute_livechat_partners", store=True, context={"active_test": False})
    livechat_bot_history_ids = fields.One2many(
        "im_livechat.channel.member.history", compute="_compute_livechat_histories")
    livechat_bot_partner_ids = fields.Many2many(
        compute="_compute_livechat_partners", store=True, context={"active_test": False})
    livechat_customer_guest_ids = fields.Many2many(
        "mail.guest", compute="_compute_livechat_histories")
    livechat_customer_history_ids = fields.One2many(
        "im_livechat.channel.member.history", compute="_compute_livechat_histories")
    livechat_customer_partner_ids = fields.Many2many(
        compute="_compute_livechat_partners", store=True, context={"active_test": False})
    livechat_is_escalated = fields.Boolean(
        compute="_compute_livechat_is_escalated", store=True)
    livechat_matches_self_expertise = fields.Boolean(compute="_compute_livechat_matches")
    livechat_matches_self_lang = fields.Boolean(compute="_compute_livechat_matches")
    livechat_outcome = fields.Selection(compute="_compute_livechat_outcome", store=True)
    livechat_start_hour = fields.Float(compute="_compute_livechat_start", store=True)
    livechat_status = fields.Selection(
        compute="_compute_livechat_status", store=True, readonly=False)
    livechat_week_day = fields.Selection(compute="_compute_livechat_start", store=True)

    # ---- computed
    @api.depends("livechat_end_dt")
    def _compute_duration(self):
        """Tell the hours from the first message to the end, or to the last one."""
        for channel in self:
            begin = channel.create_date
            end = channel.livechat_end_dt or channel.message_ids[:1].create_date or begin
            channel.duration = (end - begin).total_seconds() / 3600 if begin and end else 0

    @api.depends("livechat_channel_member_history_ids.livechat_member_type")
    def _compute_livechat_histories(self):
        for channel in self.sudo():
            entries = channel.livechat_channel_member_history_ids
            for kind, prefix in KINDS.items():
                channel[f"{prefix}_history_ids"] = entries.filtered(
                    lambda e, kind=kind: e.livechat_member_type == kind)
            channel.livechat_customer_guest_ids = \
                channel.livechat_customer_history_ids.guest_id

    @api.depends("livechat_channel_member_history_ids.livechat_member_type",
                 "livechat_channel_member_history_ids.partner_id")
    def _compute_livechat_partners(self):
        for channel in self.sudo():
            entries = channel.livechat_channel_member_history_ids
            for kind, prefix in KINDS.items():
                channel[f"{prefix}_partner_ids"] = entries.filtered(
                    lambda e, kind=kind: e.livechat_member_type == kind).partner_id

    @api.depends("livechat_channel_member_history_ids.livechat_member_type")
    def _compute_livechat_is_escalated(self):
        """More than one has answered."""
        for channel in self:
            entries = channel.sudo().livechat_channel_member_history_ids
            answering = entries.filtered(
                lambda e: e.livechat_member_type in ("agent", "bot"))
            channel.livechat_is_escalated = channel.channel_type == "livechat" \
                and len(answering) > 1

    @api.depends("livechat_expertise_ids", "livechat_lang_id")
    @api.depends_context("uid")
    def _compute_livechat_matches(self):
        """Tell whether the user knows what, and speaks as, a visitor needs."""
        user = self.env.user.sudo()
        for channel in self:
            channel.livechat_matches_self_expertise = bool(
                channel.livechat_expertise_ids & user.livechat_expertise_ids)
            channel.livechat_matches_self_lang = bool(channel.livechat_lang_id and (
                channel.livechat_lang_id in user.livechat_lang_ids
                or channel.livechat_lang_id.code == user.lang))

    @api.depends("livechat_is_escalated", "livechat_failure")
    def _compute_livechat_outcome(self):
        for channel in self:
            channel.livechat_outcome = "escalated" if channel.livechat_is_escalated \
                else channel.livechat_failure

    @api.depends("create_date")
    def _compute_livechat_start(self):
        for channel in self:
            moment = channel.create_date or fields.Datetime.now()
            livechat = channel.channel_type == "livechat"
            channel.livechat_start_hour = moment.hour + moment.minute / 60 \
                if livechat else False
            channel.livechat_week_day = str(moment.weekday()) if livechat else False

    @api.depends("livechat_end_dt")
    def _compute_livechat_status(self):
        for channel in self.filtered(lambda c: c.livechat_end_dt):
            channel.livechat_status = False

    # ---- life
    def write(self, vals):
        """What is over needs nobody; who asks for help is found by the others."""
        if vals.get("livechat_status") and any(
            channel.livechat_end_dt for channel in self
        ):
            vals = {k: v for k, v in vals.items() if k != "livechat_status"}
        return super().write(vals)

    def livechat_join_channel_needing_help(self):
        """Join a conversation whose operator asks for help; False if none does by now."""
        self.ensure_one()
        if not self.env.user.has_group("im_livechat.im_livechat_group_user"):
            raise AccessError(_("Only Live Chat operators can join Live Chat conversations."))
        if self.livechat_status != "need_help":
            return False
        self.sudo().livechat_status = "in_progress"
        self.sudo().add_members(partner_ids=self.env.user.partner_id.ids)
        return True

    def execute_command_history(self, **kwargs):
        """Ask the visitor's page for the pages that were seen."""
        self._bus_send("im_livechat.history_command", {
            "id": self.id, "partner_id": self.env.user.partner_id.id})
