"""Kinds of time off: what they need, who approves them, what is left of them."""
from odoo import api, fields, models

TAKEN = ("confirm", "validate1", "validate")
VALIDATION = [
    ("no_validation", "No Validation"), ("hr", "By Time Off Officer"),
    ("manager", "By Employee's Approver"),
    ("both", "By Employee's Approver and Time Off Officer"),
]


class HrLeaveType(models.Model):
    _name = "hr.leave.type"
    _description = "Time Off Type"
    _order = "sequence"

    active = fields.Boolean(default=True)
    name = fields.Char("Time Off Type", required=True, translate=True)
    sequence = fields.Integer(default=100)
    color = fields.Integer()
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    create_calendar_meeting = fields.Boolean("Display Time Off in Calendar", default=True)
    responsible_ids = fields.Many2many(
        "res.users", "hr_leave_type_res_users_rel", "hr_leave_type_id", "res_users_id",
        string="Notified Time Off Officer", domain=[("share", "=", False)])
    requires_allocation = fields.Boolean(default=True)
    employee_requests = fields.Boolean("Allow Employee Requests", default=False)
    leave_validation_type = fields.Selection(
        VALIDATION, string="Time Off Validation", default="hr")
    allocation_validation_type = fields.Selection(
        VALIDATION, string="Allocation Validation", default="hr")
    request_unit = fields.Selection(
        [("day", "Day"), ("half_day", "Half-Day"), ("hour", "Hours")],
        string="Take Time Off in", default="day", required=True)
    time_type = fields.Selection(
        [("other", "Worked Time"), ("leave", "Absence")], string="Kind of Time Off",
        default="leave")
    unpaid = fields.Boolean("Is Unpaid", default=False)
    include_public_holidays_in_duration = fields.Boolean(
        "Public Holiday Included", default=False)
    support_document = fields.Boolean("Supporting Document")
    allows_negative = fields.Boolean("Allow Negative Cap")
    max_allowed_negative = fields.Integer("Maximum Excess Amount")
    leave_notif_subtype_id = fields.Many2one(
        "mail.message.subtype", string="Time Off Notification Subtype",
        default=lambda self: self.env.ref("hr_holidays.mt_leave", raise_if_not_found=False))
    allocation_notif_subtype_id = fields.Many2one(
        "mail.message.subtype", string="Allocation Notification Subtype",
        default=lambda self: self.env.ref(
            "hr_holidays.mt_leave_allocation", raise_if_not_found=False))
    has_valid_allocation = fields.Boolean(compute="_compute_balance")
    max_leaves = fields.Float("Maximum Allowed", compute="_compute_balance")
    leaves_taken = fields.Float("Time off Already Taken", compute="_compute_balance")
    virtual_remaining_leaves = fields.Float(
        "Virtual Remaining Time Off", compute="_compute_balance")
    allocation_count = fields.Integer("Allocations", compute="_compute_allocation_count")
    group_days_leave = fields.Float("Group Time Off", compute="_compute_allocation_count")

    _check_negative = models.Constraint(
        "CHECK(NOT allows_negative OR max_allowed_negative > 0)",
        "The maximum excess amount should be greater than 0. If you want to set 0, "
        "disable the negative cap instead.")

    @api.depends_context("employee_id", "uid", "default_date_from")
    def _compute_balance(self):
        employee = self._get_context_employee()
        day = fields.Date.to_date(self.env.context.get("default_date_from"))
        balances = self._get_balances(employee, day) if employee else {}
        for kind in self:
            balance = balances.get(kind.id, {})
            kind.max_leaves = balance.get("max_leaves", 0.0)
            kind.leaves_taken = balance.get("leaves_taken", 0.0)
            kind.virtual_remaining_leaves = balance.get("virtual_remaining_leaves", 0.0)
            kind.has_valid_allocation = not kind.requires_allocation \
                or kind.allows_negative or kind.max_leaves > 0

    def _get_context_employee(self):
        id_ = self.env.context.get("employee_id") \
            or self.env.context.get("default_employee_id")
        return self.env["hr.employee"].browse(id_) if id_ else self.env.user.employee_id

    def _get_balances(self, employee, day=None, without=None):
        """Return type id -> what an employee may take and has taken, in its unit.

        `day` (today): allocations that hold on it count, and what is taken from them.
        `without` are requests that do not count.
        """
        day = day or fields.Date.context_today(self)
        allocations = self.env["hr.leave.allocation"].sudo().search([
            ("employee_id", "=", employee.id), ("holiday_status_id", "in", self.ids),
            ("state", "=", "validate"), ("date_from", "<=", day),
            "|", ("date_to", "=", False), ("date_to", ">=", day)])
        leaves = self.env["hr.leave"].sudo().search([
            ("employee_id", "=", employee.id), ("holiday_status_id", "in", self.ids),
            ("state", "in", TAKEN)]) - (without or self.env["hr.leave"])
        result = {}
        for kind in self:
            own = allocations.filtered(lambda a, kind=kind: a.holiday_status_id == kind)
            counted = leaves.filtered(
                lambda leave, kind=kind, own=own: leave.holiday_status_id == kind
                and (not kind.requires_allocation or own._cover(leave.request_date_from)))
            most = sum(one._get_amount_on(day) for one in own)
            booked = sum(leave._get_amount() for leave in counted)
            taken = sum(leave._get_amount() for leave in counted
                        if leave.state == "validate")
            result[kind.id] = {
                "max_leaves": most, "leaves_taken": taken, "leaves_requested":
                booked - taken, "remaining_leaves": most - taken,
                "virtual_leaves_taken": booked, "virtual_remaining_leaves": most - booked,
            }
        return result

    def _compute_allocation_count(self):
        this_year = fields.Date.today().replace(month=1, day=1)
        counts = dict(self.env["hr.leave.allocation"].sudo()._read_group(
            [("holiday_status_id", "in", self.ids), ("state", "=", "validate")],
            ["holiday_status_id"], ["__count"]))
        days = dict(self.env["hr.leave"].sudo()._read_group(
            [("holiday_status_id", "in", self.ids), ("state", "in", TAKEN),
             ("request_date_from", ">=", this_year)],
            ["holiday_status_id"], ["number_of_days:sum"]))
        for kind in self:
            kind.allocation_count = counts.get(kind, 0)
            kind.group_days_leave = days.get(kind, 0.0)

    @api.depends("requires_allocation", "virtual_remaining_leaves", "max_leaves")
    @api.depends_context("holiday_status_display_name", "employee_id")
    def _compute_display_name(self):
        if not self.env.context.get("holiday_status_display_name", True) \
                or not self.env.context.get("employee_id"):
            return super()._compute_display_name()
        for kind in self:
            kind.display_name = kind.name
            if kind.requires_allocation:
                unit = self.env._("hours") if kind.request_unit == "hour" \
                    else self.env._("days")
                kind.display_name = self.env._(
                    "%(name)s (%(left)g remaining out of %(most)g %(unit)s)",
                    name=kind.name, left=kind.virtual_remaining_leaves,
                    most=kind.max_leaves, unit=unit)
        return None

    @api.model
    def get_allocation_data_request(self, target_date=None, hidden_allocations=True):
        """Return [(name, balance, whether it needs allocations, id)] for the user."""
        kinds = self.search(["|", ("company_id", "=", False),
                             ("company_id", "in", self.env.companies.ids)])
        balances = kinds._get_balances(
            self._get_context_employee(), fields.Date.to_date(target_date))
        return [
            (kind.name, {**balances[kind.id], "request_unit": kind.request_unit},
             kind.requires_allocation, kind.id)
            for kind in kinds
            if not kind.requires_allocation or balances[kind.id]["max_leaves"]
            or kind.allows_negative
        ]
