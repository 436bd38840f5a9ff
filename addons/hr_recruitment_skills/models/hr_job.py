"""Jobs look for applicants who can what they need."""
from odoo import _, api, fields, models


class HrJob(models.Model):
    _inherit = "hr.job"

    applicant_matching_score = fields.Float(
        compute="_compute_applicant_matching_score",
        groups="hr_recruitment.group_hr_recruitment_interviewer,hr.group_hr_user")

    @api.depends_context("active_applicant_id")
    def _compute_applicant_matching_score(self):
        applicant = self.env["hr.applicant"].browse(
            self.env.context.get("active_applicant_id") or ())
        for job in self:
            job.applicant_matching_score = applicant.with_context(
                matching_job_id=job.id).matching_score if applicant else False

    def action_search_matching_applicants(self):
        """List applicants for other jobs who can something that the job needs."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Matching Applicants"),
            "res_model": "hr.applicant", "view_mode": "list,form",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("job_id", "!=", self.id), ("skill_ids", "in", self.skill_ids.ids)],
            "context": {"matching_job_id": self.id},
        }
