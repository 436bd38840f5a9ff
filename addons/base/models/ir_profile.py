"""Results of profiling: kept as in Odoo, made by nobody here."""

from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.http import request


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

    @api.model
    def set_profiling(self, profile=None, collectors=None, params=None):
        """Switch profiling of the session off, or on where it is allowed at the time.

        Who may allow it is asked to; others get a UserError.
        """
        session = request.session
        if profile:
            if not self._enabled_until():
                return self._ask_to_enable()
            raise NotImplementedError("ir.profile.set_profiling: see COVERAGE.md")
        session["profile_session"] = None
        if collectors is not None:
            session["profile_collectors"] = collectors
        if params is not None:
            session["profile_params"] = params
        return {
            "session": None,
            "collectors": session.get("profile_collectors"),
            "params": session.get("profile_params"),
        }

    def _enabled_until(self):
        """Return until when profiling is allowed, None when it is not."""
        limit = self.env["ir.config_parameter"].sudo().get_param(
            "base.profiling_enabled_until", ""
        )
        return limit if limit and str(fields.Datetime.now()) < limit else None

    def _ask_to_enable(self):
        if not self.env.user._is_system():
            raise UserError(_(
                "Profiling is not enabled on this database. Please contact an "
                "administrator."
            ))
        return {
            "type": "ir.actions.act_window",
            "res_model": "base.enable.profiling.wizard",
            "target": "new",
            "views": [[False, "form"]],
        }
