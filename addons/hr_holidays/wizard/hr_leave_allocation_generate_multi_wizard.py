"""Allocations for many at once."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

MODES = [("employee", "By Employee"), ("company", "By Company"),
         ("department", "By Department"), ("category", "By Employee Tag")]


class HrLeaveAllocationGenerateMultiWizard(models.TransientModel):
    _name = "hr.leave.allocation.generate.multi.wizard"
    _description = "Generate time off allocations for multiple employees"

    name = fields.Char("Description")
    duration = fields.Float("Allocation", default=1)
    holiday_status_id = fields.Many2one(
        "hr.leave.type", "Time Off Type", required=True,
        domain=[("requires_allocation", "=", True)])
    request_unit = fields.Selection(related="holiday_status_id.request_unit")
    allocation_mode = fields.Selection(MODES, default="employee", required=True)
    employee_ids = fields.Many2many("hr.employee", string="Employees")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company)
    department_id = fields.Many2one("hr.department")
    category_id = fields.Many2one("hr.employee.category", string="Employee Tag")
    allocation_type = fields.Selection(
        [("regular", "Regular Allocation"), ("accrual", "Accrual Allocation")],
        default="regular", required=True)
    accrual_plan_id = fields.Many2one("hr.leave.accrual.plan")
    date_from = fields.Date(
        "Start Date", required=True, default=fields.Date.context_today)
    date_to = fields.Date("End Date")
    notes = fields.Text("Reasons")

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        if any(wizard.date_to and wizard.date_to < wizard.date_from for wizard in self):
            raise ValidationError(_(
                "The Start Date of the Validity Period must be anterior to the End Date."))

    def _get_employees(self):
        """Return those who get an allocation."""
        self.ensure_one()
        mine = [("company_id", "=", self.company_id.id)]
        if self.allocation_mode == "employee":
            return self.employee_ids
        if self.allocation_mode == "department":
            mine.append(("department_id", "child_of", self.department_id.ids))
        elif self.allocation_mode == "category":
            return self.category_id.employee_ids.filtered(
                lambda one: one.company_id == self.company_id)
        return self.env["hr.employee"].search(mine)

    def action_generate_allocations(self):
        """Make an approved allocation for each of the employees, and list them."""
        self.ensure_one()
        employees = self._get_employees()
        if not employees:
            raise UserError(_("There are no employees to make allocations for."))
        allocations = self.env["hr.leave.allocation"].create([
            self._prepare_allocation(employee) for employee in employees])
        allocations.filtered(lambda one: one.state == "confirm").action_approve()
        allocations.filtered(lambda one: one.state == "validate1").action_validate()
        return {
            "type": "ir.actions.act_window", "name": _("Generated Allocations"),
            "views": [[False, "list"], [False, "form"]], "view_mode": "list,form",
            "res_model": "hr.leave.allocation", "domain": [("id", "in", allocations.ids)],
        }

    def _prepare_allocation(self, employee):
        days = self.duration
        if self.request_unit == "hour":
            days /= employee.resource_calendar_id.hours_per_day or 8.0
        values = {
            "employee_id": employee.id, "holiday_status_id": self.holiday_status_id.id,
            "allocation_type": self.allocation_type, "date_from": self.date_from,
            "date_to": self.date_to, "notes": self.notes,
            "accrual_plan_id": self.accrual_plan_id.id,
            "number_of_days": 0 if self.allocation_type == "accrual" else days,
        }
        return {**values, "name": self.name} if self.name else values
