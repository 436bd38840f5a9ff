"""Jobs to fill, each with an address for applications."""
from odoo import api, fields, models

READERS = "hr_recruitment.group_hr_recruitment_interviewer,hr.group_hr_user"


class HrJob(models.Model):
    _inherit = ["mail.alias.mixin", "hr.job"]

    user_id = fields.Many2one(default=lambda self: self.env.user)
    address_id = fields.Many2one(default=lambda self: self.env.company.partner_id)
    application_count = fields.Integer(compute="_compute_application_count")
    all_application_count = fields.Integer(compute="_compute_application_count")
    new_application_count = fields.Integer(compute="_compute_application_count")
    old_application_count = fields.Integer(compute="_compute_application_count")
    open_application_count = fields.Integer(compute="_compute_application_count")
    no_of_hired_employee = fields.Integer(
        compute="_compute_no_of_hired_employee", store=True, copy=False)
    employee_count = fields.Integer(compute="_compute_employee_count")
    favorite_user_ids = fields.Many2many(default=lambda self: [(6, 0, [self.env.uid])])
    is_favorite = fields.Boolean(
        compute="_compute_is_favorite", inverse="_inverse_is_favorite",
        search="_search_is_favorite")
    applicant_hired = fields.Integer(compute="_compute_application_count")
    no_of_employee = fields.Integer(groups=READERS)
    expected_employees = fields.Integer(groups=READERS)

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
            job.old_application_count = job.application_count - job.new_application_count
            job.open_application_count = len(live.filtered(
                lambda a: not a.stage_id.hired_stage))
            job.applicant_hired = len(everyone.filtered("stage_id.hired_stage"))

    @api.depends("application_ids.date_closed", "application_ids.active")
    def _compute_no_of_hired_employee(self):
        for job in self:
            everyone = job.with_context(active_test=False).application_ids
            job.no_of_hired_employee = len(everyone.filtered("date_closed"))

    def _compute_employee_count(self):
        rows = self.env["hr.employee"].sudo()._read_group(
            [("job_id", "in", self.ids)], ["job_id"], ["__count"])
        found = {job.id: count for job, count in rows}
        for job in self:
            job.employee_count = found.get(job.id, 0)

    @api.depends("favorite_user_ids")
    @api.depends_context("uid")
    def _compute_is_favorite(self):
        for job in self:
            job.is_favorite = self.env.user in job.favorite_user_ids

    def _inverse_is_favorite(self):
        for job in self.sudo():
            job.favorite_user_ids = [(4 if job.is_favorite else 3, self.env.uid)]

    def _search_is_favorite(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("favorite_user_ids", "in", [self.env.uid])]

    def action_open_employees(self):
        """Open the employees who hold the job."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.env._("Related Employees"),
            "res_model": "hr.employee", "view_mode": "list,kanban,form",
            "domain": [("job_id", "=", self.id)],
        }

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
