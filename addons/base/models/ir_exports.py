"""Lists of fields that users saved for exporting."""

from __future__ import annotations

from odoo import fields, models


class IrExports(models.Model):
    _name = "ir.exports"
    _description = "Exports"
    _order = "name, id"

    export_fields = fields.One2many(
        "ir.exports.line",
        "export_id",
        string="Export ID",
        copy=True,
    )
    name = fields.Char(string="Export Name")
    resource = fields.Char(index=True)
