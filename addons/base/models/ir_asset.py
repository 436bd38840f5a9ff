"""Assets added to or taken from bundles by records."""

from __future__ import annotations

from odoo import api, fields, models


class IrAsset(models.Model):
    _name = "ir.asset"
    _description = "Asset"
    _order = "sequence, id"

    active = fields.Boolean(string="active", default=True)
    bundle = fields.Char(string="Bundle name", required=True)
    directive = fields.Selection(
        [
            ("append", "Append"),
            ("prepend", "Prepend"),
            ("after", "After"),
            ("before", "Before"),
            ("remove", "Remove"),
            ("replace", "Replace"),
            ("include", "Include"),
        ],
        default="append",
    )
    name = fields.Char(required=True)
    path = fields.Char(string="Path (or glob pattern)", required=True)
    sequence = fields.Integer(required=True, default=16)
    target = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache("assets")
        return super().create(vals_list)

    def write(self, vals):
        if self:
            self.env.registry.clear_cache("assets")
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache("assets")
        return super().unlink()
