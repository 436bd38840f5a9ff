"""Members of conversations with visitors, and what is kept of them."""
from __future__ import annotations

from odoo import api, fields, models

TYPES = [("agent", "Agent"), ("visitor", "Visitor"), ("bot", "Chatbot")]


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    agent_expertise_ids = fields.Many2many(
        "im_livechat.expertise", compute="_compute_of_history",
        inverse="_inverse_agent_expertise_ids", store=False, readonly=False)
    chatbot_script_id = fields.Many2one(
        "chatbot.script", compute="_compute_of_history",
        inverse="_inverse_chatbot_script_id", store=False, readonly=False)
    livechat_member_type = fields.Selection(
        TYPES, compute="_compute_of_history", inverse="_inverse_livechat_member_type",
        store=False, readonly=False)

    @api.depends("livechat_member_history_ids.livechat_member_type",
                 "livechat_member_history_ids.chatbot_script_id",
                 "livechat_member_history_ids.agent_expertise_ids")
    def _compute_of_history(self):
        for member in self:
            entry = member.sudo().livechat_member_history_ids[:1]
            member.livechat_member_type = entry.livechat_member_type
            member.chatbot_script_id = entry.chatbot_script_id
            member.agent_expertise_ids = entry.agent_expertise_ids

    def _inverse_livechat_member_type(self):
        for member in self:
            member._keep_history({"livechat_member_type": member.livechat_member_type})

    def _inverse_chatbot_script_id(self):
        for member in self:
            member._keep_history({"chatbot_script_id": member.chatbot_script_id.id})

    def _inverse_agent_expertise_ids(self):
        for member in self:
            member._keep_history(
                {"agent_expertise_ids": [(6, 0, member.agent_expertise_ids.ids)]})

    def _keep_history(self, values):
        """Write what is kept of the member: it stays when the member leaves."""
        histories = self.env["im_livechat.channel.member.history"].sudo()
        who = ("partner_id", self.partner_id.id) if self.partner_id \
            else ("guest_id", self.guest_id.id)
        entry = self.sudo().livechat_member_history_ids or histories.search(
            [("channel_id", "=", self.channel_id.id), (who[0], "=", who[1])], limit=1)
        values = {**values, "member_id": self.id}
        if entry:
            entry.write(values)
        else:
            histories.create({**values, "channel_id": self.channel_id.id, who[0]: who[1]})
        self.invalidate_recordset(["livechat_member_history_ids"])

    @api.model_create_multi
    def create(self, vals_list):
        """Keep who takes part, and as what: operators, chatbots, visitors."""
        members = super().create(vals_list)
        for member in members.filtered(lambda m: m.channel_id.channel_type == "livechat"):
            if not member.sudo().livechat_member_history_ids:
                member._keep_history(member._guess_kind())
        return members

    def _guess_kind(self):
        partner = self.partner_id
        script = self.env["chatbot.script"].sudo().with_context(active_test=False).search(
            [("operator_partner_id", "=", partner.id)], limit=1) if partner else None
        if script:
            return {"livechat_member_type": "bot", "chatbot_script_id": script.id}
        inside = any(not user.share for user in partner.sudo().user_ids)
        return {"livechat_member_type": "agent" if inside else "visitor"}
