"""The wizard that takes a module as a file."""
from __future__ import annotations

import base64

from odoo import _, models


class BaseImportModule(models.TransientModel):
    _inherit = "base.import.module"

    def import_module(self):
        """Import the modules of the file; UserError for what cannot be."""
        self.ensure_one()
        content = base64.b64decode(self.module_file)
        message = self.env["ir.module.module"]._import_zipfile(
            content, self.force, self.with_demo)
        self.write({"state": "done", "import_message": message})
        return {"type": "ir.actions.act_url", "target": "self", "url": "/odoo"}

    def get_dependencies_to_install_names(self):
        """Return the names of the modules that would be installed before."""
        self.ensure_one()
        found, _unknown = self.env["ir.module.module"]._get_missing_dependencies_modules(
            base64.b64decode(self.module_file))
        return found.mapped("name")

    def action_module_open(self):
        """Open the modules that the context names."""
        self.ensure_one()
        return {
            "domain": [("name", "in", self.env.context.get("module_name", []))],
            "name": _("Modules"), "view_mode": "list,form", "view_id": False,
            "res_model": "ir.module.module", "type": "ir.actions.act_window",
        }
