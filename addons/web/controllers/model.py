"""What a client knows of models before it asks for their records."""
from __future__ import annotations

import json

from odoo import http
from odoo.http import request


class Model(http.Controller):

    @http.route("/web/model/get_definitions", type="http", auth="user",
                methods=["POST"])
    def get_model_definitions(self, model_names, **kwargs):
        """Return the models that the user may read, with the fields between them."""
        definitions = request.env["ir.model"]._get_definitions(json.loads(model_names))
        return request.make_json_response(definitions)
