"""Seats of events: taken, left, too few."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

COUNTED = {"open": "seats_reserved", "done": "seats_used"}


def count_seats(records, link):
    """Return record id -> state -> number of registrations."""
    rows = records.env["event.registration"].sudo()._read_group(
        [(link, "in", records.ids), ("state", "in", list(COUNTED)),
         ("active", "=", True)], [link, "state"], ["__count"])
    found = {}
    for record, state, count in rows:
        found.setdefault(record.id, {})[state] = count
    return found


class EventEvent(models.Model):
    _inherit = "event.event"

    seats_max = fields.Integer(compute="_compute_seats_max", store=True, readonly=False)
    seats_limited = fields.Boolean(
        compute="_compute_seats_limited", store=True, readonly=False, precompute=True,
        required=True)
    seats_reserved = fields.Integer(compute="_compute_seats")
    seats_available = fields.Integer(compute="_compute_seats")
    seats_used = fields.Integer(compute="_compute_seats")
    seats_taken = fields.Integer(compute="_compute_seats")
    start_sale_datetime = fields.Datetime(compute="_compute_start_sale_datetime")
    event_registrations_started = fields.Boolean(compute="_compute_registrations_open")
    event_registrations_open = fields.Boolean(
        compute="_compute_registrations_open", compute_sudo=True)
    event_registrations_sold_out = fields.Boolean(
        compute="_compute_registrations_open", compute_sudo=True)

    @api.depends("event_type_id")
    def _compute_seats_max(self):
        for event in self:
            event.seats_max = event.event_type_id.seats_max or event.seats_max or 0

    @api.depends("event_type_id")
    def _compute_seats_limited(self):
        for event in self:
            event.seats_limited = event.event_type_id.has_seats_limitation \
                or event.seats_limited or False

    @api.depends("seats_max", "registration_ids.state", "registration_ids.active")
    def _compute_seats(self):
        found = count_seats(self, "event_id") if self.ids else {}
        for event in self:
            counts = found.get(event._origin.id or event.id, {})
            for state, name in COUNTED.items():
                event[name] = counts.get(state, 0)
            event.seats_taken = event.seats_reserved + event.seats_used
            event.seats_available = event.seats_max - event.seats_taken \
                if event.seats_max > 0 else 0

    @api.depends("event_ticket_ids.start_sale_datetime")
    def _compute_start_sale_datetime(self):
        for event in self:
            starts = event.event_ticket_ids.mapped("start_sale_datetime")
            event.start_sale_datetime = min(starts) if starts and all(starts) else False

    @api.depends("date_end", "seats_available", "seats_limited", "seats_max",
                 "event_ticket_ids.sale_available", "event_ticket_ids.is_sold_out")
    def _compute_registrations_open(self):
        now = fields.Datetime.now()
        for event in self:
            tickets = event.event_ticket_ids
            start = event.start_sale_datetime
            full = event.seats_limited and event.seats_max and event.seats_available <= 0
            event.event_registrations_started = not start or start <= now
            event.event_registrations_sold_out = bool(
                full or tickets and all(ticket.is_sold_out for ticket in tickets))
            event.event_registrations_open = bool(
                event.event_registrations_started
                and (not event.date_end or event.date_end >= now) and not full
                and (not tickets or any(ticket.sale_available for ticket in tickets)))

    @api.constrains("seats_max", "seats_limited", "registration_ids")
    def _check_seats_availability(self, minimal_availability=0):
        short = []
        for event in self:
            if event.seats_limited and event.seats_max \
                    and event.seats_available < minimal_availability:
                short.append(_(
                    '- "%(event_name)s": Missing %(nb_too_many)i seats.',
                    event_name=event.name,
                    nb_too_many=minimal_availability - event.seats_available))
        if short:
            raise ValidationError(
                _("There are not enough seats available for:") + "\n"
                + "\n".join(short) + "\n")
