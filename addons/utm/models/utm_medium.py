"""By which medium somebody came."""
from __future__ import annotations

from odoo import fields, models


class UtmMedium(models.Model):
    _name = "utm.medium"
    _description = "UTM Medium"
    _order = "name"

    active = fields.Boolean(default=True)
    name = fields.Char(string="Medium Name", required=True)

    _unique_name = models.Constraint("UNIQUE(name)", "The name must be unique")
