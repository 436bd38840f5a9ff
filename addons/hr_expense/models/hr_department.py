"""Expenses that wait in a department."""
from odoo import fields, models


class HrDepartment(models.Model):
    _inherit = "hr.department"

    expenses_to_approve_count = fields.Integer(compute="_compute_expenses_to_approve")

    def _compute_expenses_to_approve(self):
        rows = self.env["hr.expense"]._read_group(
            [("department_id", "in", self.ids), ("state", "=", "submitted")],
            ["department_id"], ["__count"])
        found = {department.id: count for department, count in rows}
        for department in self:
            department.expenses_to_approve_count = found.get(department.id, 0)
