"""What a module cannot be installed together with."""

from __future__ import annotations

from odoo import api, fields, models

from .ir_module_module_dependency import _STATES, _modules_by_name


class IrModuleModuleExclusion(models.Model):
    _name = "ir.module.module.exclusion"
    _description = "Module exclusion"
    _allow_sudo_commands = False

    exclusion_id = fields.Many2one(
        "ir.module.module",
        string="Exclusion Module",
        compute="_compute_exclusion_id",
        search="_search_exclusion_id",
    )
    module_id = fields.Many2one("ir.module.module", ondelete="cascade")
    name = fields.Char(index=True)
    state = fields.Selection(
        string="Status",
        selection=_STATES,
        compute="_compute_state",
    )

    @api.depends("name")
    def _compute_exclusion_id(self):
        found = _modules_by_name(self)
        for exclusion in self:
            exclusion.exclusion_id = found.get(exclusion.name)

    def _search_exclusion_id(self, operator, value):
        modules = self.env["ir.module.module"].search([("id", operator, value)])
        return [("name", "in", modules.mapped("name"))]

    @api.depends("exclusion_id.state")
    def _compute_state(self):
        for exclusion in self:
            exclusion.state = exclusion.exclusion_id.state or "unknown"
