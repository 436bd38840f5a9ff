"""Partners may get mailings."""
from __future__ import annotations

from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    _mailing_enabled = True
