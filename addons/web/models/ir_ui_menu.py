"""The menus as the web client takes them."""
from __future__ import annotations

from odoo import models


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def load_web_menus(self, debug):
        """Return the menus by id; an app's entry opens its first action below."""
        menus = self.load_menus(debug)
        found = {}
        for key, menu in menus.items():
            entry = {
                "id": menu["id"],
                "name": menu["name"],
                "children": menu["children"],
                "appID": menu["appID"],
                "xmlid": menu["xmlid"],
                "actionID": menu["actionID"],
                "actionModel": menu["actionModel"],
                "actionPath": menu["actionPath"],
                "webIcon": menu["webIcon"],
                "webIconData": menu["webIconData"],
                "webIconDataMimetype": menu["webIconDataMimetype"],
            }
            if key == "root":
                entry["backgroundImage"] = menu["backgroundImage"]
            elif menu["id"] == menu["appID"]:
                first = self._find_action(menus, menu)
                for name in ("actionID", "actionModel", "actionPath"):
                    entry[name] = first[name]
            found[key] = entry
        return found

    def _find_action(self, menus, menu):
        """Return the first menu that opens something, this one or one below."""
        while menu["children"] and not menu["actionID"]:
            menu = menus[menu["children"][0]]
        return menu
