"""Actions as clients take them."""
from __future__ import annotations

import logging

from odoo import _, http
from odoo.exceptions import MissingError
from odoo.http import request

_logger = logging.getLogger(__name__)


def clean_action(action, env):
    """Return an action with `views`, and without what clients may not see."""
    kind = action.setdefault("type", "ir.actions.act_window_close")
    if kind == "ir.actions.act_window" and not action.get("views"):
        generate_views(action)
    if kind not in env:
        return action
    model = env[kind]
    readable = model._get_readable_fields()
    unknown = set(action) - set(model._fields) - readable
    if unknown:
        _logger.warning(
            "Action %r contains custom properties %s", action.get("name"),
            ", ".join(sorted(map(repr, unknown))),
        )
    return {
        name: value for name, value in action.items()
        if name in readable or name not in model._fields
    }


def generate_views(action):
    """Set `views` of `view_mode` and `view_id`."""
    view_id = action.get("view_id") or False
    if isinstance(view_id, (list, tuple)):
        view_id = view_id[0]
    modes = (action.get("view_mode") or "list,form").split(",")
    if len(modes) > 1:
        action["views"] = [(False, mode) for mode in modes]
        return
    action["views"] = [(view_id, modes[0])]


class Action(http.Controller):

    @http.route("/web/action/load", type="jsonrpc", auth="user", readonly=True)
    def load(self, action_id, context=None):
        """Return an action by id, external id or path."""
        if context:
            request.update_context(**context)
        record = self._find(action_id)
        kind = record.sudo().type
        if kind == "ir.actions.report":
            request.update_context(bin_size=True)
        if kind not in request.env:
            return False
        action = request.env[kind].sudo().browse(record.id)._get_action_dict()
        return clean_action(action, env=request.env) if action else False

    @http.route("/web/action/run", type="jsonrpc", auth="user")
    def run(self, action_id, context=None):
        """Run a server action; the action that follows comes back, else False."""
        if context:
            request.update_context(**context)
        result = request.env["ir.actions.server"].browse([action_id]).run()
        return clean_action(result, env=request.env) if result else False

    @http.route("/web/action/load_breadcrumbs", type="jsonrpc", auth="user",
                readonly=True)
    def load_breadcrumbs(self, actions):
        """Return the names of what the actions show, an error for what is gone."""
        return [self._name_step(step) for step in actions]

    def _name_step(self, step):
        try:
            res_id = step.get("resId")
            if step.get("action"):
                record = self._find(step["action"])
                action = request.env[record.sudo().type].sudo().browse(record.id)
                model = action.res_model if "res_model" in action._fields else None
                if not res_id or res_id == "new" or model not in request.env:
                    return {
                        "display_name": _("New") if res_id == "new"
                        else action.display_name,
                    }
            else:
                model = step.get("model")
            if res_id and res_id != "new":
                name = request.env[model].browse(res_id).display_name
                return {"display_name": name}
            return {"display_name": _("New") if res_id else None}
        except Exception as error:
            return {"error": str(error)}

    def _find(self, action_id):
        """Return the action record; MissingError."""
        actions = request.env["ir.actions.actions"]
        if isinstance(action_id, str) and not action_id.isdigit():
            if "." in action_id:
                record = request.env.ref(action_id, raise_if_not_found=False)
                if record is not None and record._name.startswith("ir.actions."):
                    return actions.sudo().browse(record.id)
            else:
                found = actions.sudo().search([("path", "=", action_id)], limit=1)
                if found:
                    return found
            raise MissingError(_("The action “%s” does not exist", action_id))
        record = actions.sudo().browse(int(action_id)).exists()
        if not record:
            raise MissingError(_("The action “%s” does not exist", action_id))
        return record
