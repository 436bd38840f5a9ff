"""How long passwords must be."""
from __future__ import annotations

from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    minlength = fields.Integer(
        "Minimum Password Length", default=0,
        config_parameter="auth_password_policy.minlength",
        help="Minimum number of characters passwords must contain, set to 0 to disable.",
    )

    @api.onchange("minlength")
    def _on_change_mins(self):
        """No length below zero."""
        self.minlength = max(0, self.minlength or 0)
