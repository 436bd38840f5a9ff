"""Who is invited to a meeting, and what they answered."""
import secrets

from odoo import api, fields, models


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    access_token = fields.Char(default=lambda self: secrets.token_hex(16))
    state = fields.Selection(default="needsAction")
    common_name = fields.Char(compute="_compute_common_name", store=True)
    mail_tz = fields.Selection(
        compute="_compute_mail_tz",
    )

    @api.depends("partner_id", "partner_id.name", "email")
    def _compute_common_name(self):
        for attendee in self:
            attendee.common_name = attendee.partner_id.name or attendee.email

    def _compute_mail_tz(self):
        for attendee in self:
            attendee.mail_tz = attendee.partner_id.tz

    def do_tentative(self):
        """Answer: perhaps."""
        return self.write({"state": "tentative"})

    def do_accept(self):
        """Answer yes, and say so on the meeting."""
        for attendee in self:
            attendee.event_id.message_post(
                author_id=attendee.partner_id.id,
                body=self.env._("%s has accepted the invitation", attendee.common_name),
                subtype_xmlid="calendar.subtype_invitation",
            )
        return self.write({"state": "accepted"})

    def do_decline(self):
        """Answer no, and say so on the meeting."""
        for attendee in self:
            attendee.event_id.message_post(
                author_id=attendee.partner_id.id,
                body=self.env._("%s has declined the invitation", attendee.common_name),
                subtype_xmlid="calendar.subtype_invitation",
            )
        return self.write({"state": "declined"})
