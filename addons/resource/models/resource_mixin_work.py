"""How much records with a resource work, and when they are away."""
from datetime import timedelta

from odoo import models
from odoo.tools.intervals import Intervals

from .resource_calendar_work import make_aware


class ResourceMixin(models.AbstractModel):
    _inherit = "resource.mixin"

    def _by_calendar(self, calendar=None):
        """Return calendar -> resources that keep to it."""
        found = {}
        for record in self:
            own = calendar or record.resource_calendar_id \
                or record.company_id.resource_calendar_id
            found[own] = found.get(own, self.env["resource.resource"]) | record.resource_id
        return found

    def _get_work_days_data_batch(self, from_datetime, to_datetime, compute_leaves=True,
                                  calendar=None, domain=None):
        """Return record id -> {"days", "hours"} of work between two moments."""
        start, _revert = make_aware(from_datetime)
        stop, _revert = make_aware(to_datetime)
        result = {}
        for own, resources in self._by_calendar(calendar).items():
            work = own._work_intervals_batch(
                start, stop, resources, domain, compute_leaves=compute_leaves)
            for resource in resources:
                result[resource.id] = own._get_attendance_intervals_days_data(
                    work[resource.id])
        nothing = {"days": 0.0, "hours": 0.0}
        return {r.id: result.get(r.resource_id.id, dict(nothing)) for r in self}

    def _get_leave_days_data_batch(self, from_datetime, to_datetime, calendar=None,
                                   domain=None):
        """Return record id -> {"days", "hours"} of working time that was taken off."""
        start, _revert = make_aware(from_datetime)
        stop, _revert = make_aware(to_datetime)
        result = {}
        for own, resources in self._by_calendar(calendar).items():
            lines = own._attendance_intervals_batch(start, stop, resources)
            leaves = own._leave_intervals_batch(start, stop, resources, domain)
            for resource in resources:
                result[resource.id] = own._get_attendance_intervals_days_data(
                    lines[resource.id] & leaves[resource.id])
        return {r.id: result[r.resource_id.id] for r in self}

    def _list_work_time_per_day(self, from_datetime, to_datetime, calendar=None,
                                domain=None):
        """Return record id -> [(day, hours)] of work."""
        start, _revert = make_aware(from_datetime)
        stop, _revert = make_aware(to_datetime)
        result = {}
        for own, resources in self._by_calendar(calendar).items():
            work = own._work_intervals_batch(start, stop, resources, domain)
            for resource in resources:
                days = {}
                for begin, end, _lines in work[resource.id]:
                    hours = (end - begin).total_seconds() / 3600
                    days[begin.date()] = days.get(begin.date(), 0.0) + hours
                result[resource.id] = sorted(days.items())
        return {r.id: result[r.resource_id.id] for r in self}

    def list_leaves(self, from_datetime, to_datetime, calendar=None, domain=None):
        """Return (day, hours, leave) of each stretch of work that was taken off."""
        self.ensure_one()
        start, _revert = make_aware(from_datetime)
        stop, _revert = make_aware(to_datetime)
        own = calendar or self.resource_calendar_id
        resource = self.resource_id
        lines = own._attendance_intervals_batch(start, stop, resource)[resource.id]
        leaves = own._leave_intervals_batch(start, stop, resource, domain)[resource.id]
        return [
            (begin.date(), (end - begin) / timedelta(hours=1), records)
            for begin, end, records in leaves & Intervals(lines)
        ]

    def _adjust_to_calendar(self, start, end):
        """Return record -> (first, last) moments of work nearest to two moments."""
        start, revert = make_aware(start)
        end, revert_end = make_aware(end)
        result = {}
        for record in self:
            own = record.resource_calendar_id or record.company_id.resource_calendar_id
            resource = record.resource_id
            day = timedelta(days=1)
            spans = list(own._work_intervals_batch(
                start - day, end + day, resource)[resource.id])
            begins = [s for s, _e, _l in spans if s.date() == start.date()]
            ends = [e for _s, e, _l in spans if e.date() == end.date()]
            first = min(begins, key=lambda m: abs(m - start), default=None)
            last = min(ends, key=lambda m: abs(m - end), default=None)
            result[record] = (first and revert(first), last and revert_end(last))
        return result
