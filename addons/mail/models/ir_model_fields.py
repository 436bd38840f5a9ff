"""Which fields are tracked."""
from __future__ import annotations

from odoo import fields, models


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    tracking = fields.Integer(string="Enable Ordered Tracking")

    def _reflect_field_params(self, field, model_id):
        """A tracked field has its place among the tracked ones; True is 100."""
        values = super()._reflect_field_params(field, model_id)
        tracking = getattr(field, "tracking", None)
        values["tracking"] = 100 if tracking is True else tracking or None
        return values
