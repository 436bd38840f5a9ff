"""How meetings repeat."""
from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

from dateutil import rrule
from odoo import _, api, fields, models
from odoo.exceptions import UserError

FREQUENCY = {"daily": rrule.DAILY, "weekly": rrule.WEEKLY, "monthly": rrule.MONTHLY,
             "yearly": rrule.YEARLY}
DAYS = {"mon": rrule.MO, "tue": rrule.TU, "wed": rrule.WE, "thu": rrule.TH,
        "fri": rrule.FR, "sat": rrule.SA, "sun": rrule.SU}
MOST = 720          # meetings that one recurrence makes at most


class CalendarRecurrence(models.Model):
    _inherit = "calendar.recurrence"

    name = fields.Char(compute="_compute_name", store=True)
    count = fields.Integer(default=1)
    day = fields.Integer(default=1)
    interval = fields.Integer(default=1)
    end_type = fields.Selection(default="count")
    rrule_type = fields.Selection(default="weekly")
    month_by = fields.Selection(default="date")
    event_tz = fields.Selection(
        default=lambda self: self.env.context.get("tz") or self.env.user.tz,
    )
    dtstart = fields.Datetime(compute="_compute_dtstart")
    rrule = fields.Char(
        compute="_compute_rrule", inverse="_inverse_rrule", store=True)

    @api.depends("calendar_event_ids.start")
    def _compute_dtstart(self):
        for recurrence in self:
            starts = recurrence.calendar_event_ids.mapped("start")
            recurrence.dtstart = min(starts) if starts else False

    @api.depends("rrule")
    def _compute_name(self):
        for recurrence in self:
            recurrence.name = recurrence.get_recurrence_name()

    def get_recurrence_name(self):
        """Return the recurrence in words."""
        self.ensure_one()
        words = {"daily": _("Days"), "weekly": _("Weeks"), "monthly": _("Months"),
                 "yearly": _("Years")}
        text = _("Every %(interval)s %(unit)s", interval=self.interval,
                 unit=words.get(self.rrule_type, ""))
        if self.rrule_type == "weekly":
            names = [self._fields[day].string for day in DAYS if self[day]]
            text = _("%(text)s on %(days)s", text=text, days=", ".join(names))
        if self.end_type == "count":
            return _("%(text)s for %(count)s events", text=text, count=self.count)
        if self.end_type == "end_date" and self.until:
            return _("%(text)s until %(until)s", text=text, until=self.until)
        return text

    @api.depends("byday", "until", "rrule_type", "month_by", "interval", "count",
                 "end_type", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "day",
                 "weekday")
    def _compute_rrule(self):
        for recurrence in self:
            recurrence.rrule = str(
                recurrence._get_rule()).rpartition("\n")[2].removeprefix("RRULE:")

    def _inverse_rrule(self):
        for recurrence in self.filtered("rrule"):
            recurrence.write(self._parse_rule(recurrence.rrule))

    @api.model
    def _parse_rule(self, text):
        """Return the fields that an RFC 5545 rule stands for."""
        parts = dict(
            item.split("=", 1) for item in text.removeprefix("RRULE:").split(";") if item)
        values = {
            "rrule_type": parts.get("FREQ", "WEEKLY").lower(),
            "interval": int(parts.get("INTERVAL", 1)), "end_type": "forever",
        }
        if parts.get("COUNT"):
            values |= {"end_type": "count", "count": int(parts["COUNT"])}
        elif parts.get("UNTIL"):
            until = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()
            values |= {"end_type": "end_date", "until": until}
        days = [d for d in parts.get("BYDAY", "").split(",") if d]
        short = {str(day)[:2]: name for name, day in DAYS.items()}
        if values["rrule_type"] == "weekly" and days:
            values |= dict.fromkeys(DAYS, False)
            values |= {short[day[-2:]]: True for day in days}
        elif days:
            values |= {"month_by": "day", "byday": days[0][:-2] or "1",
                       "weekday": short[days[0][-2:]].upper()}
        if parts.get("BYMONTHDAY"):
            values |= {"month_by": "date", "day": int(parts["BYMONTHDAY"])}
        return values

    def _get_rule(self, start=None):
        self.ensure_one()
        if self.interval <= 0:
            raise UserError(_("The interval cannot be negative."))
        if self.end_type == "count" and self.count <= 0:
            raise UserError(_("The number of repetitions cannot be negative."))
        options = {"interval": self.interval, "dtstart": start}
        if self.rrule_type == "weekly":
            chosen = [DAYS[name] for name in DAYS if self[name]]
            if not chosen:
                raise UserError(_("You have to choose at least one day in the week"))
            options |= {"byweekday": chosen, "wkst": self._first_weekday()}
        elif self.rrule_type == "monthly" and self.month_by == "date":
            options["bymonthday"] = self.day
        elif self.rrule_type == "monthly" and self.weekday:
            options["byweekday"] = DAYS[self.weekday.lower()](int(self.byday or 1))
        if self.end_type == "count":
            options["count"] = min(self.count, MOST)
        elif self.end_type == "end_date" and self.until:
            options["until"] = datetime.combine(self.until, time.max)
        elif start:
            options["count"] = MOST
        return rrule.rrule(FREQUENCY[self.rrule_type], **options)

    def _first_weekday(self):
        lang = self.env["res.lang"]._lang_get(self.env.user.lang or "en_US")
        return (int(lang.week_start or 7) - 1) if lang else 6

    def _starts(self):
        """Return when the meetings begin, in UTC; the hour of the day stays local."""
        base = self.base_event_id
        zone = ZoneInfo(self.event_tz or "UTC")
        if base.allday:
            return list(self._get_rule(base.start))
        start = base.start.replace(tzinfo=timezone.utc)
        local = start.astimezone(zone).replace(tzinfo=None)
        return [
            moment.replace(tzinfo=zone).astimezone(timezone.utc).replace(tzinfo=None)
            for moment in self._get_rule(local)
        ]

    def _apply(self, keep=None):
        """Make the meetings that the rule asks for, remove those that it does not.

        A meeting of `keep` that the rule does not ask for is archived, by itself.
        """
        self.ensure_one()
        base = self.base_event_id
        length = base.stop - base.start
        wanted = self._starts()
        following = self.calendar_event_ids.filtered("follow_recurrence")
        known = {event.start: event for event in following}
        extra = following.filtered(
            lambda event: event.start not in wanted and event != base)
        values = []
        for start in wanted:
            if start not in known:
                [copied] = base.copy_data({"start": start, "stop": start + length})
                for name in ("start_date", "stop_date", "attendee_ids", "duration"):
                    copied.pop(name, None)
                values.append({**copied, "name": base.name, "recurrency": True,
                               "recurrence_id": self.id, "follow_recurrence": True,
                               "start": start, "stop": start + length})
        made = self.env["calendar.event"].create(values)
        if base.start not in wanted and made:
            self.base_event_id = made[0]
            extra |= base
        kept = extra & keep if keep else extra.browse()
        (extra - kept).unlink()
        kept.with_context(keep_recurrence=True, dont_notify=True).write({
            "recurrence_id": False, "active": False})
