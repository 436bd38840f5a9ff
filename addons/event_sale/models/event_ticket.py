"""Tickets as lines of orders call them."""
from odoo import models
from odoo.tools import format_date


class EventEventTicket(models.Model):
    _inherit = "event.event.ticket"

    def _get_ticket_multiline_description(self):
        """Return what a line of an order says of the ticket."""
        self.ensure_one()
        event = self.event_id
        text = f"{self.display_name}\n{event.display_name}"
        begin, end = (event._to_local(moment) for moment in (
            event.date_begin, event.date_end))
        if begin and end and begin.date() != end.date():
            text += f"\n{format_date(self.env, begin)} - {format_date(self.env, end)}"
        elif begin:
            text += f"\n{format_date(self.env, begin)}"
        return text
