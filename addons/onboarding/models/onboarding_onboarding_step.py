"""First steps."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from .onboarding_onboarding import STATES


class OnboardingOnboardingStep(models.Model):
    _inherit = "onboarding.onboarding.step"

    button_text = fields.Char(default=lambda self: _("Let's do it"))
    done_text = fields.Char(default=lambda self: _("Step Completed! - Click to review"))
    done_icon = fields.Char(default="fa-star")
    step_image_alt = fields.Char(default="Onboarding Step Image")
    is_per_company = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    current_progress_step_id = fields.Many2one(
        "onboarding.progress.step", compute="_compute_current_progress")
    current_step_state = fields.Selection(STATES, compute="_compute_current_progress")

    @api.depends_context("company")
    @api.depends("progress_ids.step_state", "progress_ids.company_id")
    def _compute_current_progress(self):
        for step in self:
            progress = step.progress_ids.filtered(
                lambda own: own.company_id in (self.env.company, own.company_id.browse()))
            step.current_progress_step_id = progress[:1]
            step.current_step_state = progress[:1].step_state or "not_done"

    @api.constrains("onboarding_ids")
    def check_step_on_onboarding_has_action(self):
        """Refuse steps of panels that open nothing; ValidationError."""
        wrong = self.filtered(
            lambda step: step.onboarding_ids and not step.panel_step_open_action_name)
        if wrong:
            raise ValidationError(_(
                "An \"Opening Action\" is required for the following steps to be linked "
                "to an onboarding panel: %(step_titles)s",
                step_titles=wrong.mapped("title")))

    @api.model_create_multi
    def create(self, vals_list):
        """Make steps; what is noted of their panels knows them."""
        steps = super().create(vals_list)
        steps.onboarding_ids.action_refresh_progress_ids()
        return steps

    def write(self, vals):
        """Change steps; what was noted goes when they become common or not."""
        panels = self.onboarding_ids
        if "is_per_company" in vals:
            changed = self.filtered(
                lambda step: step.is_per_company != vals["is_per_company"])
            changed.progress_ids.unlink()
        result = super().write(vals)
        if "onboarding_ids" in vals:
            (panels | self.onboarding_ids).action_refresh_progress_ids()
        return result

    def _search_or_create_progress(self):
        missing = self.filtered(lambda step: not step.current_progress_step_id)
        for step in missing:
            company = self.env.company.id if step.is_per_company else False
            progress = step.onboarding_ids.current_progress_id
            self.env["onboarding.progress.step"].create({
                "step_id": step.id, "company_id": company,
                "progress_ids": [(6, 0, progress.ids)]})
        return self.current_progress_step_id

    def action_set_just_done(self):
        """Note that the company has done the steps; return those that were not."""
        left = self.filtered(lambda step: step.current_step_state == "not_done")
        left._search_or_create_progress().action_set_just_done()
        return left

    @api.model
    def action_validate_step(self, xml_id):
        """Note that a step was done; JUST_DONE, WAS_DONE or NOT_FOUND."""
        step = self.env.ref(xml_id, raise_if_not_found=False)
        if not step:
            return "NOT_FOUND"
        return "JUST_DONE" if step.action_set_just_done() else "WAS_DONE"
