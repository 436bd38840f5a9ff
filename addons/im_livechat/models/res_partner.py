"""Partners and their conversations."""
from __future__ import annotations

from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    livechat_channel_count = fields.Integer(compute="_compute_livechat_channel_count")
    user_livechat_username = fields.Char(compute="_compute_user_livechat_username")

    def _get_session_domain(self):
        return [("channel_type", "=", "livechat"),
                ("livechat_customer_partner_ids", "in", self.ids)]

    def _compute_livechat_channel_count(self):
        found = dict(self.env["discuss.channel"].sudo()._read_group(
            self._get_session_domain(), ["livechat_customer_partner_ids"], ["__count"]))
        for partner in self:
            partner.livechat_channel_count = found.get(partner, 0)

    @api.depends("user_ids.livechat_username")
    def _compute_user_livechat_username(self):
        for partner in self.sudo():
            partner.user_livechat_username = next(
                (user.livechat_username for user in partner.user_ids
                 if user.livechat_username), False)

    def action_view_livechat_sessions(self):
        """Open the conversations."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "im_livechat.discuss_channel_action")
        return {**action, "context": {}, "domain": self._get_session_domain()}
