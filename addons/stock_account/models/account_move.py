"""Invoices of goods that are valued at once: what was sold leaves the stock account."""
from odoo import models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def _get_product_accounts(self):
        """Return the accounts of the product, that of its stock included."""
        accounts = super()._get_product_accounts()
        company = self.company_id or self.env.company
        accounts["stock_valuation"] = self.categ_id.with_company(
            company).property_stock_valuation_account_id or \
            company.account_stock_valuation_id
        return accounts

    def _is_valued_at_once(self):
        """Tell whether bills and invoices of the product book its stock."""
        return self.is_storable and self.valuation == "real_time" and bool(
            self._get_product_accounts()["stock_valuation"])


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _add_invoice_values(self, vals, move):
        product = self.env["product.product"].browse(vals.get("product_id") or ())
        template = product.product_tmpl_id.with_company(move.company_id)
        if product and not vals.get("account_id") and move.is_purchase_document(True) \
                and template._is_valued_at_once():
            vals["account_id"] = move.fiscal_position_id.map_account(
                template._get_product_accounts()["stock_valuation"]).id
        return super()._add_invoice_values(vals, move)


    def _get_unit_cost(self, product):
        """Return what a unit of the product, that is invoiced, has cost (hook)."""
        costs = self.move_id.reversed_entry_id.line_ids.filtered(
            lambda line: line.display_type == "cogs" and line.product_id == product)
        return costs[0].price_unit if costs else product.standard_price


class AccountMove(models.Model):
    _inherit = "account.move"

    def _post(self, soft=True):
        """Post entries; invoices of goods book what these have cost."""
        posted = super()._post(soft)
        sales = posted.filtered(lambda move: move.is_sale_document(True))
        values = [vals for move in sales for vals in move._prepare_cost_lines()]
        if values:
            self.env["account.move.line"].with_context(syncing=True).create(values)
        return posted

    def _prepare_cost_lines(self):
        """Return the values of the lines that take sold goods out of the stock account."""
        values = []
        sign = -1 if self.move_type == "out_refund" else 1
        for line in self.invoice_line_ids.filtered("product_id"):
            template = line.product_id.product_tmpl_id.with_company(self.company_id)
            if line.display_type != "product" or not template._is_valued_at_once():
                continue
            accounts = template._get_product_accounts()
            product = line.product_id.with_company(self.company_id)
            quantity = line.product_uom_id._compute_quantity(
                line.quantity, product.uom_id) if line.product_uom_id else line.quantity
            unit_cost = line._get_unit_cost(product)
            cost = self.company_id.currency_id.round(sign * quantity * unit_cost)
            own = self.company_id.currency_id
            for account, balance in ((accounts["stock_valuation"], -cost),
                                     (accounts["expense"], cost)):
                values.append({
                    **line._amounts(balance, balance, own), "move_id": self.id,
                    "name": (line.name or "")[:64], "product_id": product.id,
                    "product_uom_id": line.product_uom_id.id, "quantity": line.quantity,
                    "price_unit": abs(unit_cost), "account_id": account.id,
                    "display_type": "cogs", "tax_ids": [], "partner_id":
                    self.commercial_partner_id.id})
        return values

    def button_draft(self):
        """Take entries out of the books, and what goods have cost out of them."""
        result = super().button_draft()
        self.line_ids.filtered(lambda line: line.display_type == "cogs").with_context(
            syncing=True, force_delete=True).unlink()
        return result
