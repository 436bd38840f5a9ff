"""Analytic lines: amounts on analytic accounts."""
from odoo import api, fields, models
from odoo.tools import date_utils


class AccountAnalyticLine(models.Model):
    _inherit = "account.analytic.line"

    amount = fields.Monetary(default=0.0)
    unit_amount = fields.Float(default=0.0)
    date = fields.Date(default=fields.Date.context_today)
    user_id = fields.Many2one(
        default=lambda self: self.env.context.get("user_id", self.env.user.id))
    category = fields.Selection([("other", "Other")], default="other")
    fiscal_year_search = fields.Boolean(
        store=False, search="_search_fiscal_date", exportable=False)
    analytic_distribution = fields.Json(
        store=False, compute="_compute_analytic_distribution",
        inverse="_inverse_analytic_distribution")
    analytic_precision = fields.Integer(
        store=False, default=lambda self: self.env["decimal.precision"].precision_get(
            "Percentage Analytic"))

    @api.constrains(lambda self: self._get_plan_fnames())
    def _check_accounts(self):
        self._check_account_id()

    def _search_fiscal_date(self, operator, value):
        if operator != "in":
            return NotImplemented
        start, end = self._get_fiscal_year(fields.Date.context_today(self))
        return [("date", ">=", start), ("date", "<=", end)]

    @api.model
    def _get_fiscal_year(self, day):
        """Return the first and the last day of the year that a day is in (hook)."""
        return date_utils.get_fiscal_year(day)

    def _compute_analytic_distribution(self):
        for line in self:
            line.analytic_distribution = {line._get_distribution_key(): 100}

    def _inverse_analytic_distribution(self):
        """Split lines as their new distribution says; each part is a line."""
        added, names = [], self._get_plan_fnames()
        accounts = self.env["account.analytic.account"]
        for line in self:
            whole, first = line.amount, True
            quantity = line.unit_amount
            for key, share in (line.analytic_distribution or {}).items():
                values = dict.fromkeys(names, False) | {
                    "amount": whole * share / 100, "unit_amount": quantity * share / 100}
                for account in accounts.browse(
                        int(part) for part in str(key).split(",") if part):
                    values[account.plan_id._get_column_name()] = account.id
                if first:
                    line.write(values)
                else:
                    added += line.copy_data(values)
                first = False
        self.create(added)
        self.invalidate_recordset(["analytic_distribution"])
