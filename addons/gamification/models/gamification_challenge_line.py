"""Goals that a challenge sets."""
from __future__ import annotations

from odoo import fields, models


class GamificationChallengeLine(models.Model):
    _inherit = "gamification.challenge.line"

    sequence = fields.Integer(default=1)
