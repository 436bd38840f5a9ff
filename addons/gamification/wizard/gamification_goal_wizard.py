"""Telling how far a goal is."""
from __future__ import annotations

from odoo import models


class GamificationGoalWizard(models.TransientModel):
    _inherit = "gamification.goal.wizard"

    def action_update_current(self):
        """Take over the number; whether that is enough is said by hand."""
        for wizard in self:
            wizard.goal_id.write({
                "current": wizard.current, "to_update": False,
                "last_update": self.env.cr.now().date()})
            wizard.goal_id.update_goal()
        return True
