"""Leads may get mailings."""
from __future__ import annotations

from odoo import models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    _mailing_enabled = True
