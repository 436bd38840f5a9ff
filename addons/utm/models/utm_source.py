"""From where somebody came."""
from __future__ import annotations

from odoo import fields, models


class UtmSource(models.Model):
    _name = "utm.source"
    _description = "UTM Source"

    name = fields.Char(string="Source Name", required=True)

    _unique_name = models.Constraint("UNIQUE(name)", "The name must be unique")
