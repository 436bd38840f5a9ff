"""Earlier versions of the code of server actions."""

from __future__ import annotations

from datetime import timedelta

from odoo import api, fields, models


class IrActionsServerHistory(models.Model):
    _name = "ir.actions.server.history"
    _description = "Server Action History"
    _order = "create_date desc, id desc"

    action_id = fields.Many2one("ir.actions.server", required=True, ondelete="cascade")
    code = fields.Text()

    @api.depends("create_date", "create_uid")
    def _compute_display_name(self):
        for entry in self:
            entry.display_name = f"{entry.create_date} - {entry.create_uid.name}"

    @api.autovacuum
    def _gc_histories(self):
        limit = fields.Datetime.now() - timedelta(days=365)
        self.search([("create_date", "<", limit)]).unlink()
