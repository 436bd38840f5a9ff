"""When a time off begins and ends, and how much work falls into it."""
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import _, api, fields, models

UTC = ZoneInfo("UTC")
NOON = 12.0


class HrLeave(models.Model):
    _inherit = "hr.leave"

    request_date_from = fields.Date(
        "Request Start Date", default=fields.Date.context_today, required=True)
    request_date_to = fields.Date(
        "Request End Date", compute="_compute_request_date_to", store=True, readonly=False,
        required=True, precompute=True)
    request_unit_half = fields.Boolean("Half Day")
    request_unit_hours = fields.Boolean("Specific Time")
    request_date_from_period = fields.Selection(
        [("am", "Morning"), ("pm", "Afternoon")], string="Date Period Start", default="am")
    request_date_to_period = fields.Selection(
        [("am", "Morning"), ("pm", "Afternoon")], string="Date Period End", default="pm")
    request_hour_from = fields.Float("Hour from")
    request_hour_to = fields.Float("Hour to")
    date_from = fields.Datetime(
        "Start Date", compute="_compute_date_from_to", store=True, index=True,
        tracking=True)
    date_to = fields.Datetime(
        "End Date", compute="_compute_date_from_to", store=True, tracking=True)
    number_of_days = fields.Float(
        "Duration (Days)", compute="_compute_duration", store=True, tracking=True)
    number_of_hours = fields.Float(
        "Duration (Hours)", compute="_compute_duration", store=True, tracking=True)
    duration_display = fields.Char(
        "Requested", compute="_compute_duration_display", store=True)
    resource_calendar_id = fields.Many2one(
        "resource.calendar", compute="_compute_resource_calendar_id", store=True)
    tz = fields.Char("Timezone", compute="_compute_tz")

    @api.depends("request_date_from", "request_unit_hours")
    def _compute_request_date_to(self):
        for leave in self:
            if leave.request_unit_hours or not leave.request_date_to:
                leave.request_date_to = leave.request_date_from

    @api.depends("employee_id")
    def _compute_resource_calendar_id(self):
        for leave in self:
            employee = leave.employee_id.sudo()
            version = employee._get_version(leave.request_date_from) if employee else False
            leave.resource_calendar_id = version.resource_calendar_id if version \
                else self.env.company.resource_calendar_id

    @api.depends("resource_calendar_id.tz", "employee_id.tz")
    def _compute_tz(self):
        for leave in self:
            leave.tz = leave.employee_id.sudo().tz or leave.resource_calendar_id.tz or "UTC"

    @api.depends("request_date_from", "request_date_to", "request_unit_half",
                 "request_unit_hours", "request_date_from_period",
                 "request_date_to_period", "request_hour_from", "request_hour_to",
                 "employee_id", "resource_calendar_id")
    def _compute_date_from_to(self):
        for leave in self:
            first, last = leave.request_date_from, leave.request_date_to
            if not first or not last:
                leave.date_from = leave.date_to = False
                continue
            begin, end = leave._get_hours(first)[0], leave._get_hours(last)[1]
            if leave.request_unit_hours:
                begin, end = leave.request_hour_from, leave.request_hour_to
            elif leave.request_unit_half:
                if leave.request_date_from_period == "pm":
                    begin = leave._get_noon(first)[1]
                if leave.request_date_to_period == "am" or (
                        first == last and leave.request_date_from_period == "am"):
                    end = leave._get_noon(last)[0]
            leave.date_from = leave._to_utc(first, begin)
            leave.date_to = leave._to_utc(last, end)

    def _to_utc(self, day, hour):
        zone = ZoneInfo(self.tz or "UTC")
        local = datetime.combine(day, time()) + timedelta(minutes=round(hour * 60))
        return local.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)

    def _get_lines(self, day):
        """Return the working hours of a day, in order."""
        calendar = self.resource_calendar_id
        lines = calendar.attendance_ids.filtered(
            lambda line: line.dayofweek == str(day.weekday())
            and line.day_period != "lunch" and not line.display_type)
        if calendar.two_weeks_calendar:
            week = str(self.env["resource.calendar.attendance"].get_week_type(day))
            lines = lines.filtered(lambda line: line.week_type == week)
        return lines.sorted("hour_from")

    def _get_hours(self, day):
        """Return the first and the last hour of work of a day: all of it without any."""
        lines = self._get_lines(day)
        if not lines:
            return 0.0, 23.99
        return lines[0].hour_from, max(lines.mapped("hour_to"))

    def _get_noon(self, day):
        """Return when the morning of a day ends, and when its afternoon begins."""
        lines = self._get_lines(day)
        ends = [line.hour_to for line in lines if line.day_period == "morning"]
        begins = [line.hour_from for line in lines if line.day_period == "afternoon"]
        return max(ends, default=NOON), min(begins, default=NOON)

    @api.depends("date_from", "date_to", "holiday_status_id")
    def _compute_duration(self):
        for leave in self:
            if not leave.date_from or not leave.date_to or not leave.employee_id:
                leave.number_of_days = leave.number_of_hours = 0
                continue
            employee = leave.employee_id.sudo()
            public = leave.holiday_status_id.include_public_holidays_in_duration
            # a request's own absence does not count
            domain = [("time_type", "=", "leave"), ("holiday_id", "not in", leave.ids)]
            work = employee._get_work_days_data_batch(
                leave.date_from, leave.date_to, compute_leaves=not public,
                calendar=leave.resource_calendar_id or None, domain=None if public
                else domain)[employee.id]
            leave.number_of_hours = work["hours"]
            leave.number_of_days = leave._count_days(work)

    def _count_days(self, work):
        """Return days out of what work is: hours count as part of a usual day."""
        if self.request_unit_hours:
            usual = self.resource_calendar_id.hours_per_day or 8.0
            return work["hours"] / usual
        if self.request_unit_half and self.request_date_from == self.request_date_to \
                and work["hours"] and (self.request_date_from_period == "pm"
                                       or self.request_date_to_period == "am"):
            return 0.5
        return work["days"]

    def _get_amount(self):
        """Return the duration in the unit of the type."""
        return self.number_of_hours if self.leave_type_request_unit == "hour" \
            else self.number_of_days

    @api.depends("number_of_days", "number_of_hours", "holiday_status_id.request_unit")
    def _compute_duration_display(self):
        for leave in self:
            leave.duration_display = _("%g hours", round(leave.number_of_hours, 2)) \
                if leave.leave_type_request_unit == "hour" \
                else _("%g days", round(leave.number_of_days, 2))
