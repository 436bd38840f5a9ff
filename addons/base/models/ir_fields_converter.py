"""Conversion of imported text to the values of fields."""

from __future__ import annotations

from odoo import models


class IrFieldsConverter(models.AbstractModel):
    _name = "ir.fields.converter"
    _description = "Fields Converter"
