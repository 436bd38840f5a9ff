"""The wizard that loads demonstration data."""

from __future__ import annotations

from odoo import models


class IrDemo(models.TransientModel):
    _name = "ir.demo"
    _description = "Demo"
