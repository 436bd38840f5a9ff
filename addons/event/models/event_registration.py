"""Registrations: who comes, and whether he came."""
import os

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

STATES = [("draft", "Unconfirmed"), ("open", "Registered"), ("done", "Attended"),
          ("cancel", "Cancelled")]
SUMMARY = {"cancel": "canceled_registration", "draft": "unconfirmed_registration"}


class EventRegistration(models.Model):
    _inherit = "event.registration"
    _mail_defaults_to_email = True
    _primary_email = "email"

    _barcode_event_uniq = models.Constraint(
        "UNIQUE(barcode)", "Barcode should be unique")

    barcode = fields.Char(default=lambda self: self._get_random_barcode())
    partner_id = fields.Many2one("res.partner", string="Booked by", tracking=1)
    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, tracking=2)
    email = fields.Char(
        compute="_compute_email", store=True, readonly=False, tracking=3)
    phone = fields.Char(
        compute="_compute_phone", store=True, readonly=False, tracking=4)
    company_name = fields.Char(
        compute="_compute_company_name", store=True, readonly=False)
    state = fields.Selection(
        STATES, string="Status", default="open", required=True, copy=False, tracking=6)
    date_closed = fields.Datetime(
        compute="_compute_date_closed", store=True, readonly=False)
    event_begin_date = fields.Datetime(
        compute="_compute_event_dates", search="_search_event_begin_date")
    event_end_date = fields.Datetime(
        compute="_compute_event_dates", search="_search_event_end_date")
    event_date_range = fields.Char(compute="_compute_event_date_range")

    @api.model
    def _get_random_barcode(self):
        return str(int.from_bytes(os.urandom(8), "little"))

    # ---- from the partner
    def _fill_from_partner(self, name):
        for registration in self:
            if registration[name] or not registration.partner_id:
                continue
            contact_id = registration.partner_id.address_get().get("contact")
            contact = self.env["res.partner"].browse(contact_id)
            value = contact.parent_name or contact.company_name \
                if name == "company_name" else contact[name]
            registration[name] = value or False

    @api.depends("partner_id")
    def _compute_name(self):
        self._fill_from_partner("name")

    @api.depends("partner_id")
    def _compute_email(self):
        self._fill_from_partner("email")

    @api.depends("partner_id")
    def _compute_phone(self):
        self._fill_from_partner("phone")

    @api.depends("partner_id")
    def _compute_company_name(self):
        self._fill_from_partner("company_name")

    # ---- time
    @api.depends("state")
    def _compute_date_closed(self):
        for registration in self:
            if not registration.date_closed:
                registration.date_closed = fields.Datetime.now() \
                    if registration.state == "done" else False

    @api.depends("event_id.date_begin", "event_id.date_end", "event_slot_id")
    def _compute_event_dates(self):
        for registration in self:
            slot, event = registration.event_slot_id, registration.event_id
            registration.event_begin_date = slot.start_datetime or event.date_begin
            registration.event_end_date = slot.end_datetime or event.date_end

    def _search_event_begin_date(self, operator, value):
        return self._search_event_date("start_datetime", "date_begin", operator, value)

    def _search_event_end_date(self, operator, value):
        return self._search_event_date("end_datetime", "date_end", operator, value)

    def _search_event_date(self, of_slot, of_event, operator, value):
        return ["|", "&", ("event_slot_id", "!=", False),
                (f"event_slot_id.{of_slot}", operator, value),
                "&", ("event_slot_id", "=", False),
                (f"event_id.{of_event}", operator, value)]

    @api.depends("event_begin_date", "event_id.date_tz")
    def _compute_event_date_range(self):
        for registration in self:
            registration.event_date_range = registration._get_event_date_range()

    def _get_event_date_range(self):
        """Return how far off the event is, in words."""
        self.ensure_one()
        event = self.event_id
        begin = event._to_local(self.event_begin_date)
        if not begin:
            return ""
        today = event._to_local(fields.Datetime.now()).date()
        days = (begin.date() - today).days
        if days <= 0:
            return _("today")
        if days == 1:
            return _("tomorrow")
        if days < 7:
            return _("in %d days", days)
        if days < 14:
            return _("next week")
        if begin.month == (today.month % 12) + 1:
            return _("next month")
        return _("on %(date)s", date=begin.strftime("%b %-d, %Y"))

    # ---- rules
    @api.constrains("event_id", "event_ticket_id")
    def _check_event_ticket(self):
        if any(r.event_ticket_id and r.event_id != r.event_ticket_id.event_id
               for r in self):
            raise ValidationError(_("Invalid event / ticket choice"))

    @api.constrains("event_id", "event_slot_id")
    def _check_event_slot(self):
        if any(r.event_slot_id and r.event_id != r.event_slot_id.event_id for r in self):
            raise ValidationError(_("Invalid event / slot choice"))

    @api.constrains("state", "event_id", "event_ticket_id", "active")
    def _check_seats_availability(self):
        taking = self.filtered(lambda r: r.state in ("open", "done") and r.active)
        taking.event_id._check_seats_availability()
        taking.event_ticket_id._check_seats_availability()

    # ---- life
    @api.model
    def default_get(self, fields):
        """Return the defaults: an event of the context is the registration's."""
        result = super().default_get(fields)
        if "event_id" in fields and not result.get("event_id") and \
                self.env.context.get("active_model") == "event.event":
            result["event_id"] = self.env.context.get("active_id")
        return result

    @api.model_create_multi
    def create(self, vals_list):
        """Register people, and write to them what the event has for that."""
        for vals in vals_list:
            self._format_phone(vals)
        registrations = super().create(vals_list)
        registrations._update_mail_schedulers()
        return registrations

    def _format_phone(self, vals):
        """Write a number as it is called from elsewhere, when the country is known."""
        if not vals.get("phone"):
            return
        country = False
        for model, name in (("res.partner", "partner_id"), ("event.event", "event_id")):
            record = self.env[model].browse(vals.get(name) or ())
            country = country or record.country_id
        country = country or self.env.company.country_id
        vals["phone"] = self._phone_format(
            number=vals["phone"], country=country) or vals["phone"]

    def write(self, vals):
        """Change registrations; those that are confirmed now are written to."""
        confirming = self.filtered(
            lambda r: r.state in ("draft", "cancel")) if vals.get("state") == "open" \
            else self.browse()
        result = super().write(vals)
        confirming._update_mail_schedulers()
        return result

    def _update_mail_schedulers(self):
        """Send what goes out after each registration."""
        registered = self.filtered(lambda r: r.state == "open")
        if not registered or self.env.context.get("install_mode"):
            return
        schedulers = self.env["event.mail"].sudo().search([
            ("event_id", "in", registered.event_id.ids),
            ("interval_type", "=", "after_sub")])
        if schedulers:
            schedulers.with_context(
                event_mail_registration_ids=registered.ids).execute()

    # ---- buttons
    def action_set_draft(self):
        """Make registrations unconfirmed."""
        self.write({"state": "draft"})

    def action_confirm(self):
        """Confirm registrations."""
        self.write({"state": "open"})

    def action_set_done(self):
        """Note that people came."""
        self.write({"state": "done"})

    def action_cancel(self):
        """Cancel registrations; their seats are free again."""
        self.write({"state": "cancel"})

    def action_send_badge_email(self):
        """Open the composer with the mail of the badge."""
        self.ensure_one()
        template = self.env.ref("event.event_registration_mail_template_badge",
                                raise_if_not_found=False)
        return {
            "name": _("Compose Email"), "type": "ir.actions.act_window",
            "view_mode": "form", "res_model": "mail.compose.message",
            "views": [[False, "form"]], "view_id": False, "target": "new",
            "context": {
                "default_model": "event.registration", "default_res_ids": self.ids,
                "default_template_id": template.id if template else False,
                "default_composition_mode": "comment",
                "default_email_layout_xmlid": "mail.mail_notification_light",
            },
        }

    # ---- at the door
    @api.model
    def register_attendee(self, barcode, event_id):
        """Let in whom a barcode stands for; what became of it."""
        attendee = self.search([("barcode", "=", barcode)], limit=1)
        if not attendee:
            return {"error": "invalid_ticket"}
        summary = attendee._get_registration_summary()
        if attendee.state in SUMMARY:
            status = SUMMARY[attendee.state]
        elif attendee.event_id.is_finished:
            status = "not_ongoing_event"
        elif attendee.state == "done":
            status = "already_registered"
        elif event_id and attendee.event_id.id != event_id:
            status = "need_manual_confirmation"
        else:
            attendee.action_set_done()
            status = "confirmed_registration"
        summary["status"] = status
        return summary

    def _get_registration_summary(self):
        self.ensure_one()
        return {
            "id": self.id, "name": self.name, "partner_id": self.partner_id.id,
            "ticket_name": self.event_ticket_id.name, "event_id": self.event_id.id,
            "event_display_name": self.event_id.display_name,
            "registration_answers": self.registration_answer_ids.filtered(
                "value_answer_id").mapped("display_name"),
            "company_name": self.company_name,
            "badge_format": self.event_id.badge_format,
            "date_closed_formatted": str(self.date_closed) if self.date_closed else False,
        }
