"""Requests of time off."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from .hr_holidays_approval_mixin import STATES
from .hr_leave_type import TAKEN


class HrLeave(models.Model):
    _name = "hr.leave"
    _description = "Time Off"
    _order = "date_from desc"
    _inherit = ["mail.thread.main.attachment", "mail.activity.mixin",
                "hr.holidays.approval.mixin"]
    _mail_post_access = "read"

    name = fields.Char(
        "Description", compute="_compute_name", inverse="_inverse_name", compute_sudo=True)
    private_name = fields.Char("Time Off Description", groups="hr_holidays.group_hr_holidays_user")
    state = fields.Selection(
        [*STATES, ("cancel", "Cancelled")], string="Status", default="confirm", copy=False,
        readonly=True, tracking=True)
    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="restrict", tracking=True,
        default=lambda self: self.env.user.employee_id)
    user_id = fields.Many2one(
        "res.users", related="employee_id.user_id", store=True, index=True)
    manager_id = fields.Many2one(
        "hr.employee", related="employee_id.parent_id", store=True, string="Manager")
    employee_company_id = fields.Many2one(
        related="employee_id.company_id", string="Employee Company", store=True)
    company_id = fields.Many2one(
        "res.company", related="employee_id.company_id", store=True)
    department_id = fields.Many2one(
        "hr.department", related="employee_id.department_id", store=True)
    holiday_status_id = fields.Many2one(
        "hr.leave.type", "Time Off Type", required=True, tracking=True,
        default=lambda self: self.env["hr.leave.type"].search([], limit=1))
    color = fields.Integer(related="holiday_status_id.color")
    validation_type = fields.Selection(related="holiday_status_id.leave_validation_type")
    leave_type_request_unit = fields.Selection(related="holiday_status_id.request_unit")
    leave_type_support_document = fields.Boolean(
        related="holiday_status_id.support_document")
    supported_attachment_ids = fields.Many2many(
        "ir.attachment", "hr_leave_supported_attachment_rel", "leave_id", "attachment_id",
        string="Attach File")
    notes = fields.Text("Reasons")
    meeting_id = fields.Many2one("calendar.event", "Meeting", copy=False)
    first_approver_id = fields.Many2one(
        "hr.employee", "First Approval", readonly=True, copy=False)
    second_approver_id = fields.Many2one(
        "hr.employee", "Second Approval", readonly=True, copy=False)

    _date_check2 = models.Constraint(
        "CHECK(date_from <= date_to)",
        "The start date must be before or equal to the end date.")
    _date_check3 = models.Constraint(
        "CHECK(request_date_from <= request_date_to)",
        "The request start date must be before or equal to the request end date.")
    _duration_check = models.Constraint(
        "CHECK(number_of_days >= 0)",
        "If you want to change the number of days you should use the 'period' mode")

    # ---- what others do not read
    @api.depends("private_name")
    @api.depends_context("uid")
    def _compute_name(self):
        is_officer = self.env.user.has_group("hr_holidays.group_hr_holidays_user")
        for leave in self.sudo():
            employee = leave.employee_id
            own = self.env.user in (employee.user_id, employee.leave_manager_id)
            leave.name = leave.private_name if is_officer or own else "*****"

    def _inverse_name(self):
        for leave in self:
            leave.sudo().private_name = leave.name

    @api.depends("employee_id.name", "holiday_status_id.name", "duration_display")
    def _compute_display_name(self):
        for leave in self:
            day = format_date(self.env, leave.request_date_from) \
                if leave.request_date_from else ""
            leave.display_name = _(
                "%(person)s on %(leave_type)s: %(duration)s (%(start)s)",
                person=leave.employee_id.name, leave_type=leave.holiday_status_id.name,
                duration=leave.duration_display, start=day)

    # ---- checks
    @api.constrains("date_from", "date_to", "employee_id", "state")
    def _check_date(self):
        for leave in self.filtered(lambda one: one.state in TAKEN and one.date_from):
            others = self.sudo().search([
                ("id", "!=", leave.id), ("employee_id", "=", leave.employee_id.id),
                ("date_from", "<", leave.date_to), ("date_to", ">", leave.date_from),
                ("state", "in", TAKEN)])
            if others:
                listed = "\n".join(_(
                    "From %(begin)s To %(end)s - %(state)s",
                    begin=format_date(self.env, other.request_date_from),
                    end=format_date(self.env, other.request_date_to),
                    state=dict(other._fields["state"]._description_selection(
                        self.env))[other.state]) for other in others)
                raise ValidationError(_(
                    "You've already booked time off which overlaps with this period:\n"
                    "%s\nAttempting to double-book your time off won't magically make your "
                    "vacation 2x better!", listed))

    @api.constrains("holiday_status_id", "number_of_days", "employee_id", "state",
                    "request_date_from")
    def _check_validity(self):
        for leave in self.filtered(lambda one: one.state in TAKEN):
            kind = leave.holiday_status_id.sudo()
            if not kind.requires_allocation:
                continue
            balance = kind._get_balances(
                leave.employee_id, leave.request_date_from, without=leave)[kind.id]
            extra = kind.max_allowed_negative if kind.allows_negative else 0
            if not balance["max_leaves"] and not extra:
                raise ValidationError(_(
                    "You do not have any allocation for this time off type.\n"
                    "Please request an allocation before submitting your time off "
                    "request."))
            left = balance["virtual_remaining_leaves"] + extra
            if round(left - leave._get_amount(), 2) < 0:
                raise ValidationError(_("There is no valid allocation to cover that "
                                        "request."))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make requests; those that nobody decides about are approved at once."""
        if any(vals.get("state", "confirm") != "confirm" for vals in vals_list) \
                and not self.env.su:
            raise UserError(_("Incorrect state for new time off request."))
        leaves = super(
            HrLeave, self.with_context(mail_create_nosubscribe=True)).create(vals_list)
        leaves._check_working_days()
        for leave in leaves:
            partners = leave.employee_id.sudo().user_id.partner_id
            leave.message_subscribe(partners.ids)
        pending = leaves.filtered(lambda leave: leave.state == "confirm")
        free = pending.filtered(lambda leave: leave.validation_type == "no_validation")
        free.sudo()._action_validate()
        (pending - free).activity_update()
        return leaves

    def write(self, vals):
        """Change requests: what was decided only by who decides."""
        given = {"request_date_from", "request_date_to", "employee_id", "date_from",
                 "date_to", "holiday_status_id"} & set(vals)
        if given and not self.env.su and any(
                leave.state in ("validate1", "validate") for leave in self) \
                and not self.env.user.has_group("hr_holidays.group_hr_holidays_user"):
            raise UserError(_(
                "You must have manager rights to modify a time off that was approved."))
        result = super().write(vals)
        if given:
            self._check_working_days()
            validated = self.filtered(lambda leave: leave.state == "validate")
            validated._remove_resource_leave()
            validated._create_resource_leave()
        return result

    def _check_working_days(self):
        idle = self.filtered(lambda leave: leave.state in TAKEN and not leave.number_of_days)
        if idle:
            raise ValidationError(_(
                "The following employees are not supposed to work during that period:\n %s",
                ",".join(idle.employee_id.mapped("name"))))

    @api.ondelete(at_uninstall=False)
    def _unlink_if_correct_states(self):
        label = dict(self._fields["state"]._description_selection(self.env))
        is_officer = self.env.user.has_group("hr_holidays.group_hr_holidays_user")
        for leave in self:
            if leave.state not in ("confirm", "cancel", "refuse") and not self.env.su:
                raise UserError(_("You cannot delete a time off which is in %s state",
                                  label[leave.state]))
            if not is_officer and not self.env.su \
                    and leave.request_date_from < fields.Date.today():
                raise UserError(_("You cannot delete a time off which is in the past"))

    def unlink(self):
        """Delete requests with what they left in calendars."""
        self._remove_resource_leave()
        self.sudo().meeting_id.unlink()
        return super().unlink()

    def copy_data(self, default=None):
        """Return the values of copies, which need days of their own."""
        if not default or not {"request_date_from", "request_date_to"} <= set(default):
            raise UserError(_("A time off cannot be duplicated."))
        return super().copy_data(default)
