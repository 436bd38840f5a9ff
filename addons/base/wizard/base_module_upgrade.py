"""Does what modules are marked for."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError

MARKS = ["to upgrade", "to remove", "to install"]


class BaseModuleUpgrade(models.TransientModel):
    _name = "base.module.upgrade"
    _description = "Upgrade Module"

    @api.model
    def get_module_list(self):
        """Return the modules that are marked."""
        return self.env["ir.module.module"].search([("state", "in", MARKS)])

    def _default_module_info(self):
        return "\n".join(
            f"{module.name}: {module.state}" for module in self.get_module_list()
        )

    module_info = fields.Text(
        "Apps to Update", readonly=True, default=_default_module_info
    )

    def upgrade_module(self):
        """Install, upgrade and remove what is marked."""
        modules = self.env["ir.module.module"]
        marked = modules.search([("state", "in", ["to upgrade", "to install"])])
        for module in marked:
            missing = module.dependencies_id.filtered(lambda d: d.state == "unknown")
            if missing:
                raise UserError(_(
                    "The following modules are not installed or unknown: %s",
                    ", ".join(sorted(missing.mapped("name"))),
                ))
        modules._process_marked()
        return {"type": "ir.actions.act_window_close"}

    def upgrade_module_cancel(self):
        """Take the marks off again."""
        modules = self.env["ir.module.module"]
        modules.search([("state", "=", "to install")]).state = "uninstalled"
        modules.search([("state", "in", ["to upgrade", "to remove"])]).state = "installed"
        return {"type": "ir.actions.act_window_close"}

    def config(self):
        """Answer the next thing to configure."""
        return self.env["res.config"].next()
