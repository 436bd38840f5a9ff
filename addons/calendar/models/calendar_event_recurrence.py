"""Meetings that repeat: the fields of the recurrence seen on the meeting."""
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import UserError

RULE = (
    "byday", "count", "day", "end_type", "event_tz", "fri", "interval", "mon",
    "month_by", "rrule_type", "sat", "sun", "thu", "tue", "until", "wed", "weekday",
)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIMES = {"start", "stop", "start_date", "stop_date", "duration", "allday"}


def _rule_field(kind):
    return kind(compute="_compute_recurrence", readonly=False, store=False)


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    follow_recurrence = fields.Boolean(default=False)
    recurrence_update = fields.Selection(default="self_only", store=False)
    byday = _rule_field(fields.Selection)
    count = _rule_field(fields.Integer)
    day = _rule_field(fields.Integer)
    end_type = _rule_field(fields.Selection)
    event_tz = fields.Selection(
        compute="_compute_recurrence", readonly=False, store=False)
    fri = _rule_field(fields.Boolean)
    interval = _rule_field(fields.Integer)
    mon = _rule_field(fields.Boolean)
    month_by = _rule_field(fields.Selection)
    rrule_type = _rule_field(fields.Selection)
    sat = _rule_field(fields.Boolean)
    sun = _rule_field(fields.Boolean)
    thu = _rule_field(fields.Boolean)
    tue = _rule_field(fields.Boolean)
    until = _rule_field(fields.Date)
    wed = _rule_field(fields.Boolean)
    weekday = _rule_field(fields.Selection)
    rrule = _rule_field(fields.Char)
    rrule_type_ui = fields.Selection(
        [("daily", "Daily"), ("weekly", "Weekly"), ("monthly", "Monthly"),
         ("yearly", "Yearly"), ("custom", "Custom")],
        string="Repeat", compute="_compute_rrule_type_ui", readonly=False)

    @api.depends("recurrence_id", "recurrency")
    def _compute_recurrence(self):
        for event in self:
            for name in (*RULE, "rrule"):
                event[name] = event.recurrence_id[name] if event.recurrency else False

    @api.depends("recurrence_id.rrule_type", "recurrence_id.interval", "recurrency")
    def _compute_rrule_type_ui(self):
        for event in self:
            recurrence = event.recurrence_id
            event.rrule_type_ui = event.recurrency and (
                "custom" if recurrence and recurrence.interval != 1
                else recurrence.rrule_type or "weekly")

    @api.model_create_multi
    def create(self, vals_list):
        """Make meetings, and those that repeat them."""
        rest = [dict(vals) for vals in vals_list]
        rules = [self._pop_rule(vals) for vals in rest]
        events = super().create(rest)
        for event, rule in zip(events, rules, strict=True):
            if event.recurrency and not event.recurrence_id:
                event._start_recurrence(rule)
        return events

    @api.model
    def _pop_rule(self, vals):
        """Take what is about the recurrence out of values, and return it."""
        simple = vals.pop("rrule_type_ui", None)
        rule = {key: vals.pop(key) for key in (*RULE, "rrule") if key in vals}
        if simple and simple != "custom":
            rule.setdefault("rrule_type", simple)
        return rule

    def _start_recurrence(self, rule):
        """Make the recurrence that this meeting is the first of."""
        self.ensure_one()
        recurrence = self.env["calendar.recurrence"].create({
            **self._usual_rule(rule), **rule, "base_event_id": self.id,
        })
        super().write({
            "recurrence_id": recurrence.id, "follow_recurrence": True,
            "recurrency": True,
        })
        recurrence._apply(keep=self)

    def _usual_rule(self, rule):
        """Return what the day of the meeting says about a rule that leaves it open."""
        name = DAYS[self.start.weekday()]
        usual = {"day": self.start.day, "weekday": name.upper()}
        return usual if set(DAYS) & set(rule) else {name: True, **usual}

    def _get_recurrence_target(self, update):
        """Return the meetings of the recurrence that a change is about."""
        if not self.recurrence_id or update == "self_only" or not update:
            return self
        events = self.recurrence_id.calendar_event_ids
        if update == "future_events":
            return events.filtered(lambda event: event.start >= self.start)
        return events

    def write(self, vals):
        """Change meetings, or with `recurrence_update` those of their recurrence."""
        vals = dict(vals)
        update = vals.pop("recurrence_update", None)
        rule = self._pop_rule(vals)
        if rule and not vals.get("recurrency") and (
                update not in ("future_events", "all_events") or len(self) != 1):
            raise UserError(_('Unable to save the recurrence with "This Event"'))
        if update in ("future_events", "all_events") and len(self) == 1 and \
                self.recurrence_id:
            return self._write_recurrence(update, vals, rule)
        result = super().write(vals) if vals else True
        if TIMES & set(vals):
            loose = self.filtered(lambda e: e.recurrence_id and e.follow_recurrence)
            if loose and not self.env.context.get("keep_recurrence"):
                super(CalendarEvent, loose).write({"follow_recurrence": False})
        if vals.get("recurrency"):
            for event in self.filtered(lambda e: not e.recurrence_id):
                event._start_recurrence(rule)
        return result

    def _write_recurrence(self, update, vals, rule):
        events = self._get_recurrence_target(update)
        if update == "future_events" and (rule or TIMES & set(vals)) \
                and vals.get("recurrency") is not False:
            self._split_recurrence()
        if vals.get("recurrency") is False:
            (events - self).unlink()
            return self.with_context(keep_recurrence=True).write({
                **vals, "recurrence_id": False, "follow_recurrence": False})
        start, length = vals.pop("start", None), None
        stop = fields.Datetime.to_datetime(vals.pop("stop", None))
        shift = fields.Datetime.to_datetime(start) - self.start if start else timedelta()
        if stop:
            length = stop - (self.start + shift)
        if shift and self.recurrence_id.rrule_type == "weekly":
            self._move_weekday(shift, rule)
        for event in events.with_context(keep_recurrence=True):
            moved = {}
            if shift or length is not None:
                moved["start"] = event.start + shift
                span = length if length is not None else event.stop - event.start
                moved["stop"] = event.start + shift + span
            event.write({**vals, **moved})
        if rule:
            self.recurrence_id.write(rule)
            self.recurrence_id._apply(keep=self)
        return True

    def _split_recurrence(self):
        """Give this meeting and those after it a recurrence of their own."""
        before = self.recurrence_id
        events = before.calendar_event_ids
        earlier = events.filtered(lambda event: event.start < self.start)
        if not earlier:
            return
        later = events - earlier
        rule = {"base_event_id": self.id}
        if before.end_type == "count":
            rule["count"] = len(later)
        after = before.copy(rule)
        super(CalendarEvent, later).write({"recurrence_id": after.id})
        last = max(earlier.mapped("start"))
        before.write({
            "end_type": "end_date", "until": fields.Datetime.context_timestamp(
                before.with_context(tz=before.event_tz), last).date()})
        if before.base_event_id not in earlier:
            before.base_event_id = earlier.sorted("start")[:1]

    def _move_weekday(self, shift, rule):
        """Let the rule name the day of the week that the meeting moves to."""
        zone = self.with_context(tz=self.recurrence_id.event_tz)
        old, new = (DAYS[fields.Datetime.context_timestamp(zone, moment).weekday()]
                    for moment in (self.start, self.start + shift))
        if old != new and not set(DAYS) & set(rule):
            self.recurrence_id.write({old: False, new: True})

    def unlink(self):
        """Delete meetings, and recurrences that have none left."""
        recurrences = self.recurrence_id
        result = super().unlink()
        for recurrence in recurrences.exists():
            left = recurrence.calendar_event_ids
            if not left:
                recurrence.unlink()
            elif not recurrence.base_event_id:
                recurrence.base_event_id = left.sorted("start")[:1]
        return result

    def action_mass_deletion(self, recurrence_update_setting):
        """Delete the meetings of the recurrence that the setting names."""
        self.ensure_one()
        return self._get_recurrence_target(recurrence_update_setting).unlink()

    def action_unlink_event(self, attendee_id=None, recurrence=False):
        """Delete the meeting as the current user may: invited, the answer is no.

        Organisers of meetings with others are asked by a wizard whether to tell them.
        """
        self.ensure_one()
        user = self.env.user
        attendee = self.env["calendar.attendee"].browse(attendee_id or ()) or \
            self.attendee_ids.filtered(lambda a: a.partner_id == user.partner_id)
        if self.user_id and self.user_id != user and attendee:
            attendee.do_decline()
            return False
        others = (self.partner_ids - user.partner_id).filtered("email")
        if not others and not recurrence:
            self.unlink()
            return False
        return {
            "type": "ir.actions.act_window", "name": self.env._("Delete Event"),
            "res_model": "calendar.popover.delete.wizard", "view_mode": "form",
            "views": [[False, "form"]], "target": "new",
            "context": {**self.env.context, "default_calendar_event_id": self.id,
                        "form_view_ref": "calendar.calendar_popover_delete_view",
                        "default_recurrence": recurrence},
        }

    def action_mass_archive(self, recurrence_update_setting):
        """Archive the meetings of the recurrence that the setting names."""
        self.ensure_one()
        return self._get_recurrence_target(recurrence_update_setting).write(
            {"active": False})
