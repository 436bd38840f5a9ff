"""Analytic accounts."""
from odoo import api, fields, models


class AccountAnalyticAccount(models.Model):
    _inherit = "account.analytic.account"
    _rec_names_search = ["name", "code"]

    active = fields.Boolean(default=True)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    line_ids = fields.One2many("account.analytic.line", "account_id", "Analytic Lines")
    balance = fields.Monetary(compute="_compute_debit_credit_balance")
    debit = fields.Monetary(compute="_compute_debit_credit_balance")
    credit = fields.Monetary(compute="_compute_debit_credit_balance")

    @api.depends("line_ids.amount")
    def _compute_debit_credit_balance(self):
        for account in self:
            amounts = account.line_ids.mapped("amount")
            account.credit = sum(a for a in amounts if a > 0)
            account.debit = -sum(a for a in amounts if a < 0)
            account.balance = account.credit - account.debit

    @api.depends("code", "partner_id")
    def _compute_display_name(self):
        for account in self:
            name = account.name
            if account.code:
                name = f"[{account.code}] {name}"
            if account.partner_id.commercial_partner_id.name:
                name = f"{name} - {account.partner_id.commercial_partner_id.name}"
            account.display_name = name

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for account, vals in zip(self, values, strict=True):
                vals["name"] = self.env._("%s (copy)", account.name)
        return values
