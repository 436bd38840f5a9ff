"""Templates of events: tickets, mails, seats."""
from odoo import api, fields, models

MAILS = ((0, "now", "after_sub", "event.event_subscription"),
         (1, "hours", "before_event", "event.event_reminder"),
         (3, "days", "before_event", "event.event_reminder"))


class EventType(models.Model):
    _inherit = "event.type"

    default_timezone = fields.Selection(default=lambda self: self.env.user.tz or "UTC")
    sequence = fields.Integer(default=10)
    seats_max = fields.Integer(compute="_compute_seats_max", store=True, readonly=False)
    event_type_mail_ids = fields.One2many(
        "event.type.mail", "event_type_id",
        default=lambda self: self._default_event_mail_type_ids())
    question_ids = fields.Many2many(default=lambda self: self._default_question_ids())

    @api.model
    def _default_event_mail_type_ids(self):
        """Return what attendees are written of an event without a template."""
        found = []
        for number, unit, kind, template in MAILS:
            record = self.env.ref(template, raise_if_not_found=False)
            if record:
                found.append((0, 0, {
                    "interval_nbr": number, "interval_unit": unit, "interval_type": kind,
                    "template_ref": f"mail.template,{record.id}"}))
        return found

    def _default_question_ids(self):
        return self.env["event.question"].search([
            ("is_default", "=", True), ("active", "=", True)]).ids

    @api.depends("has_seats_limitation")
    def _compute_seats_max(self):
        for kind in self:
            if not kind.has_seats_limitation:
                kind.seats_max = 0


class EventTypeMail(models.Model):
    _inherit = "event.type.mail"

    interval_nbr = fields.Integer(default=1)
    interval_unit = fields.Selection(default="hours")
    interval_type = fields.Selection(default="before_event")
    notification_type = fields.Selection(
        [("mail", "Mail")], string="Send", compute="_compute_notification_type")
    template_ref = fields.Reference(
        [("mail.template", "Mail")], string="Template", required=True,
        ondelete={"mail.template": "cascade"})

    @api.depends("template_ref")
    def _compute_notification_type(self):
        self.notification_type = "mail"

    def _prepare_event_mail_values(self):
        self.ensure_one()
        return {
            "interval_nbr": self.interval_nbr, "interval_unit": self.interval_unit,
            "interval_type": self.interval_type,
            "template_ref": f"{self.template_ref._name},{self.template_ref.id}",
        }


class EventTypeTicket(models.Model):
    _inherit = "event.type.ticket"
    _order = "sequence, name, id"       # event_product puts the price before the name

    name = fields.Char(default=lambda self: self.env._("Registration"))
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=10)
    seats_limited = fields.Boolean(compute="_compute_seats_limited", store=True)

    @api.depends("seats_max")
    def _compute_seats_limited(self):
        for ticket in self:
            ticket.seats_limited = bool(ticket.seats_max)

    @api.model
    def _get_event_ticket_fields_whitelist(self):
        return ["sequence", "name", "description", "seats_max"]
