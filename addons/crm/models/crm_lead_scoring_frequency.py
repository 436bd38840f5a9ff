"""How often leads with a value are won."""
from __future__ import annotations

from odoo import fields, models


class CrmLeadScoringFrequency(models.Model):
    _name = "crm.lead.scoring.frequency"
    _description = "Lead Scoring Frequency"

    lost_count = fields.Float(digits=(16, 1))
    team_id = fields.Many2one("crm.team", string="Sales Team", ondelete="cascade")
    value = fields.Char()
    variable = fields.Char(index=True)
    won_count = fields.Float(digits=(16, 1))
