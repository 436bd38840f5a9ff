"""Departments that look for people."""
from odoo import fields, models


class HrDepartment(models.Model):
    _inherit = "hr.department"

    new_applicant_count = fields.Integer(
        compute="_compute_recruitment", compute_sudo=True)
    new_hired_employee = fields.Integer(
        compute="_compute_recruitment", compute_sudo=True)
    expected_employee = fields.Integer(
        compute="_compute_recruitment", compute_sudo=True)

    def _compute_recruitment(self):
        applicants = dict(self.env["hr.applicant"]._read_group(
            [("department_id", "in", self.ids), ("stage_id.sequence", "<=", "1")],
            ["department_id"], ["__count"]))
        jobs = {department: (hired, wanted) for department, hired, wanted in
                self.env["hr.job"]._read_group(
                    [("department_id", "in", self.ids)], ["department_id"],
                    ["no_of_hired_employee:sum", "no_of_recruitment:sum"])}
        for department in self:
            department.new_applicant_count = applicants.get(department, 0)
            hired, wanted = jobs.get(department, (0, 0))
            department.new_hired_employee = hired
            department.expected_employee = wanted
