"""Choosing event and ticket of a line."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class EventEventConfigurator(models.TransientModel):
    _inherit = "event.event.configurator"

    event_slot_id = fields.Many2one(
        "event.slot", compute="_compute_event_slot_id", store=True, readonly=False)
    event_ticket_id = fields.Many2one(
        "event.event.ticket", compute="_compute_event_ticket_id", store=True,
        readonly=False)
    is_multi_slots = fields.Boolean(related="event_id.is_multi_slots")
    has_available_tickets = fields.Boolean(compute="_compute_has_available_tickets")

    @api.depends("event_id")
    def _compute_event_slot_id(self):
        for wizard in self:
            if wizard.event_slot_id.event_id != wizard.event_id:
                wizard.event_slot_id = False

    @api.depends("event_id", "product_id")
    def _compute_event_ticket_id(self):
        for wizard in self:
            tickets = wizard._get_tickets()
            if wizard.event_ticket_id not in tickets:
                wizard.event_ticket_id = tickets if len(tickets) == 1 else False

    def _get_tickets(self):
        return self.event_id.event_ticket_ids.filtered(
            lambda ticket: ticket.product_id == self.product_id)

    @api.depends("product_id")
    def _compute_has_available_tickets(self):
        for wizard in self:
            tickets = self.env["event.event.ticket"].search([
                ("product_id", "=", wizard.product_id.id),
                ("event_id.date_end", ">=", fields.Datetime.now())])
            wizard.has_available_tickets = bool(tickets)

    @api.constrains("event_id", "event_slot_id", "event_ticket_id")
    def check_event_id(self):
        """Check that slot and ticket are those of the event; ValidationError if not."""
        wrong = []
        for wizard in self:
            event, ticket, slot = (
                wizard.event_id, wizard.event_ticket_id, wizard.event_slot_id)
            if ticket and ticket.event_id != event:
                wrong.append(_(
                    'Invalid ticket choice "%(ticket_name)s" for event "%(event_name)s".',
                    ticket_name=ticket.name, event_name=event.name))
            if slot and slot.event_id != event:
                wrong.append(_(
                    'Invalid slot choice "%(slot_name)s" for event "%(event_name)s".',
                    slot_name=slot.display_name, event_name=event.name))
        if wrong:
            raise ValidationError("\n".join(wrong))
