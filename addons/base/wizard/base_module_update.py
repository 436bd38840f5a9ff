"""Looks for new addons on the path."""
from __future__ import annotations

from odoo import fields, models


class BaseModuleUpdate(models.TransientModel):
    _name = "base.module.update"
    _description = "Update Module"

    updated = fields.Integer("Number of modules updated", readonly=True, default=0)
    added = fields.Integer("Number of modules added", readonly=True, default=0)
    state = fields.Selection(
        [("init", "init"), ("done", "done")], "Status", readonly=True, default="init"
    )

    def update_module(self):
        """Read the manifests again and count what was new."""
        for wizard in self:
            updated, added = self.env["ir.module.module"].update_list()
            wizard.write({"updated": updated, "added": added, "state": "done"})
        return False

    def action_module_open(self):
        """Answer the action that lists the modules."""
        return {
            "domain": str([]),
            "name": "Modules",
            "view_mode": "list,form",
            "res_model": "ir.module.module",
            "view_id": False,
            "type": "ir.actions.act_window",
        }
