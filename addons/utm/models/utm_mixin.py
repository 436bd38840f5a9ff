"""Records that know where they came from."""
from __future__ import annotations

from odoo import fields, models


class UtmMixin(models.AbstractModel):
    _name = "utm.mixin"
    _description = "UTM Mixin"

    campaign_id = fields.Many2one("utm.campaign", index="btree_not_null")
    medium_id = fields.Many2one("utm.medium", index="btree_not_null")
    source_id = fields.Many2one("utm.source", index="btree_not_null")
