"""Rendering of QWeb templates: not there yet."""

from __future__ import annotations

from odoo import models


class IrQweb(models.AbstractModel):
    _name = "ir.qweb"
    _description = "Qweb"

    def _render(self, template, values=None, **options):
        raise NotImplementedError("ir.qweb._render")
