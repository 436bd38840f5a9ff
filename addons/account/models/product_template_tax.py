"""What the price of a product comes to with its taxes."""
from odoo import _, api, fields, models
from odoo.tools import format_amount


class ProductTemplate(models.Model):
    _inherit = "product.template"

    tax_string = fields.Char(compute="_compute_tax_string")
    fiscal_country_codes = fields.Char(compute="_compute_fiscal_country_codes")

    @api.depends("taxes_id", "list_price")
    @api.depends_context("company")
    def _compute_tax_string(self):
        for product in self:
            product.tax_string = product._construct_tax_string(product.list_price)

    def _construct_tax_string(self, price):
        """Return what a price is with and without taxes, where that differs from it."""
        currency = self.currency_id
        taxes = self.taxes_id.filtered(lambda tax: tax.company_id == self.env.company)
        amounts = taxes.compute_all(price, currency)
        parts = []
        if currency.compare_amounts(amounts["total_included"], price):
            parts.append(_("%(amount)s Incl. Taxes", amount=format_amount(
                self.env, amounts["total_included"], currency)))
        if currency.compare_amounts(amounts["total_excluded"], price):
            parts.append(_("%(amount)s Excl. Taxes", amount=format_amount(
                self.env, amounts["total_excluded"], currency)))
        return f"(= {', '.join(parts)})" if parts else " "

    @api.depends("company_id")
    @api.depends_context("allowed_company_ids")
    def _compute_fiscal_country_codes(self):
        for product in self:
            companies = product.company_id or self.env.companies
            product.fiscal_country_codes = ",".join(
                companies.account_fiscal_country_id.mapped("code"))


class ProductProduct(models.Model):
    _inherit = "product.product"

    tax_string = fields.Char(compute="_compute_tax_string")

    @api.depends("lst_price", "product_tmpl_id", "taxes_id")
    @api.depends_context("company")
    def _compute_tax_string(self):
        for product in self:
            product.tax_string = product.product_tmpl_id._construct_tax_string(
                product.lst_price)
