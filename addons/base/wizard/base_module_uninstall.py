"""Asks before modules go, and tells what goes with them."""
from __future__ import annotations

from odoo import api, fields, models


class BaseModuleUninstall(models.TransientModel):
    _name = "base.module.uninstall"
    _description = "Module Uninstall"

    show_all = fields.Boolean()
    module_ids = fields.Many2many(
        "ir.module.module",
        string="Module(s)",
        required=True,
        domain=[("state", "in", ["installed", "to upgrade", "to install"])],
        ondelete="cascade",
        readonly=True,
    )
    impacted_module_ids = fields.Many2many(
        "ir.module.module",
        compute="_compute_impacted_module_ids",
        string="Impacted modules",
    )
    model_ids = fields.Many2many(
        "ir.model", string="Impacted data models", compute="_compute_model_ids"
    )

    @api.depends("module_ids", "show_all")
    def _compute_impacted_module_ids(self):
        for wizard in self:
            modules = wizard.module_ids
            modules |= modules.downstream_dependencies()
            wizard.impacted_module_ids = (
                modules if wizard.show_all else modules.filtered("application")
            ).sorted(lambda module: (not module.application, module.sequence))

    @api.depends("impacted_module_ids")
    def _compute_model_ids(self):
        rows = self.env["ir.model.data"].sudo()
        for wizard in self:
            modules = wizard.module_ids | wizard.module_ids.downstream_dependencies()
            mine = rows.search(
                [("model", "=", "ir.model"), ("module", "in", modules.mapped("name"))]
            )
            kept = rows.search([
                ("model", "=", "ir.model"),
                ("res_id", "in", mine.mapped("res_id")),
                ("module", "not in", modules.mapped("name")),
            ])
            gone = set(mine.mapped("res_id")) - set(kept.mapped("res_id"))
            models_ = self.env["ir.model"].sudo().browse(sorted(gone))
            wizard.model_ids = models_.filtered(lambda m: not m.transient).sorted("name")

    @api.onchange("module_ids")
    def _onchange_module_ids(self):
        if not any(module.application for module in self.module_ids):
            self.show_all = True

    def action_uninstall(self):
        """Uninstall the modules."""
        return self.module_ids.button_immediate_uninstall()
