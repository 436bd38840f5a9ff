"""Positions that people are hired for."""
from odoo import _, api, fields, models


class HrJob(models.Model):
    _inherit = "hr.job"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    no_of_recruitment = fields.Integer(default=1)
    no_of_employee = fields.Integer(
        "Current Number of Employees", compute="_compute_employees", store=False)
    expected_employees = fields.Integer(
        "Total Forecasted Employees", compute="_compute_employees", store=False)
    allowed_user_ids = fields.Many2many(compute="_compute_allowed_user_ids")

    _name_company_uniq = models.Constraint(
        "UNIQUE (name, company_id, department_id)",
        "The name of the job position must be unique per department in company!")
    _no_of_recruitment_positive = models.Constraint(
        "CHECK(no_of_recruitment >= 0)",
        "The expected number of new employees must be positive.")

    @api.depends("no_of_recruitment", "employee_ids.job_id", "employee_ids.active")
    def _compute_employees(self):
        groups = self.env["hr.employee"].sudo()._read_group(
            [("job_id", "in", self.ids)], ["job_id"], ["__count"])
        counts = {job.id: count for job, count in groups}
        for job in self:
            job.no_of_employee = counts.get(job.id, 0)
            job.expected_employees = job.no_of_employee + job.no_of_recruitment

    @api.depends("company_id")
    def _compute_allowed_user_ids(self):
        users = self.env["res.users"].search([("share", "=", False)])
        for job in self:
            company = job.company_id
            job.allowed_user_ids = users.filtered(
                lambda u, company=company: company in u.company_ids) if company else users

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for job, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", job.name)
        return values
