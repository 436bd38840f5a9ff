"""Events: when, where, for whom; their stages."""
from datetime import timedelta
from zoneinfo import ZoneInfo

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class EventEvent(models.Model):
    _inherit = "event.event"

    user_id = fields.Many2one("res.users", default=lambda self: self.env.user)
    organizer_id = fields.Many2one(default=lambda self: self.env.company.partner_id)
    address_id = fields.Many2one(default=lambda self: self.env.company.partner_id.id)
    address_inline = fields.Char(compute="_compute_address_inline", compute_sudo=True)
    address_search = fields.Many2one(
        "res.partner", compute="_compute_address_search", search="_search_address_search")
    badge_format = fields.Selection(default="A6")
    stage_id = fields.Many2one(
        default=lambda self: self.env["event.stage"].search([], limit=1).id,
        group_expand="_read_group_expand_full", ondelete="restrict", copy=False)
    kanban_state = fields.Selection(
        compute="_compute_kanban_state", store=True, readonly=False, default="normal",
        copy=False)
    date_tz = fields.Selection(
        compute="_compute_date_tz", store=True, readonly=False, precompute=True,
        required=True)
    is_ongoing = fields.Boolean(compute="_compute_time_status", search="_search_is_ongoing")
    is_finished = fields.Boolean(
        compute="_compute_time_status", search="_search_is_finished")
    is_one_day = fields.Boolean(compute="_compute_is_one_day")
    event_share_url = fields.Char(compute="_compute_event_share_url")
    event_slot_count = fields.Integer(compute="_compute_event_slot_count")
    event_mail_ids = fields.One2many(
        "event.mail", "event_id", compute="_compute_event_mail_ids", store=True,
        readonly=False, copy=True)
    event_ticket_ids = fields.One2many(
        "event.event.ticket", "event_id", compute="_compute_event_ticket_ids", store=True,
        readonly=False, copy=True)
    tag_ids = fields.Many2many(
        "event.tag", compute="_compute_from_type", store=True, readonly=False)
    note = fields.Html(compute="_compute_from_type", store=True, readonly=False)
    ticket_instructions = fields.Html(
        compute="_compute_from_type", store=True, readonly=False)
    question_ids = fields.Many2many(
        "event.question", compute="_compute_question_ids", store=True, readonly=False)
    use_barcode = fields.Boolean(compute="_compute_use_barcode")

    @api.model
    def default_get(self, fields):
        """Return the defaults: from the next half hour on, for a day."""
        result = super().default_get(fields)
        if "date_begin" in fields and "date_begin" not in result:
            now = self.env.cr.now().replace(second=0, microsecond=0, tzinfo=None)
            result["date_begin"] = now + timedelta(minutes=-now.minute % 30)
        if "date_end" in fields and "date_end" not in result and result.get("date_begin"):
            result["date_end"] = result["date_begin"] + timedelta(days=1)
        return result

    # ---- from the template
    @api.depends("event_type_id")
    def _compute_date_tz(self):
        for event in self:
            if event.event_type_id.default_timezone:
                event.date_tz = event.event_type_id.default_timezone
            if not event.date_tz:
                event.date_tz = self.env.user.tz or "UTC"

    @api.depends("event_type_id")
    def _compute_event_mail_ids(self):
        for event in self:
            kind = event.event_type_id
            if kind:
                event.event_mail_ids = [
                    (2, mail.id) for mail in event.event_mail_ids
                    if not mail.mail_done and not mail.mail_registration_ids
                ] + [(0, 0, line._prepare_event_mail_values())
                     for line in kind.event_type_mail_ids]
            elif not event.event_mail_ids:
                event.event_mail_ids = self.env["event.type"]._default_event_mail_type_ids()

    @api.depends("event_type_id")
    def _compute_event_ticket_ids(self):
        for event in self:
            tickets = event.event_type_id.event_type_ticket_ids
            if not event.event_type_id:
                event.event_ticket_ids = event.event_ticket_ids
                continue
            names = tickets._get_event_ticket_fields_whitelist()
            event.event_ticket_ids = [
                (2, ticket.id) for ticket in event.event_ticket_ids
                if not ticket.registration_ids
            ] + [(0, 0, {name: ticket[name] for name in names}) for ticket in tickets]

    @api.depends("event_type_id")
    def _compute_from_type(self):
        for event in self:
            kind = event.event_type_id
            event.tag_ids = kind.tag_ids if kind.tag_ids and not event.tag_ids \
                else event.tag_ids
            event.note = kind.note or event.note
            event.ticket_instructions = kind.ticket_instructions or \
                event.ticket_instructions

    @api.depends("event_type_id")
    def _compute_question_ids(self):
        usual = self.env["event.type"]._default_question_ids()
        for event in self:
            if event.event_type_id:
                event.question_ids |= event.event_type_id.question_ids
            elif not event.question_ids:
                event.question_ids = usual

    # ---- time and place
    @api.depends("date_begin", "date_end")
    def _compute_time_status(self):
        now = fields.Datetime.now()
        for event in self:
            begin, end = event.date_begin, event.date_end
            event.is_ongoing = bool(begin and end and begin <= now < end)
            event.is_finished = bool(end and end <= now)

    def _search_is_ongoing(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        return [("date_begin", "<=", now), ("date_end", ">", now)]

    def _search_is_finished(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("date_end", "<=", fields.Datetime.now())]

    @api.depends("date_begin", "date_end", "date_tz")
    def _compute_is_one_day(self):
        for event in self:
            begin, end = event._to_local(event.date_begin), event._to_local(event.date_end)
            event.is_one_day = bool(begin and end) and begin.date() == end.date()

    def _to_local(self, moment):
        zone = ZoneInfo(self.date_tz or "UTC")
        return moment and moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone)

    @api.depends("address_id")
    def _compute_address_inline(self):
        for event in self:
            address = event.address_id
            text = address._display_address(without_company=True) if address else ""
            parts = [address.name, *text.split("\n")] if text.strip() else [address.name]
            event.address_inline = ", ".join(part for part in parts if part)

    @api.depends("address_id")
    def _compute_address_search(self):
        for event in self:
            event.address_search = event.address_id

    def _search_address_search(self, operator, value):
        if operator != "ilike" or not isinstance(value, str):
            return NotImplemented
        names = ("address_id.name", "address_id.street", "address_id.street2",
                 "address_id.city", "address_id.zip", "address_id.state_id",
                 "address_id.country_id")
        return ["|"] * (len(names) - 1) + [(name, "ilike", value) for name in names]

    def _compute_event_share_url(self):
        for event in self:
            event.event_share_url = event.event_url or event.get_base_url()

    @api.depends("event_slot_ids")
    def _compute_event_slot_count(self):
        for event in self:
            event.event_slot_count = len(event.event_slot_ids)

    def _compute_use_barcode(self):
        self.use_barcode = self.env["ir.config_parameter"].sudo().get_param(
            "event.use_event_barcode") == "True"

    @api.depends("stage_id")
    def _compute_kanban_state(self):
        for event in self:
            if event.kanban_state != "cancel":
                event.kanban_state = "normal"

    # ---- rules and life
    @api.constrains("date_begin", "date_end")
    def _check_closing_date(self):
        for event in self:
            if event.date_end < event.date_begin:
                raise ValidationError(_(
                    "The closing date cannot be earlier than the beginning date."))

    @api.model_create_multi
    def create(self, vals_list):
        """Make events, which their organizers follow."""
        events = super().create(vals_list)
        for event in events:
            if event.organizer_id:
                event.message_subscribe([event.organizer_id.id])
        return events

    def write(self, vals):
        """Change events; a new organizer follows them."""
        result = super().write(vals)
        if vals.get("organizer_id"):
            self.message_subscribe([vals["organizer_id"]])
        return result

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default=default)
        return [vals if "name" in (default or {})
                else {**vals, "name": _("%s (copy)", event.name)}
                for event, vals in zip(self, values, strict=True)]

    def action_set_done(self):
        """Move events to the first stage that ends them."""
        stage = self.env["event.stage"].search(
            [("pipe_end", "=", True)], limit=1, order="sequence")
        if stage:
            self.write({"stage_id": stage.id})

    @api.autovacuum
    def _gc_mark_events_done(self):
        self.search([("date_end", "<", fields.Datetime.now()),
                     ("stage_id.pipe_end", "=", False)]).action_set_done()
