"""What stock is worth and what the books say, and the closing that makes them one."""
from collections import defaultdict

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_accounts_by_product(self, products=None):
        """Return {product: its accounts} of the goods that are kept in stock."""
        self.ensure_one()
        products = products or self.env["product.product"].with_company(self).search(
            [("is_storable", "=", True)])
        return {product: product.product_tmpl_id.with_company(
            self)._get_product_accounts() for product in products}

    def stock_value(self, accounts_by_product=None, at_date=None):
        """Return {account: what the goods are worth} of the accounts of stock."""
        self.ensure_one()
        accounts = accounts_by_product or self._get_accounts_by_product()
        products = self.env["product.product"].browse(
            [product.id for product in accounts]).with_company(self).with_context(
                to_date=at_date)
        values = defaultdict(float)
        for product, own in zip(products, accounts.values(), strict=True):
            values[own["stock_valuation"]] += product.total_value
        return values

    def stock_accounting_value(self, accounts_by_product=None, at_date=None):
        """Return {account: its balance} of the accounts of stock."""
        self.ensure_one()
        accounts = accounts_by_product or self._get_accounts_by_product()
        ids = {own["stock_valuation"].id for own in accounts.values()} - {False}
        groups = self.env["account.move.line"].sudo()._read_group([
            ("account_id", "in", list(ids)), ("company_id", "=", self.id),
            ("parent_state", "=", "posted"),
            *([("date", "<=", fields.Date.to_date(at_date))] if at_date else [])],
            ["account_id"], ["balance:sum"])
        values = defaultdict(float)
        values.update(groups)
        return values

    def action_close_stock_valuation(self, at_date=None, auto_post=False):
        """Make the entry that the books lack of the value of stock, and open it."""
        self.ensure_one()
        company = self.with_company(self)
        values = company._prepare_closing_lines(at_date)
        if not values:
            raise UserError(_("Everything is correctly closed"))
        if not company.account_stock_journal_id:
            raise UserError(_(
                "Please set the Journal for Inventory Valuation in the settings."))
        move = self.env["account.move"].create({
            "journal_id": company.account_stock_journal_id.id, "move_type": "entry",
            "date": fields.Date.to_date(at_date) or fields.Date.context_today(self),
            "ref": _("Stock Closing"), "line_ids": [(0, 0, vals) for vals in values]})
        if auto_post:
            move._post()
        return {"type": "ir.actions.act_window", "name": _("Journal Items"),
                "res_model": "account.move", "res_id": move.id,
                "views": [(False, "form")]}

    @api.model
    def _cron_post_stock_valuation(self):
        """Close the stock of companies whose period ends: each day, or each month."""
        today = fields.Date.context_today(self)
        periods = ["daily"]
        if today == fields.Date.end_of(today, "month"):
            periods.append("monthly")
        for company in self.search([("inventory_period", "in", periods)]):
            if company.with_company(company)._prepare_closing_lines(today):
                company.action_close_stock_valuation(at_date=today, auto_post=True)

    def _prepare_closing_lines(self, at_date=None):
        """Return the values of the lines that bring accounts of stock to its value."""
        accounts = self._get_accounts_by_product()
        worth = self.stock_value(accounts, at_date)
        booked = self.stock_accounting_value(accounts, at_date)
        values = []
        for account in self.env["account.account"].browse(
                sorted({account.id for account in [*worth, *booked] if account})):
            difference = self.currency_id.round(worth[account] - booked[account])
            other = account.account_stock_variation_id or \
                account.account_stock_expense_id
            if self.currency_id.is_zero(difference) or not other:
                continue
            name = _("Closing: Stock Variation Global for company [%(company)s]",
                     company=self.display_name)
            for own, balance in ((account, difference), (other, -difference)):
                values.append({"name": name, "account_id": own.id,
                               "debit": max(balance, 0.0), "credit": max(-balance, 0.0)})
        return values
