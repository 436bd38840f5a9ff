"""Compares a view with what it was, or with another one, and resets it."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .server_action_history_wizard import html_diff


class ResetViewArchWizard(models.TransientModel):
    _name = "reset.view.arch.wizard"
    _description = "Reset View Architecture Wizard"

    view_id = fields.Many2one("ir.ui.view", string="View")
    view_name = fields.Char(related="view_id.name", string="View Name")
    has_diff = fields.Boolean(compute="_compute_arch_diff")
    arch_diff = fields.Html(
        string="Architecture Diff",
        readonly=True,
        compute="_compute_arch_diff",
        sanitize_tags=False,
    )
    reset_mode = fields.Selection(
        [
            ("soft", "Restore previous version (soft reset)."),
            ("hard", "Reset to file version (hard reset)."),
            ("other_view", "Reset to another view."),
        ],
        string="Reset Mode",
        required=True,
        default="soft",
    )
    compare_view_id = fields.Many2one("ir.ui.view", string="Compare To View")
    arch_to_compare = fields.Text("Arch To Compare To", compute="_compute_arch_diff")

    @api.model
    def default_get(self, fields):
        """Take the view, and one to compare with, from the context."""
        ids = self.env.context.get("active_ids") or []
        if len(ids) > 2:
            raise UserError(_("Can't compare more than two views."))
        result = super().default_get(fields)
        result["view_id"] = ids[0] if ids else self.env.context.get("active_id")
        if len(ids) == 2:
            result["reset_mode"] = "other_view"
            result["compare_view_id"] = ids[1]
        return result

    @api.depends("reset_mode", "view_id", "compare_view_id")
    def _compute_arch_diff(self):
        for wizard in self:
            arch = wizard._get_arch_to_compare()
            wizard.arch_to_compare = arch
            wizard.has_diff = bool(arch) and arch != wizard.view_id.arch
            wizard.arch_diff = (
                html_diff(wizard.view_id.arch, arch) if wizard.has_diff else False
            )

    def _get_arch_to_compare(self):
        view = self.view_id
        if self.reset_mode == "other_view":
            return self.compare_view_id.arch
        if self.reset_mode == "soft":
            return view.arch_prev
        return view.with_context(read_arch_from_file=True).arch if view.arch_fs else False

    def reset_view_button(self):
        """Give the view the arch that it was compared with."""
        self.ensure_one()
        if self.reset_mode == "other_view":
            self.view_id.write({"arch_db": self.compare_view_id.arch})
        else:
            self.view_id.reset_arch(self.reset_mode)
        return {"type": "ir.actions.act_window_close"}
