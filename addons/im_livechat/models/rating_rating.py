"""Ratings of conversations."""
from __future__ import annotations

from odoo import models


class RatingRating(models.Model):
    _inherit = "rating.rating"

    def action_open_rated_object(self):
        """Conversations open in a form of their own."""
        action = super().action_open_rated_object()
        if self.res_model == "discuss.channel" and self.env[self.res_model].browse(
            self.res_id
        ).channel_type == "livechat":
            view = self.env.ref("im_livechat.discuss_channel_view_form", False)
            action["views"] = [[view.id if view else False, "form"]]
        return action
