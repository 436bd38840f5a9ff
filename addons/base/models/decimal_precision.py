"""Named precisions of float fields, set up by administrators."""
from __future__ import annotations

from odoo import api, fields, models, tools
from odoo.tools import SQL

DEFAULT_DIGITS = 2


class DecimalPrecision(models.Model):
    _name = "decimal.precision"
    _description = "Decimal Precision"

    name = fields.Char("Usage", required=True)
    digits = fields.Integer("Digits", required=True, default=DEFAULT_DIGITS)

    _name_uniq = models.Constraint(
        "unique (name)", "Only one value can be defined for each given usage!"
    )

    @api.model
    @tools.ormcache("application")
    def precision_get(self, application):
        """Return the number of digits after the point for a usage."""
        rows = self.env.execute_query(
            SQL("SELECT digits FROM decimal_precision WHERE name = %s", application)
        )
        return rows[0][0] if rows else DEFAULT_DIGITS

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
