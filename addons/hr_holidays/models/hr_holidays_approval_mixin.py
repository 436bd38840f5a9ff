"""What requests of time off and allocations share: who may decide, and who is asked."""
from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

STATES = [
    ("confirm", "To Approve"), ("refuse", "Refused"), ("validate1", "Second Approval"),
    ("validate", "Approved"),
]


class HrHolidaysApprovalMixin(models.AbstractModel):
    _name = "hr.holidays.approval.mixin"
    _description = "Approval of Time Off"

    can_approve = fields.Boolean("Can Approve", compute="_compute_can")
    can_validate = fields.Boolean("Can Validate", compute="_compute_can")
    can_refuse = fields.Boolean("Can Refuse", compute="_compute_can")

    @api.depends_context("uid")
    @api.depends("state", "employee_id")
    def _compute_can(self):
        for record in self:
            record.can_approve = record.state == "confirm" \
                and not record._get_refusal(record._get_next_state())
            record.can_validate = record.state in ("confirm", "validate1") \
                and not record._get_refusal("validate")
            record.can_refuse = record.state in ("confirm", "validate1", "validate") \
                and not record._get_refusal("refuse")

    def _get_next_state(self):
        """Return the state that an approval of the record leads to."""
        return "validate1" if self.state == "confirm" and self.validation_type == "both" \
            else "validate"

    def _get_refusal(self, state):
        """Return why the user may not bring the record to a state; empty if so."""
        user, employee = self.env.user, self.employee_id.sudo()
        if self.env.su or user.has_group("hr_holidays.group_hr_holidays_manager"):
            return ""
        if self.validation_type == "no_validation" and state == "validate":
            return ""
        is_officer = user.has_group("hr_holidays.group_hr_holidays_user")
        is_approver = employee.leave_manager_id == user
        if employee.user_id == user and state != "confirm":
            return _("Only a Time Off Manager can approve/refuse its own requests.")
        if state == "confirm":
            return "" if is_officer or employee.user_id == user else _(
                "Only a Time Off Officer can reset other people's requests.")
        if is_officer:
            return ""
        if not is_approver:
            return _("You must be either %s's manager or Time Off Officer to approve this "
                     "request.", employee.name)
        if self.validation_type == "hr" or (
                self.validation_type == "both" and state == "validate"):
            return _("Only a Time Off Officer can approve this request.")
        return ""

    def _check_approval_update(self, state):
        for record in self:
            refusal = record._get_refusal(state)
            if refusal:
                raise AccessError(refusal)

    def _check_state(self, allowed, message):
        if any(record.state not in allowed for record in self):
            raise UserError(message)

    # ---- who is asked
    def _get_approvers(self):
        """Return the users who are asked to decide."""
        self.ensure_one()
        kind = self.holiday_status_id.sudo()
        employee = self.employee_id.sudo()
        officers = kind.responsible_ids
        manager = employee.leave_manager_id or employee.parent_id.user_id
        if self.validation_type == "manager" or (
                self.validation_type == "both" and self.state == "confirm"):
            return manager or officers
        return officers

    def activity_update(self):
        """Ask those who decide, by activities; and no longer once it is decided."""
        wanted = self._get_activity_types()
        for record in self.sudo():
            if record.state not in ("confirm", "validate1"):
                record.activity_feedback(wanted) if record.state == "validate" \
                    else record.activity_unlink(wanted)
                continue
            second = record.state == "validate1"
            if second:
                record.activity_feedback(wanted[:1])
            for user in record._get_approvers():
                record.activity_schedule(
                    wanted[1 if second else 0], user_id=user.id,
                    note=_("New request of %(name)s created by %(user)s",
                           name=record.holiday_status_id.name,
                           user=record.create_uid.name))
        return True

    def _get_activity_types(self):
        raise NotImplementedError
