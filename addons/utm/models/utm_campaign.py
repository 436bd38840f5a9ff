"""Campaigns."""
from __future__ import annotations

from odoo import api, fields, models


class UtmCampaign(models.Model):
    _name = "utm.campaign"
    _description = "UTM Campaign"
    _rec_name = "title"

    active = fields.Boolean(default=True)
    color = fields.Integer(string="Color Index")
    is_auto_campaign = fields.Boolean(
        string="Automatically Generated Campaign", default=False,
    )
    name = fields.Char(
        string="Campaign Identifier", required=True, compute="_compute_name", store=True,
        readonly=False, precompute=True,
    )
    stage_id = fields.Many2one(
        "utm.stage", required=True, copy=False,
        default=lambda self: self.env["utm.stage"].search([], limit=1),
    )
    tag_ids = fields.Many2many(
        "utm.tag", "utm_tag_rel", "tag_id", "campaign_id", string="Tags",
    )
    title = fields.Char(string="Campaign Name", required=True, translate=True)
    user_id = fields.Many2one(
        "res.users", string="Responsible", required=True, default=lambda self: self.env.uid,
    )

    _unique_name = models.Constraint("UNIQUE(name)", "The name must be unique")

    @api.depends("title")
    def _compute_name(self):
        mixin = self.env["utm.mixin"].with_context(utm_check_skip_record_ids=self.ids)
        names = mixin._get_unique_names(self._name, [one.title for one in self])
        for campaign, name in zip(self, names, strict=True):
            campaign.name = name

    @api.model_create_multi
    def create(self, vals_list):
        """A campaign needs a title or a name."""
        for vals in vals_list:
            if vals.get("name") and not vals.get("title"):
                vals["title"] = vals["name"]
            elif vals.get("title") and not vals.get("name"):
                vals["name"] = vals["title"]
        return super().create(self.env["utm.mixin"]._with_unique_names(self, vals_list))

    def copy_data(self, default=None):
        """Return the values of copies, which have identifiers of their own."""
        values = super().copy_data(default)
        for vals in values:
            vals.pop("name", None)
        return values
