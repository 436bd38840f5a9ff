"""Campaigns count who followed their links."""
from __future__ import annotations

from odoo import fields, models


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    click_count = fields.Integer(compute="_compute_clicks_count")

    def _compute_clicks_count(self):
        found = dict(self.env["link.tracker.click"].sudo()._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id"], ["__count"],
        ))
        for campaign in self:
            campaign.click_count = found.get(campaign, 0)
