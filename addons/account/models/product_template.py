"""Accounts and taxes of products."""
from odoo import fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    taxes_id = fields.Many2many(
        default=lambda self: self.env.company.account_sale_tax_id)
    supplier_taxes_id = fields.Many2many(
        default=lambda self: self.env.company.account_purchase_tax_id)

    def get_product_accounts(self, fiscal_pos=None):
        """Return the accounts of income and expense, {} of none."""
        accounts = self._get_product_accounts()
        if fiscal_pos:
            accounts = {kind: fiscal_pos.map_account(account)
                        for kind, account in accounts.items()}
        return accounts

    def _get_product_accounts(self):
        self.ensure_one()
        category, company = self.categ_id, self.env.company
        found = {}
        for kind in ("income", "expense"):
            account = self[f"property_account_{kind}_id"]
            while not account and category:
                account = category[f"property_account_{kind}_categ_id"]
                category = category.parent_id
            found[kind] = account or company[f"{kind}_account_id"]
            category = self.categ_id
        return found


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _fit_taxes_in_price(self, price, taxes, position, company):
        """Return a price whose included taxes are those of the fiscal position.

        Nothing changes unless the position maps the taxes and some are in the price.
        """
        taxes = taxes.filtered(lambda tax: tax.company_id == company)
        mapped = position.map_tax(taxes)
        flat = taxes.flatten_taxes_hierarchy()
        if mapped == taxes or not any(tax.price_include for tax in flat):
            return price
        untaxed, _amounts = taxes._compute_raw(price)
        included = mapped.flatten_taxes_hierarchy().filtered("price_include")
        if not included:
            return untaxed
        _base, amounts = included.with_context(price_excluded=True)._compute_raw(untaxed)
        return untaxed + sum(amount for _tax, _due_on, amount in amounts)
