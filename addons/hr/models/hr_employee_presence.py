"""Whether an employee is there, and when it was seen last."""
from datetime import timezone
from zoneinfo import ZoneInfo

from odoo import api, fields, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    hr_presence_state = fields.Selection(
        compute="_compute_presence_state", default="out_of_working_hour")
    hr_icon_display = fields.Selection(compute="_compute_presence_icon")
    show_hr_icon_display = fields.Boolean(compute="_compute_presence_icon")
    last_activity = fields.Date(compute="_compute_last_activity")
    last_activity_time = fields.Char(compute="_compute_last_activity")

    @api.depends("user_id.im_status", "active")
    def _compute_presence_state(self):
        working = self.filtered("active")._get_employees_at_work()
        for employee in self:
            online = employee.company_id.sudo().hr_presence_control_login \
                and "online" in str(employee.sudo().user_id.im_status)
            employee.hr_presence_state = (
                "archive" if not employee.active else "present" if online
                else "absent" if employee in working
                and employee.company_id.sudo().hr_presence_control_login
                and employee.user_id
                else "out_of_working_hour")

    def _get_employees_at_work(self):
        """Return the employees whose calendar says that they work now."""
        now = fields.Datetime.now().replace(tzinfo=timezone.utc)
        result = self.browse()
        for calendar, employees in self.sudo().grouped(
                lambda e: e.resource_calendar_id).items():
            if not calendar:
                continue
            later = fields.Datetime.add(now, minutes=1)
            if calendar._work_intervals_batch(now, later)[False]:
                result |= self.browse(employees.ids)
        return result

    @api.depends("hr_presence_state", "user_id")
    def _compute_presence_icon(self):
        for employee in self:
            employee.hr_icon_display = f"presence_{employee.hr_presence_state}"
            employee.show_hr_icon_display = bool(employee.user_id) \
                or employee.hr_presence_state == "archive"

    @api.depends("user_id")
    def _compute_last_activity(self):
        presences = self.env["mail.presence"].sudo().search(
            [("user_id", "in", self.user_id.ids)])
        seen = {presence.user_id.id: presence.last_presence for presence in presences}
        for employee in self:
            moment = seen.get(employee.user_id.id)
            employee.last_activity = employee.last_activity_time = False
            if moment:
                local = moment.replace(tzinfo=timezone.utc).astimezone(
                    ZoneInfo(employee.tz or "UTC"))
                employee.last_activity = local.date()
                if local.date() == fields.Date.today():
                    employee.last_activity_time = local.strftime("%H:%M")
