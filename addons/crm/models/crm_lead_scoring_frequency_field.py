"""Fields that leads are scored by."""
from __future__ import annotations

from random import randint

from odoo import fields, models


class CrmLeadScoringFrequencyField(models.Model):
    _name = "crm.lead.scoring.frequency.field"
    _description = "Fields that can be used for predictive lead scoring computation"

    color = fields.Integer(default=lambda self: randint(1, 11))
    field_id = fields.Many2one("ir.model.fields", required=True, ondelete="cascade")
    name = fields.Char(
        string="Field Label", related="field_id.field_description", translate=True,
    )
