"""Makes a menu item for a model."""
from __future__ import annotations

from odoo import fields, models


class WizardIrModelMenuCreate(models.TransientModel):
    _name = "wizard.ir.model.menu.create"
    _description = "Create Menu Wizard"

    menu_id = fields.Many2one(
        "ir.ui.menu", string="Parent Menu", required=True, ondelete="cascade"
    )
    name = fields.Char(string="Menu Name", required=True)

    def menu_create(self):
        """Make the action and the menu item of the model in the context."""
        for wizard in self:
            model = self.env["ir.model"].browse(self.env.context.get("model_id"))
            action = self.env["ir.actions.act_window"].create({
                "name": wizard.name,
                "res_model": model.model,
                "view_mode": "list,form",
            })
            self.env["ir.ui.menu"].create({
                "name": wizard.name,
                "parent_id": wizard.menu_id.id,
                "action": f"ir.actions.act_window,{action.id}",
            })
        return {"type": "ir.actions.act_window_close"}
