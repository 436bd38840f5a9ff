"""Calls that were made."""
from __future__ import annotations

from odoo import api, fields, models


class DiscussCallHistory(models.Model):
    _name = "discuss.call.history"
    _description = "Keep the call history"
    _order = "start_dt DESC, id DESC"

    channel_id = fields.Many2one(
        "discuss.channel", required=True, index=True, ondelete="cascade",
    )
    duration_hour = fields.Float(compute="_compute_duration_hour")
    end_dt = fields.Datetime()
    start_call_message_id = fields.Many2one("mail.message", index=True)
    start_dt = fields.Datetime(required=True, index=True)

    @api.depends("start_dt", "end_dt")
    def _compute_duration_hour(self):
        for call in self:
            end = call.end_dt or fields.Datetime.now()
            call.duration_hour = (end - call.start_dt).total_seconds() / 3600 \
                if call.start_dt else 0.0
