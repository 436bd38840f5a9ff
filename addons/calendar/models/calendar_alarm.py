"""Reminders before meetings."""
from odoo import api, fields, models

MINUTES = {"minutes": 1, "hours": 60, "days": 60 * 24}


class CalendarAlarm(models.Model):
    _inherit = "calendar.alarm"

    alarm_type = fields.Selection(default="email")
    interval = fields.Selection(default="hours")
    duration = fields.Integer(default=1)
    duration_minutes = fields.Integer(compute="_compute_duration_minutes", store=True)

    @api.depends("interval", "duration")
    def _compute_duration_minutes(self):
        for alarm in self:
            alarm.duration_minutes = alarm.duration * MINUTES.get(alarm.interval, 0)
