"""Extra calls of scheduled actions."""

from __future__ import annotations

from datetime import timedelta

from odoo import api, fields, models


class IrCronTrigger(models.Model):
    _name = "ir.cron.trigger"
    _description = "Triggered actions"
    _rec_name = "cron_id"
    _allow_sudo_commands = False

    call_at = fields.Datetime(required=True, index=True)
    cron_id = fields.Many2one("ir.cron", required=True, index=True, ondelete="cascade")

    @api.autovacuum
    def _gc_cron_triggers(self):
        limit = fields.Datetime.now() - timedelta(weeks=1)
        self.search([("call_at", "<", limit)]).unlink()
