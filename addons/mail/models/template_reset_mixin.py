"""Templates that can be put back to their first state."""
from __future__ import annotations

from odoo import fields, models


class TemplateResetMixin(models.AbstractModel):
    _name = "template.reset.mixin"
    _description = "Template Reset Mixin"

    template_fs = fields.Char(string="Template Filename", copy=False)

    def reset_template(self):
        """Put the templates back to what their module's file says."""
        raise NotImplementedError("template.reset.mixin.reset_template: see COVERAGE.md")
