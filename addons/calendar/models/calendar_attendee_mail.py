"""What attendees are written: invitations, new dates, reminders."""
from odoo import _, api, models
from odoo.exceptions import UserError


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    @api.model_create_multi
    def create(self, vals_list):
        """Make attendees, who follow the meeting."""
        attendees = super().create(vals_list)
        attendees._subscribe_partner()
        return attendees

    def write(self, vals):
        """Change attendees."""
        attendees = super().write(vals)
        if "partner_id" in vals:
            self._subscribe_partner()
        return attendees

    def unlink(self):
        """Take attendees away, who no longer follow the meeting."""
        self._unsubscribe_partner()
        return super().unlink()

    def copy(self, default=None):
        """Refuse: a person attends once."""
        raise UserError(_("You cannot duplicate a calendar attendee."))

    def _subscribe_partner(self):
        for event, attendees in self.grouped("event_id").items():
            partners = attendees.partner_id & event.partner_ids
            # those who organize are there already
            partners -= self.env.user.partner_id
            if partners:
                event.message_subscribe(partner_ids=partners.ids)

    def _unsubscribe_partner(self):
        for event, attendees in self.grouped("event_id").items():
            partners = (event.partner_ids & attendees.partner_id) & \
                event.message_partner_ids
            if partners:
                event.message_unsubscribe(partner_ids=partners.ids)

    # ---- mails
    def _send_invitation_emails(self):
        """Invite attendees by mail."""
        self._notify_attendees(self.env.ref(
            "calendar.calendar_template_meeting_invitation", raise_if_not_found=False))

    def _should_notify_attendee(self, notify_author=False):
        self.ensure_one()
        return self.partner_id != self.env.user.partner_id or notify_author

    def _notify_attendees(self, mail_template, notify_author=False, force_send=False):
        """Send attendees a mail by a template, with the meeting as a calendar file."""
        if not mail_template or self.env.context.get("no_mail_to_attendees"):
            return False
        if self.env["ir.config_parameter"].sudo().get_param("calendar.block_mail"):
            return False
        found = self.filtered(
            lambda a: a.email and a._should_notify_attendee(notify_author))
        if not found:
            return False
        files = found.event_id._get_ics_file()
        for attendee in found:
            event = attendee.event_id
            organizer = event.user_id
            render = {name: mail_template._render_field(
                name, attendee.ids, compute_lang=True)[attendee.id]
                for name in ("subject", "body_html")}
            ics = files.get(event.id)
            attachments = [("invitation.ics", ics)] if ics else None
            event.with_context(no_document=True).sudo().message_notify(
                email_from=organizer.email_formatted or self.env.user.email_formatted,
                author_id=organizer.partner_id.id or self.env.user.partner_id.id,
                body=render["body_html"], subject=render["subject"],
                notify_author=notify_author, partner_ids=attendee.partner_id.ids,
                email_layout_xmlid="mail.mail_notification_light",
                attachments=attachments, force_send=force_send)
        return True

    @api.model
    def _mail_template_default_values(self):
        return {"email_from": "{{ object.event_id.user_id.email_formatted }}",
                "email_to": False,
                "partner_to": "{{ object.partner_id.id }}",
                "lang": "{{ object.partner_id.lang }}", "use_default_to": False}

