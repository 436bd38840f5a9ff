"""Analytic accounts."""
from odoo import _, api, fields, models
from odoo.exceptions import RedirectWarning, UserError


class AccountAnalyticAccount(models.Model):
    _inherit = "account.analytic.account"
    _rec_names_search = ["name", "code"]

    active = fields.Boolean(default=True)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    line_ids = fields.One2many(
        "account.analytic.line", "auto_account_id", "Analytic Lines")
    balance = fields.Monetary(compute="_compute_debit_credit_balance")
    debit = fields.Monetary(compute="_compute_debit_credit_balance")
    credit = fields.Monetary(compute="_compute_debit_credit_balance")

    @api.depends("line_ids.amount")
    @api.depends_context("from_date", "to_date", "allowed_company_ids")
    def _compute_debit_credit_balance(self):
        lines = self.env["account.analytic.line"]
        domain = [("company_id", "in", [False, *self.env.companies.ids])]
        for key, operator in (("from_date", ">="), ("to_date", "<=")):
            if self.env.context.get(key):
                domain.append(("date", operator, self.env.context[key]))
        totals = {}
        for plan, accounts in self.grouped("plan_id").items():
            column = plan._get_column_name()
            for side in (">", "<") if column in lines._fields else ():
                for account, currency, amount in lines._read_group(
                        [*domain, (column, "in", accounts.ids), ("amount", side, 0)],
                        [column, "currency_id"], ["amount:sum"]):
                    totals[account.id, side] = totals.get((account.id, side), 0.0) + \
                        currency._convert(amount, self.env.company.currency_id,
                                          self.env.company, fields.Date.today())
        for account in self:
            account.credit = totals.get((account.id, ">"), 0.0)
            account.debit = -totals.get((account.id, "<"), 0.0)
            account.balance = account.credit - account.debit

    @api.constrains("company_id")
    def _check_company_consistency(self):
        for account in self.filtered("company_id"):
            column = account.plan_id._get_column_name()
            if self.env["account.analytic.line"].sudo().search_count([
                    (column, "=", account.id),
                    "!", ("company_id", "child_of", account.company_id.id)], limit=1):
                raise UserError(_(
                    "You can't set a different company on your analytic account since "
                    "there are some analytic items linked to it."))

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
                vals["name"] = _("%s (copy)", account.name)
        return values

    def write(self, vals):
        """Change accounts; their lines follow them into another plan's column."""
        if "plan_id" not in vals:
            return super().write(vals)
        new = self.env["account.analytic.plan"].browse(vals["plan_id"])
        column = new._get_column_name()
        for account in self:
            old = account.plan_id._get_column_name()
            if old == column:
                continue
            lines = self.env["account.analytic.line"].sudo().search(
                [(old, "=", account.id)])
            taken = lines.filtered(column)
            if taken:
                raise RedirectWarning(
                    _("Whoa there! Making this change would wipe out your current data. "
                      "Let's avoid that, shall we?"),
                    {"res_model": "account.analytic.line",
                     "type": "ir.actions.act_window", "domain": [("id", "in", taken.ids)],
                     "target": "new", "views": [(False, "list")]},
                    _("See them"))
            lines.write({column: account.id, old: False})
        return super().write(vals)
