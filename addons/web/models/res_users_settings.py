"""What users set for the actions inside other actions."""
from __future__ import annotations

from odoo import models

PARTS = ("embedded_actions_order", "embedded_actions_visibility", "embedded_visibility")


class ResUsersSettings(models.Model):
    _inherit = "res.users.settings"

    def get_embedded_actions_settings(self):
        """Return the settings by `action+record`; lists of ids are lists again."""
        self.ensure_one()
        found = {}
        for setting in self.env["res.users.settings.embedded.action"].search(
            [("user_setting_id", "=", self.id)]
        ):
            key = f"{setting.action_id.id}+{setting.res_id or ''}"
            found[key] = {
                "embedded_actions_order": _to_list(setting.embedded_actions_order),
                "embedded_actions_visibility": _to_list(
                    setting.embedded_actions_visibility),
                "embedded_visibility": setting.embedded_visibility,
            }
        return found

    def set_embedded_actions_setting(self, action_id, res_id, vals):
        """Write the settings of an action on a record."""
        self.ensure_one()
        settings = self.env["res.users.settings.embedded.action"]
        values = {
            name: ",".join("false" if item is False else str(item) for item in value)
            if isinstance(value, (list, tuple)) else value
            for name, value in vals.items() if name in PARTS
        }
        found = settings.search([
            ("user_setting_id", "=", self.id), ("action_id", "=", action_id),
            ("res_id", "=", res_id),
        ], limit=1)
        if found:
            found.write(values)
            return
        action = self.env["ir.actions.act_window"].browse(action_id)
        settings.create({
            "user_setting_id": self.id, "action_id": action_id, "res_id": res_id,
            "res_model": vals.get("res_model") or action.res_model, **values,
        })


def _to_list(text):
    return [False if item == "false" else int(item) for item in text.split(",")] \
        if text else []
