"""Reminders before meetings."""
from odoo import api, fields, models

MINUTES = {"minutes": 1, "hours": 60, "days": 60 * 24}


class CalendarAlarm(models.Model):
    _inherit = "calendar.alarm"

    alarm_type = fields.Selection(default="email")
    interval = fields.Selection(default="hours")
    duration = fields.Integer(default=1)
    duration_minutes = fields.Integer(compute="_compute_duration_minutes", store=True)
    mail_template_id = fields.Many2one(
        "mail.template", compute="_compute_mail_template_id", store=True, readonly=False,
        domain=[("model", "in", ["calendar.attendee"])])
    notify_responsible = fields.Boolean(default=False)

    @api.depends("interval", "duration")
    def _compute_duration_minutes(self):
        for alarm in self:
            alarm.duration_minutes = alarm.duration * MINUTES.get(alarm.interval, 0)

    @api.depends("alarm_type", "mail_template_id")
    def _compute_mail_template_id(self):
        for alarm in self:
            if alarm.alarm_type == "email" and not alarm.mail_template_id:
                alarm.mail_template_id = self.env["ir.model.data"]._xmlid_to_res_id(
                    "calendar.calendar_template_meeting_reminder",
                    raise_if_not_found=False)
            elif alarm.alarm_type != "email" or not alarm.mail_template_id:
                alarm.mail_template_id = False

    @api.onchange("duration", "interval", "alarm_type")
    def _onchange_duration_interval(self):
        kinds = dict(self._fields["alarm_type"]._description_selection(self.env))
        units = dict(self._fields["interval"]._description_selection(self.env))
        self.name = f"{kinds.get(self.alarm_type, '')} - {self.duration} " \
            f"{units.get(self.interval, '')}"
