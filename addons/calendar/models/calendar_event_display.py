"""When a meeting takes place, in words; and its video call."""
import uuid
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.tools import get_lang

ROUTE = "calendar/join_videocall"


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    display_time = fields.Char(compute="_compute_display_time")
    invalid_email_partner_ids = fields.Many2many(
        "res.partner", compute="_compute_invalid_email_partner_ids")
    unavailable_partner_ids = fields.Many2many(
        "res.partner", compute="_compute_unavailable_partner_ids")
    videocall_source = fields.Selection(compute="_compute_videocall_source")
    display_description = fields.Boolean(compute="_compute_display_description")
    should_show_status = fields.Boolean(compute="_compute_should_show_status")

    # ---- time in words
    @api.depends_context("tz")
    @api.depends("start", "stop", "duration", "allday")
    def _compute_display_time(self):
        for event in self:
            event.display_time = self._get_display_time(
                event.start, event.stop, event.duration, event.allday)

    @api.model
    def _get_display_time(self, start, stop, zduration, zallday):
        if not start or not stop:
            return ""
        lang = get_lang(self.env)
        zone = self.env.context.get("tz") or self.env.user.partner_id.tz or "UTC"
        record = self.with_context(tz=zone)
        begin = fields.Datetime.context_timestamp(record, start)
        end = fields.Datetime.context_timestamp(record, stop)
        day, hour = begin.strftime(lang.date_format), begin.strftime(lang.time_format)
        if zallday:
            return _("All Day, %(day)s", day=day)
        if zduration < 24:
            last = begin + timedelta(minutes=round(zduration * 60))
            return _("%(day)s at (%(start)s To %(end)s) (%(timezone)s)", day=day,
                     start=hour, end=last.strftime(lang.time_format), timezone=zone)
        return _(
            "%(date_start)s at %(time_start)s To\n %(date_end)s at %(time_end)s "
            "(%(timezone)s)", date_start=day, time_start=hour,
            date_end=end.strftime(lang.date_format),
            time_end=end.strftime(lang.time_format), timezone=zone)

    def get_display_time_tz(self, tz=False):
        """Return when the meeting takes place, in words, in a time zone."""
        self.ensure_one()
        record = self.with_context(tz=tz) if tz else self
        return record._get_display_time(
            self.start, self.stop, self.duration, self.allday)

    @api.model
    def get_state_selections(self):
        """Return the answers that attendees may give."""
        return self.env["calendar.attendee"]._fields["state"]._description_selection(
            self.env)

    def get_next_alarm_date(self, events_by_alarm):
        """Return when the reminders of the next meeting of the recurrence begin."""
        self.ensure_one()
        following = self.recurrence_id.calendar_event_ids.filtered(
            lambda e: e.start > self.start).sorted("start")[:1]
        now = fields.Datetime.now()
        moments = [
            event.start - timedelta(minutes=alarm.duration_minutes)
            for event in (self | following) for alarm in event.alarm_ids
        ]
        return min((m for m in moments if m > now), default=False)

    # ---- attendees
    @api.depends("partner_ids.email")
    def _compute_invalid_email_partner_ids(self):
        for event in self:
            event.invalid_email_partner_ids = event.partner_ids.filtered(
                lambda p: not p.email_normalized)

    @api.depends("partner_ids", "start", "stop", "show_as", "active")
    def _compute_unavailable_partner_ids(self):
        for event in self:
            if not event.start or not event.stop or not event.partner_ids:
                event.unavailable_partner_ids = False
                continue
            others = self.sudo().search([
                ("partner_ids", "in", event.partner_ids.ids), ("show_as", "=", "busy"),
                ("start", "<", event.stop), ("stop", ">", event.start),
                ("id", "not in", event.ids),
            ])
            declined = {(a.event_id, a.partner_id) for a in others.attendee_ids
                        if a.state == "declined"}
            event.unavailable_partner_ids = event.partner_ids.filtered(
                lambda p, others=others, declined=declined: any(
                    p in other.partner_ids and (other, p) not in declined
                    for other in others))

    @api.depends_context("uid")
    @api.depends("privacy", "partner_ids", "user_id")
    def _compute_display_description(self):
        me = self.env.user
        for event in self:
            event.display_description = event.effective_privacy != "private" or \
                me == event.user_id or me.partner_id in event.partner_ids

    @api.depends("attendee_ids", "current_attendee")
    def _compute_should_show_status(self):
        for event in self:
            event.should_show_status = bool(event.current_attendee) and any(
                a.partner_id != self.env.user.partner_id for a in event.attendee_ids)

    # ---- video calls
    @api.depends("videocall_location")
    def _compute_videocall_source(self):
        for event in self:
            event.videocall_source = "discuss" \
                if event.videocall_location and ROUTE in event.videocall_location \
                else "custom"

    @api.model
    def get_discuss_videocall_location(self):
        """Return the address of a new video call."""
        return f"{self.get_base_url()}/{ROUTE}/{uuid.uuid4().hex}"

    def set_discuss_videocall_location(self):
        """Give the meeting a video call of its own."""
        self.ensure_one()
        if not self.access_token:
            self.access_token = uuid.uuid4().hex
        self.videocall_location = f"{self.get_base_url()}/{ROUTE}/{self.access_token}"

    def clear_videocall_location(self):
        """Take the video call away."""
        self.videocall_location = ""

    def action_join_video_call(self):
        """Open the video call."""
        return {"type": "ir.actions.act_url", "url": self.videocall_location,
                "target": "new"}

    def action_join_meeting(self, partner_id):
        """Invite one more partner, who has said yes."""
        self.ensure_one()
        if partner_id not in self.partner_ids.ids:
            self.with_context(no_mail_to_attendees=True).write(
                {"partner_ids": [(4, partner_id)]})
        self.attendee_ids.filtered(
            lambda a: a.partner_id.id == partner_id).write({"state": "accepted"})

    def find_partner_customer(self):
        """Return the first attendee who does not organize the meeting."""
        self.ensure_one()
        return next((
            attendee.partner_id for attendee in self.attendee_ids.sorted("create_date")
            if attendee.partner_id != self.user_id.partner_id
        ), self.env["calendar.attendee"])
