"""How far a run of a scheduled action has come."""

from __future__ import annotations

from datetime import timedelta

from odoo import api, fields, models


class IrCronProgress(models.Model):
    _name = "ir.cron.progress"
    _description = "Progress of Scheduled Actions"
    _rec_name = "cron_id"

    cron_id = fields.Many2one("ir.cron", required=True, index=True, ondelete="cascade")
    deactivate = fields.Boolean()
    done = fields.Integer(default=0)
    remaining = fields.Integer(default=0)
    timed_out_counter = fields.Integer(default=0)

    @api.autovacuum
    def _gc_cron_progress(self):
        limit = fields.Datetime.now() - timedelta(weeks=1)
        self.search([("create_date", "<", limit)]).unlink()
