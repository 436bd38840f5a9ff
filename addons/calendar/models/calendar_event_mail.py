"""Meetings tell their attendees: invitations, new dates, calendar files."""
from datetime import timezone

from odoo import api, fields, models
from odoo.exceptions import UserError


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    @api.model_create_multi
    def create(self, vals_list):
        """Make meetings, and invite to those that are still to come."""
        events = super().create(vals_list)
        if not self.env.context.get("dont_notify"):
            first = events.filtered(
                lambda e: not e.recurrence_id or e.recurrence_id.base_event_id == e)
            first._coming().attendee_ids._send_invitation_emails()
        return events

    def write(self, vals):
        """Change meetings; attendees hear of new dates, new ones are invited."""
        silent = self.env.context.get("dont_notify") or self.env.context.get(
            "is_calendar_event_new")
        before = {event: event.attendee_ids for event in self}
        starts = {event: event.start for event in self}
        result = super().write(vals)
        if silent:
            return result
        for event in self.exists()._coming():
            event.attendee_ids.filtered(
                lambda a, e=event: a not in before[e])._send_invitation_emails()
            if "start" in vals and event.start != starts[event]:
                (event.attendee_ids & before[event])._notify_attendees(self.env.ref(
                    "calendar.calendar_template_meeting_changedate",
                    raise_if_not_found=False))
        return result

    def _coming(self):
        now = fields.Datetime.now()
        return self.filtered(lambda e: e.start and e.start >= now)

    def action_sendmail(self):
        """Invite all attendees once more."""
        if self.env.user.email:
            for event in self:
                event.attendee_ids._send_invitation_emails()
        return True

    def action_open_composer(self):
        """Open the composer for a mail to all attendees."""
        if not self.partner_ids:
            raise UserError(self.env._("There are no attendees on these events"))
        template = self.env["ir.model.data"]._xmlid_to_res_id(
            "calendar.calendar_template_meeting_update", raise_if_not_found=False)
        return {
            "type": "ir.actions.act_window", "view_mode": "form",
            "res_model": "mail.compose.message", "views": [[False, "form"]],
            "view_id": False, "target": "new",
            "name": self.env._("Contact Attendees"),
            "context": {
                "default_composition_mode": "comment", "default_model": self._name,
                "default_res_ids": self.ids, "default_template_id": template,
                "default_partner_ids": self.partner_ids.ids, "mail_tz": self.env.user.tz,
            },
        }

    # ---- calendar files
    def _get_ics_file(self):
        """Return id -> the meeting as a file that calendar programs read."""
        return {event.id: event._format_ics().encode() for event in self}

    def _format_ics(self):
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//odoolite//EN",
                 "BEGIN:VEVENT",
                 f"UID:calendar.event-{self.id}@{self.env.cr.dbname}",
                 f"DTSTAMP:{_stamp(fields.Datetime.now())}"]
        if self.allday:
            lines += [f"DTSTART;VALUE=DATE:{self.start_date:%Y%m%d}",
                      f"DTEND;VALUE=DATE:{self.stop_date:%Y%m%d}"]
        else:
            lines += [f"DTSTART:{_stamp(self.start)}", f"DTEND:{_stamp(self.stop)}"]
        lines.append(f"SUMMARY:{_escape(self.name)}")
        if self.location:
            lines.append(f"LOCATION:{_escape(self.location)}")
        if self.recurrence_id.rrule:
            lines.append(f"RRULE:{self.recurrence_id.rrule}")
        if self.user_id.email:
            lines.append(
                f"ORGANIZER;CN={_escape(self.user_id.name)}:MAILTO:{self.user_id.email}")
        states = {"accepted": "ACCEPTED", "declined": "DECLINED",
                  "tentative": "TENTATIVE"}
        for attendee in self.attendee_ids.filtered("email"):
            state = states.get(attendee.state, "NEEDS-ACTION")
            lines.append(f"ATTENDEE;CN={_escape(attendee.common_name)};"
                         f"PARTSTAT={state}:MAILTO:{attendee.email}")
        for alarm in self.alarm_ids:
            lines += ["BEGIN:VALARM", f"TRIGGER;RELATED=START:-PT{alarm.duration_minutes}M",
                      f"DESCRIPTION:{_escape(alarm.name)}", "ACTION:DISPLAY",
                      "END:VALARM"]
        return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""])


def _stamp(moment):
    return moment.replace(tzinfo=timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def _escape(text):
    return (text or "").replace("\\", "\\\\").replace(";", "\\;") \
        .replace(",", "\\,").replace("\n", "\\n")
