"""Employees who note their hours."""
from odoo import _, fields, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    has_timesheet = fields.Boolean(
        compute="_compute_has_timesheet", groups="hr.group_hr_user")

    def _compute_has_timesheet(self):
        rows = self.env["account.analytic.line"].sudo()._read_group(
            [("employee_id", "in", self.ids), ("project_id", "!=", False)],
            ["employee_id"])
        known = {employee.id for [employee] in rows}
        for employee in self:
            employee.has_timesheet = employee.id in known

    def action_timesheet_from_employee(self):
        """Open the hours of an employee."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Timesheets"),
            "res_model": "account.analytic.line", "view_mode": "list,form",
            "domain": [("employee_id", "=", self.id), ("project_id", "!=", False)],
            "context": {"default_employee_id": self.id, "create": self.active},
        }
