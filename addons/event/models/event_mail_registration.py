"""What is sent after each registration."""
from odoo import api, fields, models

from .event_mail import UNITS


class EventMailRegistration(models.Model):
    _inherit = "event.mail.registration"

    scheduled_date = fields.Datetime(compute="_compute_scheduled_date", store=True)

    @api.depends("registration_id", "scheduler_id.interval_unit",
                 "scheduler_id.interval_type")
    def _compute_scheduled_date(self):
        for mail in self:
            scheduler = mail.scheduler_id
            moment = mail.registration_id.create_date or fields.Datetime.now()
            mail.scheduled_date = moment.replace(microsecond=0) + UNITS[
                scheduler.interval_unit or "now"](scheduler.interval_nbr)

    def execute(self):
        """Send the mails whose time has come."""
        now = fields.Datetime.now()
        todo = self.filtered(
            lambda m: not m.mail_sent and m.registration_id.state in ("open", "done")
            and m.scheduled_date and m.scheduled_date <= now
            and m.scheduler_id.template_ref)
        for scheduler, mails in todo.grouped("scheduler_id").items():
            scheduler._send_mail(mails.registration_id)
        todo.write({"mail_sent": True})


class EventMailSlot(models.Model):
    _inherit = "event.mail.slot"

    scheduled_date = fields.Datetime(compute="_compute_scheduled_date", store=True)

    @api.depends("event_slot_id.start_datetime", "event_slot_id.end_datetime",
                 "scheduler_id.interval_unit", "scheduler_id.interval_type")
    def _compute_scheduled_date(self):
        for mail in self:
            kind, slot = mail.scheduler_id.interval_type, mail.event_slot_id
            late = kind in ("after_event", "before_event_end")
            moment = slot.end_datetime if late else slot.start_datetime
            sign = -1 if kind in ("before_event", "before_event_end") else 1
            mail.scheduled_date = moment and moment.replace(microsecond=0) + UNITS[
                mail.scheduler_id.interval_unit](sign * mail.scheduler_id.interval_nbr)
