"""Tags of leads and orders."""
from __future__ import annotations

from random import randint

from odoo import fields, models


class CrmTag(models.Model):
    _name = "crm.tag"
    _description = "CRM Tag"

    color = fields.Integer(default=lambda self: randint(1, 11))
    name = fields.Char(string="Tag Name", required=True, translate=True)

    _name_uniq = models.Constraint("unique (name)", "Tag name already exists!")
