"""Results of profiling: kept as in Odoo, made by nobody here."""

from __future__ import annotations

from odoo import api, fields, models


class IrProfile(models.Model):
    _name = "ir.profile"
    _description = "Profiling results"
    _log_access = False
    _order = "session desc, id desc"
    _allow_sudo_commands = False

    create_date = fields.Datetime("Creation Date")

    config_url = fields.Text(
        string="Open profiles config",
        compute="_compute_config_url",
    )
    cpu_duration = fields.Float(string="CPU Duration", digits=(9, 3))
    duration = fields.Float(digits=(9, 3))
    entry_count = fields.Integer(string="Entry count")
    init_stack_trace = fields.Text(string="Initial stack trace")
    name = fields.Char(string="Description")
    others = fields.Text(string="others")
    qweb = fields.Text()
    session = fields.Char(index=True)
    speedscope = fields.Binary(compute="_compute_speedscope")
    speedscope_url = fields.Text(string="Open", compute="_compute_speedscope_url")
    sql = fields.Text()
    sql_count = fields.Integer(string="Queries Count")
    traces_async = fields.Text()
    traces_sync = fields.Text()

    @api.depends("init_stack_trace")
    def _compute_speedscope(self):
        self.speedscope = False

    @api.depends("speedscope")
    def _compute_speedscope_url(self):
        for profile in self:
            profile.speedscope_url = f"/web/speedscope/{profile.id}"

    @api.depends("session")
    def _compute_config_url(self):
        for profile in self:
            profile.config_url = f"/web/profile_config/{profile.id}"

    def action_view_speedscope(self):
        """Open the flame graphs of the profiles."""
        ids = ",".join(str(id_) for id_ in self.ids)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/profile_config/{ids}",
            "target": "new",
        }
