"""Models whose records mailings can go to."""
from __future__ import annotations

from odoo import fields, models


class IrModel(models.Model):
    _inherit = "ir.model"

    is_mailing_enabled = fields.Boolean(
        compute="_compute_is_mailing_enabled", search="_search_is_mailing_enabled",
    )

    def _compute_is_mailing_enabled(self):
        for model in self:
            model.is_mailing_enabled = model.model in self.env and getattr(
                self.env[model.model], "_mailing_enabled", False
            )

    def _search_is_mailing_enabled(self, operator, value):
        if operator != "in":
            return NotImplemented
        names = [name for name, model in self.env.items()
                 if getattr(model, "_mailing_enabled", False)]
        return [("model", "in" if True in value else "not in", names)]
