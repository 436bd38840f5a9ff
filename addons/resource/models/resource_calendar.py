"""Working hours of a week."""
from itertools import groupby, pairwise

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

HALVES = (("morning", 8, 12), ("lunch", 12, 13), ("afternoon", 13, 17))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
LABELS = {"morning": "Morning", "lunch": "Lunch", "afternoon": "Afternoon"}


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    tz = fields.Selection(
        default=lambda self: self.env.context.get("tz") or self.env.user.tz or "UTC",
        required=True,
    )
    full_time_required_hours = fields.Float(default=40.0)
    hours_per_week = fields.Float(compute="_compute_hours", store=True)
    hours_per_day = fields.Float(
        compute="_compute_hours", store=True, readonly=False, digits=(2, 2))
    two_weeks_calendar = fields.Boolean(default=False)
    flexible_hours = fields.Boolean(default=False)

    @api.depends("attendance_ids.hour_from", "attendance_ids.hour_to",
                 "attendance_ids.day_period", "two_weeks_calendar")
    def _compute_hours(self):
        for calendar in self:
            lines = calendar.attendance_ids.filtered(
                lambda line: line.day_period != "lunch" and not line.display_type)
            hours = sum(line.hour_to - line.hour_from for line in lines)
            days = len({(line.dayofweek, line.week_type) for line in lines})
            calendar.hours_per_week = hours / (2 if calendar.two_weeks_calendar else 1)
            calendar.hours_per_day = hours / days if days else 0.0

    # ---- checks
    @api.constrains("attendance_ids")
    def _check_attendance_ids(self):
        for calendar in self:
            lines = calendar.attendance_ids.sorted(
                lambda line: (line.sequence, line._origin.id or 0))
            if calendar.two_weeks_calendar and lines.filtered("display_type") \
                    and not lines[0].display_type:
                raise ValidationError(_(
                    "In a calendar with 2 weeks mode, all periods need to be in the "
                    "sections."))
            if not calendar.duration_based:
                calendar._check_overlap(lines.filtered(lambda line: not line.display_type))

    def _check_overlap(self, lines):
        """Raise ValidationError when two of the lines are of the same time."""
        def get_day(line):
            return line.week_type or "", line.dayofweek
        ordered = lines.sorted(lambda line: (*get_day(line), line.hour_from, line.hour_to))
        for _day, same in groupby(ordered, get_day):
            for before, after in pairwise(same):
                if after.hour_from < before.hour_to - 0.000001:
                    raise ValidationError(_("Attendances can't overlap."))

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for calendar, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", calendar.name)
        return values

    @api.model
    def default_get(self, fields):
        """Return the defaults: a name, and the week of the company."""
        values = super().default_get(fields)
        company = self.env["res.company"].browse(
            values.get("company_id") or self.env.company.id)
        if "name" in fields and not values.get("name") and values.get("company_id"):
            values["name"] = _("Working Hours of %s", company.name)
        if "attendance_ids" in fields and not values.get("attendance_ids"):
            own = company.resource_calendar_id
            values["attendance_ids"] = [(0, 0, vals) for vals in (
                own.attendance_ids.copy_data({"calendar_id": False}))] \
                if own.attendance_ids and not own.two_weeks_calendar \
                else self._get_usual_week()
        return values

    def _get_usual_week(self):
        return [
            (0, 0, {
                "name": f"{name} {LABELS[period]}", "dayofweek": str(day),
                "hour_from": begin, "hour_to": end, "day_period": period,
            })
            for day, name in enumerate(WEEKDAYS) for period, begin, end in HALVES
        ]


class ResourceCalendarAttendance(models.Model):
    _inherit = "resource.calendar.attendance"

    day_period = fields.Selection(default="morning")
    dayofweek = fields.Selection(default="0")
    hour_from = fields.Float(default=0)
    hour_to = fields.Float(default=0)
    duration_hours = fields.Float(
        compute="_compute_duration_hours", inverse="_inverse_duration_hours", store=True,
        readonly=False)
    duration_days = fields.Float(
        compute="_compute_duration_days", store=True, readonly=False)

    @api.depends("hour_from", "hour_to", "day_period")
    def _compute_duration_hours(self):
        for line in self:
            line.duration_hours = line.hour_to - line.hour_from \
                if line.day_period != "lunch" else 0

    def _inverse_duration_hours(self):
        for line in self.filtered(lambda one: one.day_period != "lunch"):
            line.hour_to = line.hour_from + line.duration_hours

    @api.depends("day_period", "hour_from", "hour_to", "calendar_id.hours_per_day")
    def _compute_duration_days(self):
        for line in self:
            if line.day_period == "lunch":
                line.duration_days = 0
            elif line.day_period == "full_day":
                line.duration_days = 1
            else:
                usual = line.calendar_id.hours_per_day
                line.duration_days = 0.5 if line.duration_hours <= usual * 3 / 4 else 1
