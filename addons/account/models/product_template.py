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
        return self._get_product_accounts()

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
