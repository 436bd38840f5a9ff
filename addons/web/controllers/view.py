"""Views that users change for themselves."""
from __future__ import annotations

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request


class View(http.Controller):

    @http.route("/web/view/edit_custom", type="jsonrpc", auth="user")
    def edit_custom(self, custom_id, arch):
        """Change the user's own form of a view."""
        view = request.env["ir.ui.view.custom"].sudo().browse(custom_id)
        if view.user_id != request.env.user:
            raise AccessError(f"Custom view {custom_id} does not belong to user "
                              f"{request.env.user.login}")
        view.write({"arch": arch})
        return {"result": True}
