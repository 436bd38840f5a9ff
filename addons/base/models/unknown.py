"""The stand-in for the comodel of a field whose model does not exist."""

from __future__ import annotations

from odoo import models


class Unknown(models.AbstractModel):
    _name = "_unknown"
    _description = "Unknown"
