"""Partners carry messages."""
from __future__ import annotations

from odoo import models


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "mail.thread"]
