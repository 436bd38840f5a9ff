"""Plans of recurring revenue."""
from __future__ import annotations

from odoo import fields, models


class CrmRecurringPlan(models.Model):
    _name = "crm.recurring.plan"
    _description = "CRM Recurring revenue plans"
    _order = "sequence"

    active = fields.Boolean(default=True)
    name = fields.Char(string="Plan Name", required=True, translate=True)
    number_of_months = fields.Integer(string="# Months", required=True)
    sequence = fields.Integer(default=10)
