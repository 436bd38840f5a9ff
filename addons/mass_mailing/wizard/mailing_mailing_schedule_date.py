"""Choosing when a mailing is sent."""
from __future__ import annotations

from odoo import models


class MailingMailingScheduleDate(models.TransientModel):
    _inherit = "mailing.mailing.schedule.date"

    def action_schedule_date(self):
        """Put the mailing into the queue for the moment."""
        self.mass_mailing_id.write({
            "schedule_type": "scheduled", "schedule_date": self.schedule_date})
        self.mass_mailing_id.action_put_in_queue()
