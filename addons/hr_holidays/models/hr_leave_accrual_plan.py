"""Plans by which time off accrues, level after level."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from .hr_leave_accrual_level import DAYS, MONTHS


class HrLeaveAccrualPlan(models.Model):
    _name = "hr.leave.accrual.plan"
    _description = "Accrual Plan"

    active = fields.Boolean(default=True)
    name = fields.Char(required=True, default=lambda self: _("Unnamed Plan"))
    time_off_type_id = fields.Many2one(
        "hr.leave.type", "Time Off Type", index="btree_not_null")
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company)
    level_ids = fields.One2many(
        "hr.leave.accrual.level", "accrual_plan_id", "Milestones", copy=True)
    level_count = fields.Integer("Levels", compute="_compute_level_count")
    allocation_ids = fields.One2many("hr.leave.allocation", "accrual_plan_id")
    employees_count = fields.Integer("Employees", compute="_compute_employees_count")
    transition_mode = fields.Selection(
        [("immediately", "Immediately"),
         ("end_of_accrual", "After this accrual's period")],
        string="Milestone Transition", default="immediately", required=True)
    show_transition_mode = fields.Boolean(compute="_compute_level_count")
    is_based_on_worked_time = fields.Boolean("Based on worked time")
    accrued_gain_time = fields.Selection(
        [("start", "At the start of the accrual period"),
         ("end", "At the end of the accrual period")], default="end", required=True)
    carryover_date = fields.Selection(
        [("year_start", "At the start of the year"),
         ("allocation", "At the allocation date"), ("other", "Other")],
        string="Carry-Over Time", default="year_start", required=True)
    carryover_day = fields.Selection(DAYS, default="1")
    carryover_month = fields.Selection(
        MONTHS, default=lambda self: str(fields.Date.today().month))
    added_value_type = fields.Selection(
        [("day", "Days"), ("hour", "Hours")], compute="_compute_added_value_type",
        store=True, readonly=False)

    @api.depends("level_ids")
    def _compute_level_count(self):
        for plan in self:
            plan.level_count = len(plan.level_ids)
            plan.show_transition_mode = len(plan.level_ids) > 1

    @api.depends("allocation_ids.employee_id")
    def _compute_employees_count(self):
        for plan in self:
            plan.employees_count = len(plan.sudo().allocation_ids.employee_id)

    @api.depends("time_off_type_id.request_unit", "level_ids.added_value_type")
    def _compute_added_value_type(self):
        for plan in self:
            plan.added_value_type = plan.level_ids[:1].added_value_type \
                or plan.added_value_type or "day"

    @api.ondelete(at_uninstall=False)
    def _prevent_used_plan_unlink(self):
        used = self.env["hr.leave.allocation"].sudo().search_count([
            ("accrual_plan_id", "in", self.ids), ("allocation_type", "=", "accrual"),
            ("state", "not in", ("cancel", "refuse"))], limit=1)
        if used:
            raise ValidationError(_(
                "Some of the accrual plans you're trying to delete are linked to an "
                "existing allocation. Delete or cancel them first."))

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        for plan, vals in zip(self, values, strict=True):
            vals["name"] = _("%s (copy)", plan.name)
        return values

    def action_open_accrual_plan_employees(self):
        """List the employees whose time off accrues by the plan."""
        self.ensure_one()
        return {
            "name": _("Accrual Plan's Employees"), "type": "ir.actions.act_window",
            "view_mode": "kanban,list,form", "res_model": "hr.employee",
            "domain": [("id", "in", self.allocation_ids.employee_id.ids)],
        }
