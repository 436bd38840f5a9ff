"""What the settings show of users and of demo data."""
from __future__ import annotations

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request


class BaseSetup(http.Controller):

    @http.route("/base_setup/data", type="jsonrpc", auth="user")
    def base_setup_data(self, **kwargs):
        """Count the users, and those who never logged in; AccessError."""
        if not request.env.user.has_group("base.group_erp_manager"):
            raise AccessError("Access Denied")
        users = request.env["res.users"].sudo()
        inside = [("active", "=", True), ("share", "=", False)]
        pending = users.search([*inside, ("log_ids", "=", False)], order="id desc")
        return {
            "active_users": users.search_count([*inside, ("log_ids", "!=", False)]),
            "pending_count": len(pending),
            "pending_users": [(user.id, user.login) for user in pending[:10]],
            "action_pending_users": self._list_pending(inside),
        }

    def _list_pending(self, inside):
        """Return the action that shows who never logged in."""
        action = request.env.ref("base.action_res_users", raise_if_not_found=False)
        if not action:
            return False
        values = action.sudo()._get_action_dict()
        values["domain"] = [*inside, ("log_ids", "=", False)]
        return values

    @http.route("/base_setup/demo_active", type="jsonrpc", auth="user")
    def base_setup_is_demo(self, **kwargs):
        """Tell whether the database was made with demo data."""
        modules = request.env["ir.module.module"].sudo()
        return bool(modules.search_count([("demo", "=", True)], limit=1))
