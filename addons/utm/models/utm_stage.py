"""Stages of campaigns."""
from __future__ import annotations

from odoo import fields, models


class UtmStage(models.Model):
    _name = "utm.stage"
    _description = "Campaign Stage"
    _order = "sequence"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=1)
