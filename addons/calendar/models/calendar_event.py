"""Meetings: when, who, how long."""
from datetime import datetime, time, timedelta

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

DAY_BEGINS, DAY_ENDS = time(8), time(18)
COUNTED = {"accepted_count": "accepted", "declined_count": "declined",
           "tentative_count": "tentative", "awaiting_count": "needsAction"}


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    active = fields.Boolean(default=True)
    allday = fields.Boolean(default=False)
    show_as = fields.Selection(default="busy")
    user_id = fields.Many2one("res.users", default=lambda self: self.env.user)
    partner_ids = fields.Many2many(default=lambda self: self._default_partners())
    start = fields.Datetime(default=lambda self: self._default_start())
    stop = fields.Datetime(
        compute="_compute_stop", store=True, readonly=False, required=True,
        default=lambda self: self._default_start() + timedelta(hours=1),
    )
    duration = fields.Float(compute="_compute_duration", store=True, readonly=False)
    start_date = fields.Date(
        compute="_compute_dates", inverse="_inverse_dates", store=True)
    stop_date = fields.Date(
        compute="_compute_dates", inverse="_inverse_dates", store=True)
    attendees_count = fields.Integer(compute="_compute_counts")
    accepted_count = fields.Integer(compute="_compute_counts")
    declined_count = fields.Integer(compute="_compute_counts")
    tentative_count = fields.Integer(compute="_compute_counts")
    awaiting_count = fields.Integer(compute="_compute_counts")
    current_attendee = fields.Many2one(
        "calendar.attendee", compute="_compute_current_attendee",
        search="_search_current_attendee")
    user_can_edit = fields.Boolean(compute="_compute_user_can_edit")
    is_organizer_alone = fields.Boolean(compute="_compute_is_organizer_alone")
    is_highlighted = fields.Boolean(compute="_compute_is_highlighted")

    @api.model
    def _default_start(self):
        now = fields.Datetime.now().replace(microsecond=0, second=0)
        return now + timedelta(minutes=-now.minute % 30)

    def _default_partners(self):
        partners = self.env.user.partner_id
        if self.env.context.get("active_model") == "res.partner":
            ids = self.env.context.get("active_ids") or [
                self.env.context.get("active_id")]
            partners |= self.env["res.partner"].browse([id_ for id_ in ids if id_])
        return partners

    # ---- computed
    @api.depends("start", "stop")
    def _compute_duration(self):
        for event in self:
            event.duration = self._get_duration(event.start, event.stop)

    def _get_duration(self, start, stop):
        if not start or not stop:
            return 0
        return round((stop - start).total_seconds() / 3600, 2)

    @api.depends("start", "duration")
    def _compute_stop(self):
        for event in self:
            event.stop = event.start and event.start + timedelta(
                minutes=round((event.duration or 1.0) * 60))
            if event.allday:
                event.stop -= timedelta(seconds=1)

    @api.depends("allday", "start", "stop")
    def _compute_dates(self):
        for event in self:
            whole = event.allday and event.start and event.stop
            event.start_date = event.start.date() if whole else False
            event.stop_date = event.stop.date() if whole else False

    def _inverse_dates(self):
        for event in self.filtered("allday"):
            first = event.start_date or event.start.date()
            last = event.stop_date or first
            event.write({
                "start": datetime.combine(first, DAY_BEGINS),
                "stop": datetime.combine(last, DAY_ENDS),
            })

    @api.depends("attendee_ids", "attendee_ids.state", "partner_ids")
    def _compute_counts(self):
        for event in self:
            states = event.attendee_ids.mapped("state")
            event.attendees_count = len(event.partner_ids)
            for name, state in COUNTED.items():
                event[name] = states.count(state)

    @api.depends("attendee_ids")
    @api.depends_context("uid")
    def _compute_current_attendee(self):
        partner = self.env.user.partner_id
        for event in self:
            event.current_attendee = event.attendee_ids.filtered(
                lambda attendee: attendee.partner_id == partner)[:1]

    def _search_current_attendee(self, operator, value):
        """Find meetings by how the user attends; those that the user does not have none."""
        mine = fields.Domain("partner_id", "=", self.env.user.partner_id.id)
        if operator == "in":
            ids = [one for one in value if one]
            found = fields.Domain("attendee_ids", "any", mine & fields.Domain("id", "in", ids))
            none = ~fields.Domain("attendee_ids", "any", mine)
            return found | none if False in value else found
        if operator in ("any", "any!"):
            return fields.Domain("attendee_ids", operator, mine & fields.Domain(value))
        return NotImplemented

    @api.depends("user_id", "partner_ids")
    @api.depends_context("uid")
    def _compute_user_can_edit(self):
        user = self.env.user
        for event in self:
            event.user_can_edit = (
                user in (event.user_id, event.create_uid)
                or user.partner_id in event.partner_ids
            )

    @api.depends("attendee_ids.state", "partner_id")
    def _compute_is_organizer_alone(self):
        for event in self:
            others = event.attendee_ids.filtered(
                lambda attendee, event=event: attendee.partner_id != event.partner_id)
            event.is_organizer_alone = bool(others) and all(
                attendee.state == "declined" for attendee in others)

    @api.depends_context("active_id", "active_model")
    def _compute_is_highlighted(self):
        context = self.env.context
        partner = context.get("active_id") if (
            context.get("active_model") == "res.partner") else None
        for event in self:
            event.is_highlighted = bool(partner) and partner in event.partner_ids.ids

    # ---- rules
    @api.constrains("start", "stop", "start_date", "stop_date")
    def _check_closing_date(self):
        for event in self:
            wrong = event.start and event.stop and event.stop < event.start
            if event.allday and event.start_date and event.stop_date:
                wrong = event.stop_date < event.start_date
            if wrong:
                raise ValidationError(_(
                    "The ending date and time cannot be earlier than the starting date "
                    "and time.\nMeeting “%(name)s” starts at %(start_time)s and ends at "
                    "%(end_time)s",
                    name=event.name, start_time=event.start, end_time=event.stop,
                ))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make meetings with their attendees."""
        vals_list = [self._with_times(dict(vals)) for vals in vals_list]
        events = super().create(vals_list)
        events._sync_attendees()
        return events

    def _with_times(self, vals):
        """Work out what one of start, stop, duration and whole days leaves open."""
        if vals.get("allday") and vals.get("start_date"):
            first = fields.Date.to_date(vals["start_date"])
            last = fields.Date.to_date(vals.get("stop_date") or first)
            vals.setdefault("start", datetime.combine(first, DAY_BEGINS))
            vals.setdefault("stop", datetime.combine(last, DAY_ENDS))
        if vals.get("start") and not vals.get("stop"):
            start = fields.Datetime.to_datetime(vals["start"])
            vals["stop"] = start + timedelta(
                minutes=round((vals.get("duration") or 1.0) * 60))
        if vals.get("start") and vals.get("stop"):
            vals.setdefault("duration", self._get_duration(
                fields.Datetime.to_datetime(vals["start"]),
                fields.Datetime.to_datetime(vals["stop"]),
            ))
        if vals.get("res_model") and not vals.get("res_model_id"):
            vals["res_model_id"] = self.env["ir.model"]._get_id(vals["res_model"])
        return vals

    def write(self, vals):
        """Change meetings; attendees follow the partners."""
        vals = dict(vals)
        if "start" in vals and "stop" not in vals and "duration" not in vals:
            for event in self[:1]:
                start = fields.Datetime.to_datetime(vals["start"])
                if start and event.start and event.stop:
                    vals["stop"] = start + (event.stop - event.start)
        result = super().write(vals)
        if "partner_ids" in vals:
            self._sync_attendees()
        return result

    def _sync_attendees(self):
        """Give each invited partner an attendee, and take the others away."""
        missing = []
        for event in self:
            attendees = event.attendee_ids
            gone = attendees.filtered(
                lambda a, event=event: a.partner_id not in event.partner_ids)
            attendees -= gone
            gone.unlink()
            for partner in event.partner_ids - attendees.partner_id:
                missing.append({
                    "event_id": event.id, "partner_id": partner.id,
                    "state": "accepted" if partner == event.user_id.partner_id
                    else "needsAction",
                })
        if missing:
            self.env["calendar.attendee"].create(missing)

    @api.model
    def get_default_duration(self):
        """Return the usual length of a meeting in hours."""
        return 1

    def change_attendee_status(self, status, recurrence_update_setting="self_only"):
        """Answer an invitation for the current user."""
        self.ensure_one()
        events = self._get_recurrence_target(recurrence_update_setting)
        attendees = events.attendee_ids.filtered(
            lambda a: a.partner_id == self.env.user.partner_id)
        answer = {"accepted": "do_accept", "declined": "do_decline"}.get(
            status, "do_tentative")
        return getattr(attendees, answer)()

    def action_open_calendar_event(self):
        """Open the record that the meeting is about, or the meeting."""
        self.ensure_one()
        if self.res_model and self.res_id:
            return self.env[self.res_model].browse(self.res_id).get_formview_action()
        return False
