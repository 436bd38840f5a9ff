"""Time off that employees may take, once it is approved."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from .hr_holidays_approval_mixin import STATES


class HrLeaveAllocation(models.Model):
    _name = "hr.leave.allocation"
    _description = "Time Off Allocation"
    _order = "create_date desc"
    _inherit = ["mail.thread", "mail.activity.mixin", "hr.holidays.approval.mixin"]
    _mail_post_access = "read"

    name = fields.Char(compute="_compute_name", store=True, readonly=False)
    active = fields.Boolean(default=True)
    state = fields.Selection(
        STATES, string="Status", default="confirm", copy=False, readonly=True,
        tracking=True)
    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="restrict", tracking=True,
        default=lambda self: self.env.user.employee_id)
    employee_company_id = fields.Many2one(
        related="employee_id.company_id", string="Employee Company", store=True)
    department_id = fields.Many2one(
        "hr.department", related="employee_id.department_id", store=True)
    manager_id = fields.Many2one(
        "hr.employee", related="employee_id.parent_id", store=True, string="Manager")
    holiday_status_id = fields.Many2one(
        "hr.leave.type", "Time Off Type", required=True, index=True,
        default=lambda self: self.env["hr.leave.type"].search(
            [("requires_allocation", "=", True)], limit=1))
    validation_type = fields.Selection(
        related="holiday_status_id.allocation_validation_type")
    type_request_unit = fields.Selection(related="holiday_status_id.request_unit")
    allocation_type = fields.Selection(
        [("regular", "Regular Allocation"), ("accrual", "Accrual Allocation")],
        default="regular", required=True)
    date_from = fields.Date(
        "Start Date", required=True, default=fields.Date.context_today, index=True,
        tracking=True)
    date_to = fields.Date("End Date", tracking=True)
    number_of_days = fields.Float("Number of Days", default=1, tracking=True)
    number_of_days_display = fields.Float(
        "Duration (days)", compute="_compute_display_amounts")
    number_of_hours_display = fields.Float(
        "Duration (hours)", compute="_compute_display_amounts")
    duration_display = fields.Char("Allocated (Days/Hours)",
                                   compute="_compute_display_amounts")
    max_leaves = fields.Float(compute="_compute_display_amounts")
    leaves_taken = fields.Float("Time off Taken", compute="_compute_leaves_taken")
    notes = fields.Text("Reasons")
    approver_id = fields.Many2one("hr.employee", "First Approval", readonly=True,
                                  copy=False)
    second_approver_id = fields.Many2one("hr.employee", "Second Approval", readonly=True,
                                         copy=False)

    _duration_check = models.Constraint(
        "CHECK(number_of_days > 0 OR allocation_type <> 'regular')",
        "The duration must be greater than 0.")

    @api.depends("holiday_status_id", "number_of_days")
    def _compute_name(self):
        for allocation in self:
            if not allocation.name and allocation.holiday_status_id:
                allocation.name = _(
                    "%(name)s (%(duration)s)", name=allocation.holiday_status_id.name,
                    duration=allocation.duration_display)

    @api.depends("number_of_days", "holiday_status_id.request_unit", "employee_id")
    def _compute_display_amounts(self):
        for allocation in self:
            hours = allocation.number_of_days * allocation._get_hours_a_day()
            by_hour = allocation.type_request_unit == "hour"
            allocation.number_of_days_display = allocation.number_of_days
            allocation.number_of_hours_display = hours
            allocation.max_leaves = hours if by_hour else allocation.number_of_days
            allocation.duration_display = _("%g hours", hours) if by_hour \
                else _("%g days", allocation.number_of_days)

    def _get_hours_a_day(self):
        employee = self.employee_id.sudo()
        calendar = employee.resource_calendar_id \
            or employee.company_id.resource_calendar_id
        return calendar.hours_per_day or 8.0

    def _compute_leaves_taken(self):
        for allocation in self:
            kind = allocation.holiday_status_id
            balance = kind._get_balances(allocation.employee_id, allocation.date_from)
            allocation.leaves_taken = balance.get(kind.id, {}).get("leaves_taken", 0.0)

    def _cover(self, day):
        """Tell whether one of the allocations holds on a day."""
        return any(a.date_from <= day and (not a.date_to or day <= a.date_to)
                   for a in self)

    @api.constrains("date_from", "date_to")
    def _check_date_from_date_to(self):
        if any(a.date_to and a.date_from > a.date_to for a in self):
            raise UserError(_(
                "The Start Date of the Validity Period must be anterior to the End Date."))

    @api.constrains("holiday_status_id")
    def _check_requires_allocation(self):
        if any(not a.holiday_status_id.requires_allocation for a in self):
            raise ValidationError(_(
                "Allocations are only for time off types that require them."))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make allocations; those that nobody decides about are approved at once."""
        for vals in vals_list:
            if vals.get("state", "confirm") != "confirm" and not self.env.su:
                raise UserError(_("Incorrect state for new allocation"))
        allocations = super(
            HrLeaveAllocation, self.with_context(mail_create_nosubscribe=True)
        ).create(vals_list)
        for allocation in allocations:
            partners = allocation.employee_id.sudo().user_id.partner_id
            allocation.message_subscribe(partners.ids)
        pending = allocations.filtered(lambda a: a.state == "confirm")
        pending.filtered(
            lambda a: a.validation_type == "no_validation").sudo()._action_validate()
        pending.filtered(lambda a: a.state == "confirm").activity_update()
        return allocations

    @api.ondelete(at_uninstall=False)
    def _unlink_if_correct_states(self):
        for allocation in self.filtered(lambda a: a.state not in ("confirm", "refuse")):
            label = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(_(
                "You cannot delete an allocation request which is in %s state.",
                label[allocation.state]))

    def _get_activity_types(self):
        return ["hr_holidays.mail_act_leave_allocation_approval",
                "hr_holidays.mail_act_leave_allocation_second_approval"]

    # ---- decisions
    def action_approve(self):
        """Approve: for the first time where two have to, else for good."""
        self._check_state(("confirm", "validate1"), _(
            "Allocation must be \"To Approve\" or \"Second Approval\" in order to be "
            "approved."))
        for allocation in self:
            state = allocation._get_next_state()
            allocation._check_approval_update(state)
            if state == "validate1":
                allocation.write({"state": "validate1",
                                  "approver_id": self.env.user.employee_id.id})
            else:
                allocation._action_validate()
        self.activity_update()
        return True

    def action_validate(self):
        """Approve for good."""
        self._check_state(("confirm", "validate1"), _(
            "Only allocations to approve can be validated."))
        self._check_approval_update("validate")
        self._action_validate()
        self.activity_update()
        return True

    def _action_validate(self):
        for allocation in self:
            name = "second_approver_id" if allocation.state == "validate1" \
                else "approver_id"
            allocation.write({"state": "validate",
                              name: self.env.user.employee_id.id})

    def action_refuse(self):
        """Refuse, unless time off was taken of it."""
        self._check_state(("confirm", "validate1", "validate"), _(
            "Allocation request must be confirmed, second approval or validated in order "
            "to refuse it."))
        self._check_approval_update("refuse")
        for allocation in self.filtered(lambda a: a.state == "validate"):
            if allocation.leaves_taken:
                raise UserError(_(
                    "You cannot refuse this allocation request since the employee has "
                    "already taken leaves for it. Please refuse or delete those leaves "
                    "first."))
        self.write({"state": "refuse", "approver_id": self.env.user.employee_id.id})
        self.activity_update()
        return True

    def action_set_to_confirm(self):
        """Let refused allocations be decided again."""
        self._check_state(("refuse",), _(
            "Allocation state must be \"Refused\" in order to be reset to \"To Approve\"."))
        self._check_approval_update("confirm")
        self.write({"state": "confirm", "approver_id": False, "second_approver_id": False})
        self.activity_update()
        return True

    def _track_subtype(self, initial_values):
        if "state" in initial_values and self.state == "validate":
            return self.holiday_status_id.allocation_notif_subtype_id
        return super()._track_subtype(initial_values)
