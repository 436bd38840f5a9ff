"""Applicants with their skills, held against those that the job needs."""
from odoo import _, api, fields, models

SKILLS = ("applicant_skill_ids", "current_applicant_skill_ids")


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    current_applicant_skill_ids = fields.One2many(
        "hr.applicant.skill", "applicant_id",
        compute="_compute_current_applicant_skill_ids", readonly=False)
    skill_ids = fields.Many2many("hr.skill", compute="_compute_skill_ids", store=True)
    matching_skill_ids = fields.Many2many("hr.skill", compute="_compute_matching")
    missing_skill_ids = fields.Many2many("hr.skill", compute="_compute_matching")
    matching_score = fields.Integer(compute="_compute_matching")

    @api.depends("applicant_skill_ids.valid_from", "applicant_skill_ids.valid_to")
    def _compute_current_applicant_skill_ids(self):
        for applicant in self:
            applicant.current_applicant_skill_ids = \
                applicant.applicant_skill_ids._is_current()

    @api.depends("applicant_skill_ids.skill_id")
    def _compute_skill_ids(self):
        for applicant in self:
            applicant.skill_ids = applicant.applicant_skill_ids.skill_id

    @api.depends_context("matching_job_id")
    @api.depends("current_applicant_skill_ids.skill_level_id", "job_id.job_skill_ids")
    def _compute_matching(self):
        for applicant in self:
            asked = self.env["hr.job"].browse(
                self.env.context.get("matching_job_id") or ()) or applicant.job_id
            needed = asked.sudo().current_job_skill_ids
            own = {one.skill_id: one.level_progress
                   for one in applicant.current_applicant_skill_ids}
            applicant.matching_skill_ids = needed.skill_id.filtered(
                lambda skill, own=own: skill in own)
            applicant.missing_skill_ids = needed.skill_id.filtered(
                lambda skill, own=own: skill not in own)
            wanted = sum(need.level_progress for need in needed)
            had = sum(min(need.level_progress, own.get(need.skill_id, 0)) for need in needed)
            applicant.matching_score = round(100 * had / wanted) if wanted else False

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make applicants."""
        skills = self.env["hr.applicant.skill"]
        return super().create([skills._gather(vals, SKILLS) for vals in vals_list])

    def write(self, vals):
        """Change applicants; the levels that skills had stay known."""
        if not any(name in vals for name in SKILLS):
            return super().write(vals)
        for applicant in self:
            super(HrApplicant, applicant).write(
                applicant.applicant_skill_ids._gather(vals, SKILLS))
        return True

    def _get_employee_create_vals(self):
        """Return the values of the employee: the skills come along."""
        values = super()._get_employee_create_vals()
        values["employee_skill_ids"] = [(0, 0, {
            "skill_type_id": own.skill_type_id.id, "skill_id": own.skill_id.id,
            "skill_level_id": own.skill_level_id.id, "valid_from": own.valid_from,
            "valid_to": own.valid_to,
        }) for own in self.current_applicant_skill_ids]
        return values

    def action_add_to_job(self):
        """Let the applicants apply for the job of the context."""
        job = self.env["hr.job"].browse(self.env.context.get("active_id") or ())
        stage = self.env["hr.recruitment.stage"].search([
            "|", ("job_ids", "=", False), ("job_ids", "=", job.id)], limit=1)
        self.with_context(just_moved=True).write({"job_id": job.id, "stage_id": stage.id})
        return {
            "type": "ir.actions.act_window", "name": _("Applicants"),
            "res_model": "hr.applicant", "view_mode": "kanban,list,form",
            "views": [[False, "kanban"], [False, "list"], [False, "form"]],
            "domain": [("job_id", "=", job.id)], "context": {"default_job_id": job.id},
        }
