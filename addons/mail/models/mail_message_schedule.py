"""Notifications to be sent later."""
from __future__ import annotations

import json

from odoo import api, fields, models


class MailMessageSchedule(models.Model):
    _name = "mail.message.schedule"
    _description = "Scheduled Messages"
    _order = "scheduled_datetime DESC, id DESC"
    _rec_name = "mail_message_id"

    mail_message_id = fields.Many2one(
        "mail.message", string="Message", required=True, ondelete="cascade",
    )
    notification_parameters = fields.Text(string="Notification Parameter")
    scheduled_datetime = fields.Datetime(string="Scheduled Send Date", required=True)

    @api.model_create_multi
    def create(self, vals_list):
        """Plan notifications; the job runs when they are due."""
        schedules = super().create(vals_list)
        cron = self.env.ref("mail.ir_cron_send_scheduled_message",
                            raise_if_not_found=False)
        if cron:
            cron.sudo()._trigger_list(schedules.mapped("scheduled_datetime"))
        return schedules

    def force_send(self):
        """Notify now."""
        return self._send_notifications()

    @api.model
    def _send_notifications_cron(self):
        """Notify of what is due."""
        self.search([
            ("scheduled_datetime", "<=", fields.Datetime.now()),
        ])._send_notifications()

    def _send_notifications(self, default_notify_kwargs=None):
        for schedule in self:
            message = schedule.mail_message_id
            parameters = {
                **(default_notify_kwargs or {}),
                **json.loads(schedule.notification_parameters or "{}"),
            }
            parameters.pop("scheduled_date", None)
            if message.model in self.env and message.res_id:
                record = self.env[message.model].browse(message.res_id)
                if record.exists():
                    record._notify_thread(message, **parameters)
            else:
                self.env["mail.thread"]._notify_thread(message, **parameters)
        self.unlink()
        return True
