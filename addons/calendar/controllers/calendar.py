"""The links in invitations, and what the client asks about reminders."""
from markupsafe import Markup
from odoo import http
from odoo.addons.web.controllers import pages
from odoo.http import request
from werkzeug.exceptions import NotFound


class CalendarController(http.Controller):
    """Answers of attendees."""

    @http.route("/calendar/meeting/accept", type="http", auth="public")
    def accept_meeting(self, token, id, **kwargs):
        """Say yes, and show the meeting."""
        self._attendees(token, "accepted").do_accept()
        return self.view_meeting(token, id)

    @http.route("/calendar/recurrence/accept", type="http", auth="public")
    def accept_recurrence(self, token, id, **kwargs):
        """Say yes to all meetings of a recurrence."""
        self._recurring(token, "accepted").do_accept()
        return self.view_meeting(token, id)

    @http.route("/calendar/meeting/decline", type="http", auth="public")
    def decline_meeting(self, token, id, **kwargs):
        """Say no, and show the meeting."""
        self._attendees(token, "declined").do_decline()
        return self.view_meeting(token, id)

    @http.route("/calendar/recurrence/decline", type="http", auth="public")
    def decline_recurrence(self, token, id, **kwargs):
        """Say no to all meetings of a recurrence."""
        self._recurring(token, "declined").do_decline()
        return self.view_meeting(token, id)

    @http.route("/calendar/meeting/view", type="http", auth="public")
    def view_meeting(self, token, id, **kwargs):
        """Show a meeting to someone invited."""
        attendee = request.env["calendar.attendee"].sudo().search([
            ("access_token", "=", token), ("event_id", "=", int(id))])
        if not attendee:
            raise NotFound
        event = attendee.event_id.with_context(tz=attendee.mail_tz)
        people = Markup("").join(
            Markup("<li>{} ({})</li>").format(a.common_name, a.state)
            for a in event.attendee_ids)
        return pages.render_page(event.name, Markup(
            "<h1>{}</h1><p>{}</p><p>{}</p><ul>{}</ul>"
        ).format(event.name, event.display_time, event.location or "", people))

    @http.route("/calendar/meeting/join", type="http", auth="user")
    def calendar_join_meeting(self, token, **kwargs):
        """Come to a meeting whose address was passed on."""
        event = request.env["calendar.event"].sudo().search(
            [("access_token", "=", token)], limit=1)
        if not event:
            raise NotFound
        event.action_join_meeting(request.env.user.partner_id.id)
        attendee = event.attendee_ids.filtered(
            lambda a: a.partner_id == request.env.user.partner_id)
        return request.redirect(
            f"/calendar/meeting/view?token={attendee.access_token}&id={event.id}")

    @http.route("/calendar/notify", type="jsonrpc", auth="user")
    def notify(self):
        """Return the reminders that the user is to see soon."""
        return request.env["calendar.alarm_manager"].get_next_notif()

    @http.route("/calendar/notify_ack", type="jsonrpc", auth="user")
    def notify_ack(self):
        """Note that the user has seen his reminders."""
        return request.env["res.partner"].sudo()._set_calendar_last_notif_ack()

    def _attendees(self, token, state):
        return request.env["calendar.attendee"].sudo().search([
            ("access_token", "=", token), ("state", "!=", state)])

    def _recurring(self, token, state):
        attendee = request.env["calendar.attendee"].sudo().search(
            [("access_token", "=", token)])
        return request.env["calendar.attendee"].sudo().search([
            ("recurrence_id", "!=", False),
            ("recurrence_id", "in", attendee.recurrence_id.ids),
            ("partner_id", "in", attendee.partner_id.ids), ("state", "!=", state)])
