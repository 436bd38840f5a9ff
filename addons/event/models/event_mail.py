"""What goes out to the attendees of an event, and when."""
import logging

from dateutil.relativedelta import relativedelta
from odoo import api, fields, models

_logger = logging.getLogger(__name__)
UNITS = {
    "hours": lambda n: relativedelta(hours=n), "days": lambda n: relativedelta(days=n),
    "weeks": lambda n: relativedelta(days=7 * n),
    "months": lambda n: relativedelta(months=n), "now": lambda n: relativedelta(hours=0),
}
# which end of the event a mail is counted from, and in which direction
COUNTED_FROM = {"before_event": ("date_begin", -1), "after_event_start": ("date_begin", 1),
                "after_event": ("date_end", 1), "before_event_end": ("date_end", -1)}


class EventMail(models.Model):
    _inherit = "event.mail"

    interval_nbr = fields.Integer(default=1)
    interval_unit = fields.Selection(default="hours")
    interval_type = fields.Selection(default="before_event")
    notification_type = fields.Selection(
        [("mail", "Mail")], string="Send", compute="_compute_notification_type")
    template_ref = fields.Reference(
        [("mail.template", "Mail")], string="Template", required=True,
        ondelete={"mail.template": "cascade"})
    scheduled_date = fields.Datetime(compute="_compute_scheduled_date", store=True)
    mail_state = fields.Selection(compute="_compute_mail_state")
    mail_done = fields.Boolean(copy=False)
    mail_count_done = fields.Integer(copy=False)

    @api.depends("template_ref")
    def _compute_notification_type(self):
        for scheduler in self:
            scheduler.notification_type = "mail"

    @api.depends("event_id.date_begin", "event_id.date_end", "interval_type",
                 "interval_unit", "interval_nbr")
    def _compute_scheduled_date(self):
        for scheduler in self:
            event = scheduler.event_id
            if scheduler.interval_type == "after_sub":
                moment, sign = event.create_date or fields.Datetime.now(), 1
            else:
                name, sign = COUNTED_FROM[scheduler.interval_type]
                moment = event[name]
            scheduler.scheduled_date = moment and moment.replace(microsecond=0) \
                + UNITS[scheduler.interval_unit](sign * scheduler.interval_nbr)

    @api.depends("error_datetime", "interval_type", "mail_done", "event_id",
                 "scheduled_date")
    def _compute_mail_state(self):
        now = fields.Datetime.now()
        for scheduler in self:
            if scheduler.event_id.kanban_state == "cancel":
                scheduler.mail_state = "cancelled"
            elif scheduler.error_datetime:
                scheduler.mail_state = "error"
            elif scheduler.interval_type == "after_sub":
                scheduler.mail_state = "running"
            elif scheduler.mail_done:
                scheduler.mail_state = "sent"
            elif scheduler.scheduled_date and scheduler.scheduled_date > now:
                scheduler.mail_state = "scheduled"
            else:
                scheduler.mail_state = "running"

    # ---- sending
    def execute(self):
        """Send what is due."""
        now = fields.Datetime.now()
        for scheduler in self:
            if scheduler.interval_type == "after_sub":
                scheduler._execute_attendee_based()
            elif not scheduler.mail_done and scheduler.scheduled_date <= now and (
                scheduler.interval_type != "before_event"
                or scheduler.event_id.date_end > now
            ):
                scheduler._execute_event_based()
            scheduler.error_datetime = False
        return True

    def _execute_event_based(self):
        """Write once to all who are registered."""
        registrations = self.event_id.registration_ids.filtered(
            lambda r: r.state in ("open", "done"))
        self._send_mail(registrations)
        self.mail_done = True
        self.mail_count_done = len(registrations)

    def _execute_attendee_based(self):
        """Write to those who registered since the last time."""
        chosen = self.env.context.get("event_mail_registration_ids")
        known = self.mail_registration_ids.registration_id
        fresh = self.event_id.registration_ids.filtered(
            lambda r: r.state in ("open", "done") and r not in known
            and (not chosen or r.id in chosen))
        self.env["event.mail.registration"].create([
            {"registration_id": registration.id, "scheduler_id": self.id}
            for registration in fresh])
        self.invalidate_recordset(["mail_registration_ids"])
        self.mail_registration_ids.execute()
        sent = self.mail_registration_ids.filtered("mail_sent")
        self.mail_count_done = len(sent)
        if sent:
            self.last_registration_id = max(sent.registration_id.ids)

    def _send_mail(self, registrations):
        template = self.template_ref
        if template and registrations:
            template.send_mail_batch(
                registrations.ids, email_layout_xmlid="mail.mail_notification_light")

    @api.model
    def run(self, autocommit=False):
        """Send what is due (the name of old)."""
        return self.schedule_communications(autocommit=autocommit)

    @api.model
    def schedule_communications(self, autocommit=False):
        """Send what is due of all events."""
        schedulers = self.search([
            ("event_id.active", "=", True), ("event_id.kanban_state", "!=", "cancel"),
            ("mail_done", "=", False), ("scheduled_date", "<=", fields.Datetime.now())])
        for scheduler in schedulers:
            try:
                with self.env.cr.savepoint():
                    scheduler.execute()
            except Exception:  # one event's mistake is not another's
                _logger.exception("The mails of %s cannot be sent", scheduler)
                scheduler.error_datetime = fields.Datetime.now()
        return True
