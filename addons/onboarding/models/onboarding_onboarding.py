"""Panels of first steps."""
from odoo import _, api, fields, models
from odoo.fields import Domain

STATES = [("not_done", "Not done"), ("just_done", "Just done"), ("done", "Done")]


class OnboardingOnboarding(models.Model):
    _inherit = "onboarding.onboarding"

    text_completed = fields.Char(default=lambda self: _(
        "Nice work! Your configuration is done."))
    sequence = fields.Integer(default=10)
    is_per_company = fields.Boolean(compute="_compute_is_per_company")
    current_progress_id = fields.Many2one(
        "onboarding.progress", compute="_compute_current_progress")
    current_onboarding_state = fields.Selection(
        STATES, compute="_compute_current_progress")
    is_onboarding_closed = fields.Boolean(compute="_compute_current_progress")

    _route_name_uniq = models.Constraint(
        "UNIQUE (route_name)", "Onboarding alias must be unique.")

    @api.depends("step_ids.is_per_company")
    def _compute_is_per_company(self):
        for panel in self:
            panel.is_per_company = any(panel.step_ids.mapped("is_per_company"))

    @api.depends_context("company")
    @api.depends("progress_ids.is_onboarding_closed", "progress_ids.onboarding_state",
                 "progress_ids.company_id")
    def _compute_current_progress(self):
        for panel in self:
            progress = panel.progress_ids.filtered(
                lambda own: own.company_id in (self.env.company, own.company_id.browse()))
            panel.current_progress_id = progress[:1]
            panel.current_onboarding_state = progress[:1].onboarding_state or "not_done"
            panel.is_onboarding_closed = progress[:1].is_onboarding_closed

    def write(self, vals):
        """Change panels; how far companies got follows their steps."""
        before = {panel: panel.is_per_company for panel in self}
        result = super().write(vals)
        if "step_ids" in vals:
            self.filtered(lambda panel: panel.is_per_company != before[panel]) \
                .progress_ids.unlink()
            self.action_refresh_progress_ids()
        return result

    # ---- progress
    def _search_or_create_progress(self):
        """Return how far the company got with each panel, noted if it was not."""
        self.env["onboarding.progress"].create([{
            "company_id": self.env.company.id if panel.is_per_company else False,
            "onboarding_id": panel.id,
            "progress_step_ids": [(6, 0, panel.step_ids.current_progress_step_id.ids)],
        } for panel in self if not panel.current_progress_id])
        return self.current_progress_id

    def action_refresh_progress_ids(self):
        """Give what is noted of companies the steps that the panels have now."""
        for progress in self.progress_ids:
            steps = progress.onboarding_id.step_ids.progress_ids.filtered_domain(
                Domain("company_id", "in", [progress.company_id.id, False]))
            progress.progress_step_ids = [(6, 0, steps.ids)]

    # ---- closing
    def action_close(self):
        """Close the panels for the company."""
        self._search_or_create_progress().action_close()

    @api.model
    def action_close_panel(self, xmlid):
        """Close the panel of an external id, if there is one."""
        panel = self.env.ref(xmlid, raise_if_not_found=False)
        if panel:
            panel.action_close()

    def action_toggle_visibility(self):
        """Close what is open, open what is closed."""
        self._search_or_create_progress().action_toggle_visibility()
