"""Working time between two moments: hours, days, and when so much of it is done."""
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import api, models
from odoo.tools.intervals import Intervals

UTC = ZoneInfo("UTC")
STEP, STEPS = timedelta(days=14), 100       # how far ahead is looked at a time, how often


def make_aware(moment):
    """Return a moment with a time zone, and the way back for results."""
    if moment.tzinfo:
        zone = moment.tzinfo
        return moment, lambda result: result.astimezone(zone)
    return moment.replace(tzinfo=UTC), \
        lambda result: result.astimezone(UTC).replace(tzinfo=None)


def at_hour(day, hour, zone):
    """Return the moment of a local hour (8.5 is half past eight)."""
    midnight = datetime.combine(day, time())
    return (midnight + timedelta(minutes=round(hour * 60))).replace(tzinfo=zone)


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    # ---- intervals
    def _attendance_intervals_batch(self, start_dt, end_dt, resources=None, domain=None,
                                    tz=None, lunch=False):
        """Return resource id (False: nobody's) -> the hours that lines give."""
        self.ensure_one()
        lines = self.attendance_ids.filtered(
            lambda line: not line.display_type and (line.day_period == "lunch") == lunch)
        if domain:
            lines = lines.filtered_domain(domain)
        people = [None, *(resources or self.env["resource.resource"])]
        return {
            resource.id if resource else False: self._line_intervals(
                lines, start_dt, end_dt, ZoneInfo(str(
                    tz or (resource and resource.tz) or self.tz or "UTC")))
            for resource in people
        }

    def _line_intervals(self, lines, start_dt, end_dt, zone):
        by_day = {}
        for line in lines:
            by_day.setdefault(int(line.dayofweek), []).append(line)
        first = start_dt.astimezone(zone)
        last = end_dt.astimezone(zone)
        found, day = [], first.date()
        while day <= last.date():
            week = str(self.env["resource.calendar.attendance"].get_week_type(day))
            for line in by_day.get(day.weekday(), ()):
                if self.two_weeks_calendar and line.week_type != week:
                    continue
                begin = max(first, at_hour(day, line.hour_from, zone))
                end = min(last, at_hour(day, line.hour_to, zone))
                if begin < end:
                    found.append((begin, end, line))
            day += timedelta(days=1)
        return Intervals(found, keep_distinct=True)

    def _leave_intervals_batch(self, start_dt, end_dt, resources=None, domain=None,
                               tz=None, any_calendar=False):
        """Return resource id (False: everybody's) -> the time off."""
        people = list(resources or ())
        domain = list([("time_type", "=", "leave")] if domain is None else domain)
        if not any_calendar:
            domain.append(("calendar_id", "in", [False, *self.ids]))
        naive = [m.astimezone(UTC).replace(tzinfo=None) for m in (start_dt, end_dt)]
        leaves = self.env["resource.calendar.leaves"].sudo().search([
            *domain, ("resource_id", "in", [False, *(r.id for r in people)]),
            ("date_from", "<=", naive[1]), ("date_to", ">=", naive[0]),
        ])
        result = {}
        for resource in [None, *people]:
            zone = ZoneInfo(str(tz or (resource and resource.tz) or self.tz or "UTC"))
            result[resource.id if resource else False] = Intervals([
                (max(start_dt, leave.date_from.replace(tzinfo=UTC)).astimezone(zone),
                 min(end_dt, leave.date_to.replace(tzinfo=UTC)).astimezone(zone), leave)
                for leave in leaves
                if not leave.resource_id or leave.resource_id == resource
            ])
        return result

    def _work_intervals_batch(self, start_dt, end_dt, resources=None, domain=None,
                              tz=None, compute_leaves=True):
        """Return resource id -> the hours of lines, less the time off."""
        work = self._attendance_intervals_batch(start_dt, end_dt, resources, tz=tz)
        if not compute_leaves:
            return work
        off = self._leave_intervals_batch(start_dt, end_dt, resources, domain, tz=tz)
        return {id_: spans - off[id_] for id_, spans in work.items()}

    def _unavailable_intervals_batch(self, start_dt, end_dt, resources=None, domain=None,
                                     tz=None):
        """Return resource id -> (start, stop) in which there is no work."""
        work = self._work_intervals_batch(start_dt, end_dt, resources, domain, tz)
        whole = Intervals([(start_dt, end_dt, self)])
        return {id_: [(start.astimezone(UTC), stop.astimezone(UTC))
                      for start, stop, _lines in whole - spans]
                for id_, spans in work.items()}

    def _get_attendance_intervals_days_data(self, intervals):
        """Return the days and hours of work of intervals of lines."""
        hours = days = 0.0
        for start, stop, lines in intervals:
            span = (stop - start).total_seconds() / 3600
            hours += span
            whole = sum(lines.mapped("duration_hours")) \
                if "duration_hours" in lines._fields else 0
            if whole:
                days += sum(lines.mapped("duration_days")) * span / whole
            else:
                days += span / (self.hours_per_day or 24)
        return {"days": round(days, 3), "hours": hours}

    # ---- what clients ask
    def get_work_hours_count(self, start_dt, end_dt, compute_leaves=True, domain=None):
        """Return the working hours between two moments."""
        start_dt, _revert = make_aware(start_dt)
        end_dt, _revert = make_aware(end_dt)
        work = self._work_intervals_batch(
            start_dt, end_dt, domain=domain, compute_leaves=compute_leaves)[False]
        return sum((stop - start).total_seconds() / 3600 for start, stop, _l in work)

    def get_work_duration_data(self, from_datetime, to_datetime, compute_leaves=True,
                               domain=None):
        """Return the working days and hours between two moments."""
        start_dt, _revert = make_aware(from_datetime)
        end_dt, _revert = make_aware(to_datetime)
        return self._get_attendance_intervals_days_data(self._work_intervals_batch(
            start_dt, end_dt, domain=domain, compute_leaves=compute_leaves)[False])

    def plan_hours(self, hours, day_dt, compute_leaves=False, domain=None, resource=None):
        """Return when so many hours of work are done (before, for negative ones)."""
        day_dt, revert = make_aware(day_dt)
        id_ = resource.id if resource else False
        for start, stop in self._walk(day_dt, hours < 0, compute_leaves, domain, resource,
                                      id_):
            span = (stop - start).total_seconds() / 3600
            if abs(hours) <= span:
                return revert(stop + timedelta(hours=hours) if hours < 0
                              else start + timedelta(hours=hours))
            hours = hours + span if hours < 0 else hours - span
        return False

    def plan_days(self, days, day_dt, compute_leaves=False, domain=None):
        """Return the end of the last of so many working days (or the begin, before)."""
        day_dt, revert = make_aware(day_dt)
        if days == 0:
            return revert(day_dt)
        seen = set()
        for start, stop in self._walk(day_dt, days < 0, compute_leaves, domain):
            seen.add(start.date())
            if len(seen) == abs(days):
                return revert(start if days < 0 else stop)
        return False

    def _walk(self, moment, back, compute_leaves, domain, resource=None, id_=False):
        """Yield (start, stop) of the work after a moment, or before it backwards."""
        for step in range(STEPS):
            near, far = moment + STEP * step, moment + STEP * (step + 1)
            if back:
                near, far = moment - STEP * (step + 1), moment - STEP * step
            spans = self._work_intervals_batch(
                near, far, resource, domain, compute_leaves=compute_leaves)[id_]
            for start, stop, _lines in reversed(spans) if back else spans:
                yield start, stop


class ResourceCalendarAttendance(models.Model):
    _inherit = "resource.calendar.attendance"

    @api.model
    def get_week_type(self, date):
        """Return 0 or 1: which of two weeks that alternate a day lies in."""
        return (date.toordinal() - 1) // 7 % 2
