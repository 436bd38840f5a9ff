"""Requests are decided; the calendars of those who are away say so."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class HrLeave(models.Model):
    _inherit = "hr.leave"

    can_cancel = fields.Boolean(compute="_compute_can_cancel")

    @api.depends_context("uid")
    @api.depends("state", "employee_id", "request_date_from")
    def _compute_can_cancel(self):
        today = fields.Date.context_today(self)
        for leave in self:
            leave.can_cancel = bool(
                leave.id and leave.employee_id.sudo().user_id == self.env.user
                and leave.state in ("confirm", "validate1", "validate")
                and leave.request_date_from and leave.request_date_from >= today)

    def _get_activity_types(self):
        return ["hr_holidays.mail_act_leave_approval",
                "hr_holidays.mail_act_leave_second_approval"]

    # ---- decisions
    def action_approve(self, check_state=True):
        """Approve: for the first time where two have to, else for good."""
        if check_state:
            self._check_state(("confirm", "validate1"), _(
                "Time off request must be confirmed (\"To Approve\") in order to approve "
                "it."))
        for leave in self:
            state = leave._get_next_state()
            leave._check_approval_update(state)
            if state == "validate1":
                leave.write({"state": "validate1",
                             "first_approver_id": self.env.user.employee_id.id})
            else:
                leave._action_validate()
        self.activity_update()
        return True

    def action_validate(self, check_state=True):
        """Approve for good."""
        if check_state:
            self._check_state(("confirm", "validate1"), _(
                "Time off request must be confirmed in order to approve it."))
        self._check_approval_update("validate")
        self._action_validate()
        self.activity_update()
        return True

    def _action_validate(self):
        for leave in self:
            name = "second_approver_id" if leave.state == "validate1" \
                else "first_approver_id"
            leave.write({"state": "validate", name: self.env.user.employee_id.id})
        self._create_resource_leave()
        self._create_meetings()

    def action_refuse(self):
        """Refuse requests, also those that were approved."""
        self._check_state(("confirm", "validate1", "validate"), _(
            "Time off request must be confirmed or validated in order to refuse it."))
        self._check_approval_update("refuse")
        employee = self.env.user.employee_id
        for leave in self:
            name = "second_approver_id" if leave.state == "validate1" \
                else "first_approver_id"
            leave.write({"state": "refuse", name: employee.id})
        self._leave_calendars()
        self.activity_update()
        return True

    def action_reset_confirm(self):
        """Let refused and cancelled requests be decided again."""
        self._check_state(("cancel", "refuse"), _(
            "Time off request state must be \"Refused\" or \"Cancelled\" in order to be "
            "reset to \"Confirmed\"."))
        self._check_approval_update("confirm")
        self.write({"state": "confirm", "first_approver_id": False,
                    "second_approver_id": False})
        self.activity_update()
        return True

    def action_cancel(self):
        """Open the wizard that asks why."""
        self.ensure_one()
        return {
            "name": _("Delete Confirmation"), "type": "ir.actions.act_window",
            "target": "new", "res_model": "hr.holidays.cancel.leave", "view_mode": "form",
            "views": [[False, "form"]], "context": {"default_leave_id": self.id},
        }

    def _action_user_cancel(self, reason):
        self.ensure_one()
        if not self.can_cancel:
            raise UserError(_("This time off cannot be cancelled."))
        leave = self.sudo()
        leave.message_post(
            body=_("The time off has been cancelled: %s", reason),
            subtype_xmlid="mail.mt_note")
        leave.write({"state": "cancel"})
        leave._leave_calendars()
        leave.activity_update()

    # ---- calendars
    @api.model
    def _prepare_resource_leave(self, leave):
        return {
            "name": _("%s: Time Off", leave.employee_id.name), "date_from": leave.date_from,
            "date_to": leave.date_to, "holiday_id": leave.id,
            "resource_id": leave.employee_id.resource_id.id,
            "calendar_id": leave.resource_calendar_id.id,
            "time_type": leave.holiday_status_id.time_type,
        }

    def _create_resource_leave(self):
        self.env["resource.calendar.leaves"].sudo().create([
            self._prepare_resource_leave(leave) for leave in self.sudo()])

    def _remove_resource_leave(self):
        self.env["resource.calendar.leaves"].sudo().search(
            [("holiday_id", "in", self.ids)]).unlink()

    def _create_meetings(self):
        for leave in self.sudo().filtered(
                lambda one: one.holiday_status_id.create_calendar_meeting
                and one.employee_id.user_id):
            user = leave.employee_id.user_id
            leave.meeting_id = self.env["calendar.event"].sudo().with_context(
                no_mail_to_attendees=True, no_calendar_sync=True, dont_notify=True,
                allowed_company_ids=[], mail_create_nolog=True,
            ).create({
                "name": _("%(employee)s on Time Off: %(duration)s",
                          employee=leave.employee_id.name,
                          duration=leave.duration_display),
                "user_id": user.id, "start": leave.date_from, "stop": leave.date_to,
                "allday": not leave.request_unit_half and not leave.request_unit_hours,
                "start_date": leave.request_date_from, "stop_date": leave.request_date_to,
                "privacy": "confidential", "show_as": "busy",
                "partner_ids": [(6, 0, user.partner_id.ids)],
            })

    def _leave_calendars(self):
        self._remove_resource_leave()
        self.sudo().meeting_id.unlink()

    def _track_subtype(self, initial_values):
        if "state" in initial_values and self.state == "validate":
            return self.holiday_status_id.leave_notif_subtype_id
        return super()._track_subtype(initial_values)
