"""VoIP parameters: taken as any key is, with a note."""
from __future__ import annotations

from odoo import api, models


class IrConfigParameter(models.Model):
    _inherit = "ir.config_parameter"

    @api.model
    def set_param(self, key, value):
        """Note the keys of an Enterprise module."""
        if str(key).startswith("voip."):
            self.env.registry.add_lint(
                code="D8", model=self._name, method="set_param",
                reason=f"nothing in Odoo 19.0 Community reads the parameter {key!r}",
                fix="configure VoIP on a server with the Enterprise module voip",
            )
        return super().set_param(key, value)
