"""Tickets of events."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from .event_event_seats import COUNTED, count_seats


class EventEventTicket(models.Model):
    _inherit = "event.event.ticket"
    _order = "event_id, sequence, name, id"

    event_type_id = fields.Many2one(ondelete="set null", required=False)
    is_launched = fields.Boolean(compute="_compute_is_launched")
    is_expired = fields.Boolean(compute="_compute_is_expired")
    sale_available = fields.Boolean(compute="_compute_sale_available", compute_sudo=True)
    is_sold_out = fields.Boolean(compute="_compute_is_sold_out")
    seats_reserved = fields.Integer(compute="_compute_seats")
    seats_available = fields.Integer(compute="_compute_seats")
    seats_used = fields.Integer(compute="_compute_seats")
    seats_taken = fields.Integer(compute="_compute_seats")
    limit_max_per_order = fields.Integer(default=0)
    color = fields.Char(default="#875A7B")

    @api.model
    def default_get(self, fields):
        """Return the defaults: a ticket is named for its event when it is the first."""
        result = super().default_get(fields)
        name = self.env.context.get("default_event_name")
        if "name" in fields and (not result.get("name") or result["name"] == _(
            "Registration")) and name:
            result["name"] = _("Registration for %s", name)
        return result

    @api.depends("start_sale_datetime")
    def _compute_is_launched(self):
        now = fields.Datetime.now()
        for ticket in self:
            ticket.is_launched = not ticket.start_sale_datetime or \
                ticket.start_sale_datetime <= now

    @api.depends("end_sale_datetime")
    def _compute_is_expired(self):
        now = fields.Datetime.now()
        for ticket in self:
            ticket.is_expired = bool(ticket.end_sale_datetime) and \
                ticket.end_sale_datetime < now

    @api.depends("is_expired", "start_sale_datetime", "event_id.date_end",
                 "seats_available", "seats_max")
    def _compute_sale_available(self):
        for ticket in self:
            ticket.sale_available = ticket.is_launched and not ticket.is_expired and \
                not ticket.is_sold_out

    @api.depends("seats_limited", "seats_available", "event_id.seats_available")
    def _compute_is_sold_out(self):
        for ticket in self:
            event = ticket.event_id
            full = event.seats_limited and event.seats_max and event.seats_available <= 0
            ticket.is_sold_out = bool(
                ticket.seats_limited and ticket.seats_available <= 0 or full)

    @api.depends("seats_max", "registration_ids.state", "registration_ids.active")
    def _compute_seats(self):
        found = count_seats(self, "event_ticket_id") if self.ids else {}
        for ticket in self:
            counts = found.get(ticket._origin.id or ticket.id, {})
            for state, name in COUNTED.items():
                ticket[name] = counts.get(state, 0)
            ticket.seats_taken = ticket.seats_reserved + ticket.seats_used
            ticket.seats_available = ticket.seats_max - ticket.seats_taken \
                if ticket.seats_max > 0 else 0

    @api.depends("seats_max", "seats_available")
    @api.depends_context("name_with_seats_availability")
    def _compute_display_name(self):
        if not self.env.context.get("name_with_seats_availability"):
            return super()._compute_display_name()
        for ticket in self:
            if not ticket.seats_max:
                name = ticket.name
            elif not ticket.seats_available:
                name = _("%(ticket_name)s (Sold out)", ticket_name=ticket.name)
            else:
                name = _("%(ticket_name)s (%(count)s seats remaining)",
                         ticket_name=ticket.name, count=ticket.seats_available)
            ticket.display_name = name

    # ---- rules
    @api.constrains("end_sale_datetime", "start_sale_datetime")
    def _constrains_dates_coherency(self):
        for ticket in self:
            begin, end = ticket.start_sale_datetime, ticket.end_sale_datetime
            if begin and end and begin > end:
                raise UserError(_(
                    "The stop date cannot be earlier than the start date. Please check "
                    "ticket %(ticket_name)s", ticket_name=ticket.name))

    @api.constrains("registration_ids", "seats_max")
    def _check_seats_availability(self, minimal_availability=0):
        short = []
        for ticket in self:
            if ticket.seats_max and ticket.seats_available < minimal_availability:
                short.append(_(
                    '- the ticket "%(ticket_name)s" (%(event_name)s): Missing '
                    "%(nb_too_many)i seats.",
                    ticket_name=ticket.name, event_name=ticket.event_id.name,
                    nb_too_many=minimal_availability - ticket.seats_available))
        if short:
            raise ValidationError(
                _("There are not enough seats available for:") + "\n"
                + "\n".join(short) + "\n")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_if_registrations(self):
        if self.registration_ids:
            raise UserError(_(
                "The following tickets cannot be deleted while they have one or more "
                "registrations linked to them:\n- %s", "\n- ".join(self.mapped("name"))))
