"""Which steps companies have done."""
from odoo import fields, models


class OnboardingProgressStep(models.Model):
    _inherit = "onboarding.progress.step"
    _rec_name = "step_id"

    step_state = fields.Selection(default="not_done")

    def action_consolidate_just_done(self):
        """What was just done is done; return it."""
        just = self.filtered(lambda step: step.step_state == "just_done")
        just.step_state = "done"
        return just

    def action_set_just_done(self):
        """What was not done is just done; return it."""
        left = self.filtered(lambda step: step.step_state == "not_done")
        left.step_state = "just_done"
        return left
