"""Methods of models, called by the session's user."""
from __future__ import annotations

from odoo import http
from odoo.http import request
from odoo.service.model import call_kw
from werkzeug.exceptions import NotFound

from .action import clean_action


class DataSet(http.Controller):

    def _find_model(self, model):
        if model not in request.env:
            raise NotFound
        return request.env[model]

    @http.route(
        ["/web/dataset/call_kw", "/web/dataset/call_kw/<path:path>"],
        type="jsonrpc", auth="user", readonly=True,
    )
    def call_kw(self, model, method, args, kwargs, path=None):
        """Call a public method; the address's end is for logs."""
        return call_kw(self._find_model(model), method, args, kwargs)

    @http.route(
        ["/web/dataset/call_button", "/web/dataset/call_button/<path:path>"],
        type="jsonrpc", auth="user", readonly=True,
    )
    def call_button(self, model, method, args, kwargs, path=None):
        """Call a method as a button does: an action comes back cleaned, else False."""
        action = call_kw(self._find_model(model), method, args, kwargs)
        if isinstance(action, dict) and action.get("type") != "":
            return clean_action(action, env=request.env)
        return False
