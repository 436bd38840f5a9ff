"""How far companies got with panels."""
from odoo import api, fields, models


class OnboardingProgress(models.Model):
    _inherit = "onboarding.progress"
    _rec_name = "onboarding_id"

    onboarding_state = fields.Selection(compute="_compute_onboarding_state", store=True)

    @api.depends("onboarding_id.step_ids", "progress_step_ids",
                 "progress_step_ids.step_state")
    def _compute_onboarding_state(self):
        for progress in self:
            done = progress.progress_step_ids.filtered(
                lambda step: step.step_state in ("just_done", "done"))
            whole = len(progress.onboarding_id.step_ids)
            progress.onboarding_state = "done" if len(done) == whole else "not_done"

    def action_close(self):
        """Close the panels."""
        self.is_onboarding_closed = True

    def action_toggle_visibility(self):
        """Close what is open, open what is closed."""
        for progress in self:
            progress.is_onboarding_closed = not progress.is_onboarding_closed
