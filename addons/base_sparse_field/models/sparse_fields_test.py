"""A model that tries sparse fields of each type."""
from __future__ import annotations

from odoo import fields, models

from .fields import Serialized


class SparseFieldsTest(models.TransientModel):
    _name = "sparse_fields.test"
    _description = "Sparse fields Test"

    data = Serialized()
    boolean = fields.Boolean(sparse="data")
    integer = fields.Integer(sparse="data")
    float = fields.Float(sparse="data")
    char = fields.Char(sparse="data")
    selection = fields.Selection([("one", "One"), ("two", "Two")], sparse="data")
    partner = fields.Many2one("res.partner", sparse="data")
