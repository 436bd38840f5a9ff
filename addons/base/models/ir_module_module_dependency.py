"""What a module needs."""

from __future__ import annotations

from odoo import api, fields, models

_STATES = [
    ("uninstallable", "Uninstallable"),
    ("uninstalled", "Not Installed"),
    ("installed", "Installed"),
    ("to upgrade", "To be upgraded"),
    ("to remove", "To be removed"),
    ("to install", "To be installed"),
    ("unknown", "Unknown"),
]


class IrModuleModuleDependency(models.Model):
    _name = "ir.module.module.dependency"
    _description = "Module dependency"
    _log_access = False
    _allow_sudo_commands = False

    auto_install_required = fields.Boolean(default=True)
    depend_id = fields.Many2one(
        "ir.module.module",
        string="Dependency",
        compute="_compute_depend_id",
        search="_search_depend_id",
    )
    module_id = fields.Many2one("ir.module.module", ondelete="cascade")
    name = fields.Char(index=True)
    state = fields.Selection(
        string="Status",
        selection=_STATES,
        compute="_compute_state",
    )

    @api.depends("name")
    def _compute_depend_id(self):
        found = _modules_by_name(self)
        for dependency in self:
            dependency.depend_id = found.get(dependency.name)

    def _search_depend_id(self, operator, value):
        modules = self.env["ir.module.module"].search([("id", operator, value)])
        return [("name", "in", modules.mapped("name"))]

    @api.depends("depend_id.state")
    def _compute_state(self):
        for dependency in self:
            dependency.state = dependency.depend_id.state or "unknown"

    @api.model
    def all_dependencies(self, module_names):
        """Return what the named modules need, by name, all the way down."""
        todo = dict.fromkeys(module_names, True)
        result = {}
        while todo:
            name = next(iter(todo))
            del todo[name]
            lines = self.search([("module_id.name", "=", name)])
            result[name] = lines.mapped("name")
            todo.update((n, True) for n in result[name] if n not in result)
        return result


def _modules_by_name(records):
    names = list(set(records.mapped("name")))
    modules = records.env["ir.module.module"].search([("name", "in", names)])
    return {module.name: module for module in modules}
