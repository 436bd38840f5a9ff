"""Days on which everybody, or some, are to work."""
from random import randint

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HrLeaveMandatoryDay(models.Model):
    _name = "hr.leave.mandatory.day"
    _description = "Mandatory Day"
    _order = "start_date desc, end_date desc"

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company)
    start_date = fields.Date(required=True)
    end_date = fields.Date(required=True)
    color = fields.Integer(default=lambda self: randint(1, 11))
    resource_calendar_id = fields.Many2one("resource.calendar", "Working Hours")
    department_ids = fields.Many2many("hr.department", string="Departments")
    job_ids = fields.Many2many("hr.job", string="Job Position")

    _date_from_after_day_to = models.Constraint(
        "CHECK(start_date <= end_date)", "The start date must be anterior than the end date.")

    def _holds_for(self, employee):
        """Tell whether an employee is to work on the days."""
        self.ensure_one()
        calendar = employee.resource_calendar_id
        return (
            self.company_id == employee.company_id
            and (not self.resource_calendar_id or self.resource_calendar_id == calendar)
            and (not self.department_ids or self._is_below(employee.department_id))
            and (not self.job_ids or employee.job_id in self.job_ids))

    def _is_below(self, department):
        while department:
            if department in self.department_ids:
                return True
            department = department.parent_id
        return False


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _get_mandatory_days(self, start_date, end_date):
        """Return the mandatory days of the employee between two days, both included."""
        days = self.env["hr.leave.mandatory.day"].sudo().search([
            ("start_date", "<=", end_date), ("end_date", ">=", start_date)])
        return days.filtered(lambda one: one._holds_for(self.sudo())) if self else days

    def get_mandatory_days(self, start_date, end_date):
        """Return day -> color of the mandatory days between two days."""
        first, last = fields.Date.to_date(start_date), fields.Date.to_date(end_date)
        colors = {}
        for mandatory in self._get_mandatory_days(first, last):
            day = max(first, mandatory.start_date)
            while day <= min(last, mandatory.end_date):
                colors[fields.Date.to_string(day)] = mandatory.color
                day = fields.Date.add(day, days=1)
        return colors


class HrLeave(models.Model):
    _inherit = "hr.leave"

    has_mandatory_day = fields.Boolean(compute="_compute_has_mandatory_day")

    @api.depends("employee_id", "request_date_from", "request_date_to")
    def _compute_has_mandatory_day(self):
        for leave in self:
            leave.has_mandatory_day = bool(
                leave.employee_id and leave.request_date_from and leave.request_date_to
                and leave.employee_id._get_mandatory_days(
                    leave.request_date_from, leave.request_date_to))

    @api.constrains("date_from", "date_to", "employee_id")
    def _check_mandatory_day(self):
        if self.env.su or self.env.user.has_group("hr_holidays.group_hr_holidays_user"):
            return
        if any(leave.has_mandatory_day for leave in self):
            raise ValidationError(_(
                "You are not allowed to request time off on a Mandatory Day"))
