"""Jobs to fill, each with an address for applications."""
from odoo import api, fields, models


class HrJob(models.Model):
    _inherit = "hr.job"

    user_id = fields.Many2one(default=lambda self: self.env.user)
    address_id = fields.Many2one(default=lambda self: self.env.company.partner_id)
    application_count = fields.Integer(compute="_compute_application_count")
    all_application_count = fields.Integer(compute="_compute_application_count")
    new_application_count = fields.Integer(compute="_compute_application_count")
    applicant_hired = fields.Integer(compute="_compute_application_count")

    @api.depends("application_ids.stage_id", "application_ids.active")
    def _compute_application_count(self):
        first = self.env["hr.recruitment.stage"].search([], limit=1)
        for job in self:
            live = job.application_ids
            everyone = job.with_context(active_test=False).application_ids
            job.application_count = len(live)
            job.all_application_count = len(everyone)
            job.new_application_count = len(
                live.filtered(lambda a: a.stage_id == first))
            job.applicant_hired = len(everyone.filtered("stage_id.hired_stage"))

    def _alias_get_creation_values(self):
        values = super()._alias_get_creation_values()
        values["alias_model_id"] = self.env["ir.model"]._get_id("hr.applicant")
        if self.id:
            values["alias_defaults"] = repr({
                "job_id": self.id, "department_id": self.department_id.id,
                "company_id": self.company_id.id, "user_id": self.user_id.id,
            })
        return values

    @api.model_create_multi
    def create(self, vals_list):
        """Make jobs, whose aliases make applicants."""
        model = self.env["ir.model"]._get_id("hr.applicant")
        for vals in vals_list:
            if not vals.get("alias_id"):
                vals.setdefault("alias_model_id", model)
        jobs = super().create(vals_list)
        for job in jobs.filtered("alias_id"):
            job.alias_id.alias_defaults = \
                job._alias_get_creation_values().get("alias_defaults")
        return jobs
