"""Slots: the times at which an event takes place more than once."""
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from .event_event_seats import COUNTED, count_seats


class EventSlot(models.Model):
    _inherit = "event.slot"

    color = fields.Integer(default=0)
    start_datetime = fields.Datetime(compute="_compute_datetimes", store=True)
    end_datetime = fields.Datetime(compute="_compute_datetimes", store=True)
    is_sold_out = fields.Boolean(compute="_compute_seats")
    seats_reserved = fields.Integer(compute="_compute_seats")
    seats_available = fields.Integer(compute="_compute_seats")
    seats_used = fields.Integer(compute="_compute_seats")
    seats_taken = fields.Integer(compute="_compute_seats")

    @api.depends("date", "date_tz", "start_hour", "end_hour")
    def _compute_datetimes(self):
        for slot in self:
            for name, hour in (("start_datetime", slot.start_hour),
                               ("end_datetime", slot.end_hour)):
                slot[name] = slot._to_utc(hour) if slot.date else False

    def _to_utc(self, hour):
        local = datetime.combine(self.date, time()) + timedelta(minutes=round(hour * 60))
        zone = ZoneInfo(self.date_tz or self.event_id.date_tz or "UTC")
        return local.replace(tzinfo=zone).astimezone(ZoneInfo("UTC")).replace(tzinfo=None)

    @api.depends("registration_ids.state", "event_id.seats_max", "event_id.seats_limited")
    def _compute_seats(self):
        found = count_seats(self, "event_slot_id") if self.ids else {}
        for slot in self:
            counts = found.get(slot._origin.id or slot.id, {})
            for state, name in COUNTED.items():
                slot[name] = counts.get(state, 0)
            slot.seats_taken = slot.seats_reserved + slot.seats_used
            most = slot.event_id.seats_max
            slot.seats_available = most - slot.seats_taken if most > 0 else 0
            slot.is_sold_out = bool(
                slot.event_id.seats_limited and most and slot.seats_available <= 0)

    @api.constrains("start_hour", "end_hour")
    def _check_hours(self):
        for slot in self:
            if not 0 <= slot.start_hour <= 23.99 or not 0 <= slot.end_hour <= 23.99:
                raise ValidationError(_("A slot hour must be between 0:00 and 23:59."))
            if slot.end_hour <= slot.start_hour:
                raise ValidationError(_(
                    "A slot end hour must be later than its start hour.\n%s",
                    slot.display_name))

    @api.constrains("date", "start_hour", "end_hour", "event_id")
    def _check_time_range(self):
        for slot in self:
            event = slot.event_id
            if not event.date_begin <= slot.start_datetime <= event.date_end or \
                    not event.date_begin <= slot.end_datetime <= event.date_end:
                raise ValidationError(_(
                    "A slot cannot be scheduled outside of its event time range."))

    @api.depends("date", "start_hour", "end_hour")
    def _compute_display_name(self):
        for slot in self:
            hours = [f"{int(h):02d}:{round(h % 1 * 60):02d}"
                     for h in (slot.start_hour, slot.end_hour)]
            slot.display_name = f"{slot.date or ''}, {hours[0]} - {hours[1]}"
