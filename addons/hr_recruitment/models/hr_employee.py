"""Employees who were applicants."""
from odoo import _, api, fields, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    applicant_ids = fields.One2many(
        "hr.applicant", "employee_id", "Applicants", groups="hr.group_hr_user")

    @api.model_create_multi
    def create(self, vals_list):
        """Make employees; the applicants whom they were hear of it."""
        employees = super().create(vals_list)
        for employee in employees.sudo():
            for applicant in employee.applicant_ids:
                applicant._message_log(body=_(
                    "Applicant hired: the employee %s was created.", employee.name))
        return employees
