"""A module whose demonstration data could not be loaded."""

from __future__ import annotations

from odoo import fields, models


class IrDemoFailure(models.TransientModel):
    _name = "ir.demo_failure"
    _description = "Demo failure"

    error = fields.Char()
    module_id = fields.Many2one("ir.module.module", required=True, ondelete="cascade")
    wizard_id = fields.Many2one("ir.demo_failure.wizard")
