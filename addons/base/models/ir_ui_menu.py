"""Menus: the tree of entries, each opening an action."""

from __future__ import annotations

import base64
from collections import defaultdict

from odoo import _, api, fields, models, tools
from odoo.exceptions import ValidationError

MENU_ITEM_SEPARATOR = "/"
_ACTIONS = [
    ("ir.actions.report", "ir.actions.report"),
    ("ir.actions.act_window", "ir.actions.act_window"),
    ("ir.actions.act_url", "ir.actions.act_url"),
    ("ir.actions.server", "ir.actions.server"),
    ("ir.actions.client", "ir.actions.client"),
]


class IrUiMenu(models.Model):
    _name = "ir.ui.menu"
    _description = "Menu"
    _order = "sequence,id"
    _parent_store = True
    _allow_sudo_commands = False

    action = fields.Reference(selection=_ACTIONS)
    active = fields.Boolean(default=True)
    child_id = fields.One2many("ir.ui.menu", "parent_id", string="Child IDs")
    complete_name = fields.Char(
        string="Full Path",
        compute="_compute_complete_name",
        recursive=True,
    )
    group_ids = fields.Many2many(
        "res.groups",
        string="Groups",
        relation="ir_ui_menu_group_rel",
        column1="menu_id",
        column2="gid",
    )
    name = fields.Char(string="Menu", required=True, translate=True)
    parent_id = fields.Many2one(
        "ir.ui.menu",
        string="Parent Menu",
        index=True,
        ondelete="restrict",
    )
    parent_path = fields.Char(index=True)
    sequence = fields.Integer(default=10)
    web_icon = fields.Char(string="Web Icon File")
    web_icon_data = fields.Binary(string="Web Icon Image", attachment=True)

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for menu in self:
            menu.complete_name = menu._get_full_name()

    def _get_full_name(self, level=6):
        """Return the names from the root on."""
        if level <= 0:
            return "..."
        if self.parent_id:
            parent = self.parent_id._get_full_name(level - 1)
            return f"{parent}{MENU_ITEM_SEPARATOR}{self.name or ''}"
        return self.name

    @api.depends("name", "parent_id")
    def _compute_display_name(self):
        for menu in self:
            menu.display_name = menu._get_full_name()

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(_("Error! You cannot create recursive menus."))

    # ---- changes
    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        for vals in vals_list:
            if vals.get("web_icon"):
                vals["web_icon_data"] = self._compute_web_icon_data(vals["web_icon"])
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        if "web_icon" in vals:
            vals = {
                **vals,
                "web_icon_data": self._compute_web_icon_data(vals["web_icon"]),
            }
        return super().write(vals)

    def unlink(self):
        # children move up to the root: they are rarely meant to go with their parent
        children = self.with_context(active_test=False).search(
            [("parent_id", "in", self.ids)]
        )
        if children:
            children.write({"parent_id": False})
        self.env.registry.clear_cache()
        return super().unlink()

    def _compute_web_icon_data(self, web_icon):
        """Return the icon's file as base64; "module,path" only."""
        if not web_icon or len(web_icon.split(",")) != 2:
            return False
        module, path = web_icon.split(",")
        try:
            with tools.file_open(f"{module}/{path}", "rb") as file:
                return base64.b64encode(file.read())
        except (FileNotFoundError, AttributeError, ValueError):
            return False

    # ---- what a user sees
    @tools.ormcache("frozenset(self.env.user._get_group_ids())", "debug")
    def _visible_menu_ids(self, debug=False):
        """Return the ids of the menus that the user may see."""
        menus = self.sudo().with_context({}).search([])
        group_ids = set(self.env.user._get_group_ids())
        if not debug:
            hidden = self.env["ir.model.data"]._xmlid_to_res_id("base.group_no_one")
            group_ids.discard(hidden)
        menus = menus.filtered(
            lambda menu: not menu.group_ids or group_ids & set(menu.group_ids.ids)
        )
        allowed = self.env["ir.model.access"]._get_allowed_models("read")
        visible = set()
        for menu in menus:
            action = menu.action
            if not action or not action.exists():
                continue
            model_name = _model_of(action.sudo())
            if model_name and not self.env.su and model_name not in allowed:
                continue
            while menu and menu.id not in visible and menu in menus:
                visible.add(menu.id)
                menu = menu.parent_id
        return frozenset(visible)

    @api.model
    def get_user_roots(self):
        """Return the top menus that the user may see."""
        return self.search([("parent_id", "=", False)]).filtered(
            lambda menu: menu.id in self._visible_menu_ids(True)
        )

    @api.model
    def load_menus_root(self):
        """Return the top menus, without what is below."""
        fields_ = ["name", "sequence", "parent_id", "action", "web_icon_data"]
        roots = self.get_user_roots()
        return {
            "id": False,
            "name": "root",
            "parent_id": [-1, ""],
            "children": roots.read(fields_) if roots else [],
            "all_menu_ids": roots.ids,
        }

    @api.model
    def load_menus(self, debug):
        """Return all menus that the user may see, by id."""
        menus = self.browse(self._visible_menu_ids(bool(debug))).sorted(
            lambda menu: (menu.sequence, menu.id)
        )
        children = defaultdict(list)
        for menu in menus:
            children[menu.parent_id.id].append(menu.id)
        xmlids = menus.get_external_id()
        result = {
            "root": {
                "id": "root",
                "name": "root",
                "children": children[False],
                "appID": False,
                "xmlid": "",
                "actionID": False,
                "actionModel": False,
                "actionPath": False,
                "webIcon": None,
                "webIconData": None,
                "webIconDataMimetype": None,
                "backgroundImage": None,
            }
        }
        for menu in menus:
            action = menu.action
            root = menu
            while root.parent_id:
                root = root.parent_id
            result[menu.id] = {
                "id": menu.id,
                "name": menu.name,
                "children": children[menu.id],
                "appID": root.id,
                "xmlid": xmlids.get(menu.id, ""),
                "actionID": action.id if action else False,
                "actionModel": action._name if action else False,
                "actionPath": action.sudo().path if action else False,
                "webIcon": menu.web_icon,
                "webIconData": False,
                "webIconDataMimetype": False,
                "backgroundImage": False,
            }
        return result


def _model_of(action):
    """Return the name of the model that an action shows."""
    if action._name == "ir.actions.act_window":
        return action.res_model
    if action._name == "ir.actions.report":
        return action.model
    if action._name == "ir.actions.server":
        return action.model_id.model
    return None
