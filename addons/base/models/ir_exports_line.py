"""A field of a saved export."""

from __future__ import annotations

from odoo import fields, models


class IrExportsLine(models.Model):
    _name = "ir.exports.line"
    _description = "Exports Line"
    _order = "id"

    export_id = fields.Many2one("ir.exports", index=True, ondelete="cascade")
    name = fields.Char(string="Field Name")
