"""Employees are away, and may be for so long yet."""
from odoo import _, api, fields, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    leave_manager_id = fields.Many2one(
        "res.users", string="Time Off Approver", compute="_compute_leave_manager_id",
        store=True, readonly=False, domain=[("share", "=", False)])
    remaining_leaves = fields.Float(
        "Remaining Paid Time Off", compute="_compute_remaining_leaves")
    allocation_count = fields.Float(
        "Total number of days allocated.", compute="_compute_remaining_leaves")
    allocations_count = fields.Integer(
        "Total number of allocations", compute="_compute_remaining_leaves")
    leaves_count = fields.Float("Number of Time Off", compute="_compute_remaining_leaves")
    current_leave_id = fields.Many2one(
        "hr.leave.type", "Current Time Off Type", compute="_compute_current_leave")
    current_leave_state = fields.Selection(
        [("confirm", "Waiting Approval"), ("refuse", "Refused"),
         ("validate1", "Waiting Second Approval"), ("validate", "Approved"),
         ("cancel", "Cancelled")],
        string="Current Time Off Status", compute="_compute_current_leave")
    leave_date_from = fields.Date("From Date", compute="_compute_current_leave")
    leave_date_to = fields.Date("To Date", compute="_compute_current_leave")
    is_absent = fields.Boolean(
        "Absent Today", compute="_compute_current_leave", search="_search_is_absent")

    @api.depends("parent_id")
    def _compute_leave_manager_id(self):
        for employee in self:
            before = employee._origin.parent_id.user_id
            manager = employee.parent_id.user_id
            if manager and employee.leave_manager_id in (before, self.env["res.users"]):
                employee.leave_manager_id = manager
            elif not employee.leave_manager_id:
                employee.leave_manager_id = False

    def _compute_remaining_leaves(self):
        today = fields.Date.context_today(self)
        kinds = self.env["hr.leave.type"].sudo().search(
            [("requires_allocation", "=", True)])
        allocations = self.env["hr.leave.allocation"].sudo().search([
            ("employee_id", "in", self.ids), ("state", "=", "validate"),
            ("date_from", "<=", today),
            "|", ("date_to", "=", False), ("date_to", ">=", today)])
        for employee in self:
            own = allocations.filtered(lambda a, e=employee: a.employee_id == e)
            balances = kinds._get_balances(employee, today) if own else {}
            employee.allocation_count = sum(own.mapped("number_of_days"))
            employee.allocations_count = len(own)
            a_day = employee.resource_calendar_id.hours_per_day or 8.0
            employee.remaining_leaves = sum(
                balances[kind.id]["remaining_leaves"]
                / (a_day if kind.request_unit == "hour" else 1)
                for kind in own.holiday_status_id)
            employee.leaves_count = employee.remaining_leaves

    def _compute_current_leave(self):
        now = fields.Datetime.now()
        leaves = self.env["hr.leave"].sudo().search([
            ("employee_id", "in", self.ids), ("date_from", "<=", now),
            ("date_to", ">=", now), ("state", "=", "validate"),
            ("holiday_status_id.time_type", "=", "leave")])
        by_employee = {leave.employee_id.id: leave for leave in leaves}
        for employee in self:
            leave = by_employee.get(employee.id, leaves.browse())
            employee.current_leave_id = leave.holiday_status_id
            employee.current_leave_state = leave.state
            employee.leave_date_from = leave.request_date_from
            employee.leave_date_to = leave.request_date_to
            employee.is_absent = bool(leave)

    def _search_is_absent(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        leaves = self.env["hr.leave"].sudo().search([
            ("date_from", "<=", now), ("date_to", ">=", now), ("state", "=", "validate"),
            ("holiday_status_id.time_type", "=", "leave")])
        return [("id", "in", leaves.employee_id.ids)]

    def action_time_off_dashboard(self):
        """Open the time off of the employees."""
        return {
            "name": _("Time Off Dashboard"), "type": "ir.actions.act_window",
            "res_model": "hr.leave", "view_mode": "list,form",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("employee_id", "in", self.ids)],
            "context": {"employee_id": self.ids[:1]},
        }


class HrEmployeePublic(models.Model):
    _inherit = "hr.employee.public"

    leave_manager_id = fields.Many2one("res.users", string="Time Off Approver")
    is_absent = fields.Boolean(
        "Absent Today", compute="_compute_is_absent", search="_search_is_absent")
    leave_date_to = fields.Date("To Date", compute="_compute_is_absent")

    def _compute_is_absent(self):
        for person in self:
            employee = person.sudo().employee_id
            person.is_absent = employee.is_absent
            person.leave_date_to = employee.leave_date_to

    def _search_is_absent(self, operator, value):
        return self.env["hr.employee"]._search_is_absent(operator, value)
