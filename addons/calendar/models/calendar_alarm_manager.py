"""Reminders: which are due, by mail and in the client."""
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.tools.mail import plaintext2html

HORIZON = 24 * 3600     # seconds for which the client is told beforehand


class CalendarAlarmManager(models.AbstractModel):
    _inherit = "calendar.alarm_manager"

    # ---- by mail
    @api.model
    def _get_events_by_alarm_to_notify(self, alarm_type):
        """Return alarm id -> ids of the meetings whose reminder has come due."""
        now = fields.Datetime.now()
        since = self.env.context.get("lastcall") or now - relativedelta(weeks=1)
        alarms = self.env["calendar.alarm"].search([("alarm_type", "=", alarm_type)])
        due = {}
        for alarm in alarms:
            before = timedelta(minutes=alarm.duration_minutes)
            events = self.env["calendar.event"].search([
                ("alarm_ids", "in", alarm.ids), ("start", ">=", since + before),
                ("start", "<", now + before),
            ])
            if events:
                due[alarm.id] = events.ids
        return due

    @api.model
    def _send_reminder(self):
        """Mail the reminders that have come due since the last time."""
        due = self._get_events_by_alarm_to_notify("email")
        for alarm in self.env["calendar.alarm"].browse(due):
            events = self.env["calendar.event"].browse(due[alarm.id])
            attendees = events.attendee_ids.filtered(lambda a: a.state != "declined")
            attendees.with_context(
                calendar_template_ignore_recurrence=True, mail_notify_author=True,
            )._notify_attendees(alarm.mail_template_id, force_send=True,
                                notify_author=alarm.notify_responsible)

    # ---- in the client
    def do_check_alarm_for_one_date(self, one_date, event, event_maxdelta,
                                    in_the_next_X_seconds, alarm_type, after=False,
                                    missing=False):
        """Return the reminders of a meeting at a date that come soon."""
        found = []
        until = fields.Datetime.now() + timedelta(seconds=in_the_next_X_seconds)
        past = one_date - timedelta(minutes=missing * event_maxdelta)
        if past > until:
            return found
        after = fields.Datetime.to_datetime(after) if after else False
        for alarm in event.alarm_ids:
            moment = one_date - timedelta(minutes=alarm.duration_minutes)
            past = one_date - timedelta(minutes=missing * alarm.duration_minutes)
            if alarm.alarm_type == alarm_type and past <= until and moment < until \
                    and (not after or moment > after):
                found.append({"alarm_id": alarm.id, "event_id": event.id,
                              "notify_at": moment})
        return found

    @api.model
    def get_next_notif(self):
        """Return the reminders that the current user is to see soon."""
        partner = self.env.user.partner_id
        if not partner:
            return []
        now = fields.Datetime.now()
        events = self.env["calendar.event"].search([
            ("partner_ids", "in", partner.ids), ("stop", ">", now),
            ("alarm_ids.alarm_type", "=", "notification"),
        ])
        declined = events.attendee_ids.filtered(
            lambda a: a.partner_id == partner and a.state == "declined").event_id
        found = []
        for event in events - declined:
            longest = max(event.alarm_ids.mapped("duration_minutes"))
            for alert in self.do_check_alarm_for_one_date(
                event.start, event, longest, HORIZON, "notification",
                after=partner.calendar_last_notif_ack,
            ):
                found.append(self.do_notif_reminder(alert))
        return found

    def do_notif_reminder(self, alert):
        """Return what the client shows of a reminder; None of one by mail."""
        alarm = self.env["calendar.alarm"].browse(alert["alarm_id"])
        event = self.env["calendar.event"].browse(alert["event_id"])
        if alarm.alarm_type != "notification":
            return None
        message = event.display_time
        if alarm.body:
            message += f"<p>{plaintext2html(alarm.body)}</p>"
        moment = fields.Datetime.to_datetime(alert["notify_at"])
        wait = moment - fields.Datetime.now()
        return {
            "alarm_id": alarm.id, "event_id": event.id, "title": event.name,
            "message": message, "timer": wait.seconds + wait.days * 3600 * 24,
            "notify_at": fields.Datetime.to_string(moment),
        }
