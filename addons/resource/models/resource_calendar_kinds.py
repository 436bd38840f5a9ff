"""Kinds of calendars: weeks in turn, days by length; how full a full time is."""
from datetime import date, datetime
from zoneinfo import ZoneInfo

from odoo import _, api, fields, models

from .resource_calendar import HALVES


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    attendance_ids_1st_week = fields.One2many(
        "resource.calendar.attendance", "calendar_id", compute="_compute_weeks",
        inverse="_inverse_weeks")
    attendance_ids_2nd_week = fields.One2many(
        "resource.calendar.attendance", "calendar_id", compute="_compute_weeks",
        inverse="_inverse_weeks")
    two_weeks_explanation = fields.Char(compute="_compute_two_weeks_explanation")
    tz_offset = fields.Char(compute="_compute_tz_offset")
    is_fulltime = fields.Boolean(compute="_compute_work_time_rate")
    work_time_rate = fields.Float(
        compute="_compute_work_time_rate", search="_search_work_time_rate")
    work_resources_count = fields.Integer(compute="_compute_work_resources_count")

    @api.depends("attendance_ids.week_type", "two_weeks_calendar")
    def _compute_weeks(self):
        for calendar in self:
            lines = calendar.attendance_ids.filtered(lambda line: not line.display_type)
            second = lines.filtered(lambda line: line.week_type == "1")
            calendar.attendance_ids_1st_week = lines - second
            calendar.attendance_ids_2nd_week = second

    def _inverse_weeks(self):
        for calendar in self.filtered("two_weeks_calendar"):
            calendar.attendance_ids_1st_week.write({"week_type": "0"})
            calendar.attendance_ids_2nd_week.write({"week_type": "1"})

    @api.depends("two_weeks_calendar")
    def _compute_two_weeks_explanation(self):
        today = date.today()
        second = str(self.env["resource.calendar.attendance"].get_week_type(today)) == "1"
        for calendar in self:
            calendar.two_weeks_explanation = _(
                "The current week (from %(first_day)s to %(last_day)s) corresponds to "
                "%(number)s.",
                first_day=fields.Date.start_of(today, "week"),
                last_day=fields.Date.end_of(today, "week"),
                number=_("second") if second else _("first"))

    @api.depends("tz")
    def _compute_tz_offset(self):
        for calendar in self:
            calendar.tz_offset = datetime.now(
                ZoneInfo(calendar.tz or "UTC")).strftime("%z")

    @api.depends("hours_per_week", "full_time_required_hours")
    def _compute_work_time_rate(self):
        for calendar in self:
            full, own = calendar.full_time_required_hours, calendar.hours_per_week
            calendar.work_time_rate = own / full * 100 if full else 100.0
            calendar.is_fulltime = round(full - own, 3) == 0

    def _search_work_time_rate(self, operator, value):
        found = self.with_context(active_test=False).search([]).filtered_domain(
            [("work_time_rate", operator, value)])
        return [("id", "in", found.ids)]

    def _compute_work_resources_count(self):
        counts = dict(self.env["resource.resource"]._read_group(
            [("calendar_id", "in", self.ids)], ["calendar_id"], ["__count"]))
        for calendar in self:
            calendar.work_resources_count = counts.get(calendar, 0)

    def switch_calendar_type(self):
        """Go over to two weeks in turn, both as the one was; or back to the first."""
        self.ensure_one()
        if self.two_weeks_calendar:
            lines = self.attendance_ids
            gone = lines.filtered(lambda line: line.display_type or line.week_type == "1")
            self.write({
                "two_weeks_calendar": False,
                "attendance_ids": [(2, line.id) for line in gone] + [
                    (1, line.id, {"week_type": False}) for line in lines - gone],
            })
            return
        lines = self.attendance_ids.filtered(lambda line: not line.display_type)
        commands = []
        for week, first in (("0", 0), ("1", 25)):
            commands.append((0, 0, {
                "name": _("Second week") if first else _("First week"),
                "dayofweek": "0", "sequence": first, "hour_from": 0, "hour_to": 0,
                "day_period": "morning", "week_type": week,
                "display_type": "line_section"}))
            for number, line in enumerate(lines, 1):
                if week == "0":
                    commands.append((1, line.id, {"week_type": "0", "sequence": number}))
                else:
                    [copied] = line.copy_data({"week_type": "1",
                                               "sequence": first + number})
                    commands.append((0, 0, copied))
        self.write({"two_weeks_calendar": True, "attendance_ids": commands})

    def switch_based_on_duration(self):
        """Let days count by their length only, without hours; or with the usual hours."""
        self.ensure_one()
        lines = self.attendance_ids.filtered(lambda line: not line.display_type)
        if self.duration_based:
            hours = {period: (begin, end) for period, begin, end in HALVES}
            for line in lines.filtered(lambda line: line.day_period in hours):
                line.hour_from, line.hour_to = hours[line.day_period]
        else:
            lines.filtered(lambda line: line.day_period == "lunch").unlink()
        self.duration_based = not self.duration_based
