"""Tags of campaigns."""
from __future__ import annotations

from random import randint

from odoo import fields, models


class UtmTag(models.Model):
    _name = "utm.tag"
    _description = "UTM Tag"
    _order = "name"

    color = fields.Integer(string="Color Index", default=lambda self: randint(1, 11))
    name = fields.Char(required=True, translate=True)

    _name_uniq = models.Constraint("unique (name)", "Tag name already exists!")
