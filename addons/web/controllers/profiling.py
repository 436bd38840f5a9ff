"""Switching profiling on and off for a session."""
from __future__ import annotations

import json

from odoo import http
from odoo.exceptions import UserError
from odoo.http import Response, request


class Profiling(http.Controller):

    @http.route("/web/set_profiling", type="http", auth="public", sitemap=False)
    def profile(self, profile=None, collectors=None, **params):
        """Switch profiling on or off; answer with what the session says of it."""
        wanted = bool(profile) and profile != "0"
        names = collectors.split(",") if collectors is not None else None
        try:
            state = request.env["ir.profile"].set_profiling(wanted, names, params)
        except UserError as error:
            return Response(f"error: {error}", status=500, mimetype="text/plain")
        return Response(json.dumps(state), mimetype="application/json")
