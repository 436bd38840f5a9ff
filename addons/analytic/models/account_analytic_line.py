"""Analytic lines: amounts on analytic accounts."""
from odoo import fields, models


class AccountAnalyticLine(models.Model):
    _inherit = "account.analytic.line"

    amount = fields.Monetary(default=0.0)
    unit_amount = fields.Float(default=0.0)
    date = fields.Date(default=fields.Date.context_today)
    user_id = fields.Many2one(
        default=lambda self: self.env.context.get("user_id", self.env.user.id))
