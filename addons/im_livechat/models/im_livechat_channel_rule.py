"""On which pages the chat is offered."""
from __future__ import annotations

import re

from odoo import fields, models


class ImLivechatChannelRule(models.Model):
    _inherit = "im_livechat.channel.rule"

    action = fields.Selection(default="display_button")
    auto_popup_timer = fields.Integer(default=0)
    chatbot_enabled_condition = fields.Selection(default="always")
    sequence = fields.Integer(default=10)

    def match_rule(self, channel_id, url, country_id=False):
        """Return the first rule for a page: those of the country go first."""
        rules = self.search([("channel_id", "=", channel_id)])
        own = rules.filtered(lambda r: country_id and country_id in r.country_ids.ids)
        general = rules.filtered(lambda r: not r.country_ids)
        for rule in [*own, *general]:
            if rule._fits(url):
                return rule
        return self.browse()

    def _fits(self, url):
        try:
            if not re.search(self.regex_url or "", url or ""):
                return False
        except re.error:
            return False
        script = self.chatbot_script_id
        if not script:
            return True
        if not script.active or not script.script_step_ids:
            return False
        staffed = bool(self.channel_id.available_operator_ids)
        return {
            "always": True, "only_if_no_operator": not staffed,
            "only_if_operator": staffed,
        }[self.chatbot_enabled_condition]
