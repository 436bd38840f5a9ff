"""Whether a search condition can be searched for."""
from __future__ import annotations

from odoo import _, http
from odoo.exceptions import ValidationError
from odoo.http import request


class DomainController(http.Controller):

    @http.route("/web/domain/validate", type="jsonrpc", auth="user")
    def validate(self, model, domain):
        """Tell whether a model can be searched with a condition; ValidationError."""
        if model not in request.env:
            raise ValidationError(_("Invalid model: %s", model))
        try:
            with request.env.cr.savepoint():
                request.env[model].sudo().search(domain, limit=1)
        except Exception:
            return False
        return True
