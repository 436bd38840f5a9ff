"""Records that are a source."""
from __future__ import annotations

from odoo import fields, models


class UtmSourceMixin(models.AbstractModel):
    _name = "utm.source.mixin"
    _description = "UTM Source Mixin"

    name = fields.Char(string="Name", related="source_id.name", readonly=False)
    source_id = fields.Many2one("utm.source", required=True, copy=False)
