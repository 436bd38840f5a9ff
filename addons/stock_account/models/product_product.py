"""What products cost, and what there is of them is worth."""
from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    cost_method = fields.Selection(default="standard")
    inventory_valuation = fields.Selection(default="periodic")
    inventory_period = fields.Selection(default="manual")

    def _make_stock_journal(self):
        """Give the first company the journal in which its stock is valued."""
        chart = self.env["account.chart.template"].with_company(self)
        stock, variation, expense = (chart.ref(name, raise_if_not_found=False) for name in (
            "stock_valuation", "stock_variation", "expense"))
        if stock:
            self.account_stock_valuation_id = stock
            stock.write({"account_stock_variation_id": variation.id,
                         "account_stock_expense_id": expense.id})
        self.account_stock_journal_id = self.env["account.journal"].create({
            "name": self.env._("Inventory Valuation"), "code": "STJ", "type": "general",
            "sequence": 10, "company_id": self.id})
        self.env["ir.model.data"]._update_xmlids([{
            "xml_id": f"account.{self.id}_inventory_valuation", "noupdate": True,
            "record": self.account_stock_journal_id}])


class ProductTemplate(models.Model):
    _inherit = "product.template"

    cost_method = fields.Selection(
        [("standard", "Standard Price"), ("fifo", "First In First Out (FIFO)"),
         ("average", "Average Cost (AVCO)")], compute="_compute_cost_method",
        search="_search_cost_method")
    valuation = fields.Selection(
        [("periodic", "Periodic (at closing)"), ("real_time", "Perpetual (at invoicing)")],
        compute="_compute_valuation", search="_search_valuation")
    lot_valuated = fields.Boolean(
        compute="_compute_lot_valuated", store=True, readonly=False)

    @api.depends("categ_id.property_cost_method")
    @api.depends_context("company")
    def _compute_cost_method(self):
        for template in self:
            company = template.company_id or self.env.company
            template.cost_method = template.categ_id.with_company(
                company).property_cost_method or company.cost_method or "standard"

    def _search_cost_method(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = [("categ_id.property_cost_method", "in", list(value))]
        if self.env.company.cost_method in value:
            return ["|", ("categ_id.property_cost_method", "=", False), *domain]
        return domain

    @api.depends("categ_id.property_valuation")
    @api.depends_context("company")
    def _compute_valuation(self):
        for template in self:
            company = template.company_id or self.env.company
            template.valuation = template.categ_id.with_company(
                company).property_valuation or company.inventory_valuation or "periodic"

    def _search_valuation(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = [("categ_id.property_valuation", "in", list(value))]
        if (self.env.company.inventory_valuation or "periodic") in value:
            return ["|", ("categ_id.property_valuation", "=", False), *domain]
        return domain

    @api.depends("tracking")
    def _compute_lot_valuated(self):
        for template in self:
            template.lot_valuated = template.lot_valuated and template.tracking != "none"


class ProductProduct(models.Model):
    _inherit = "product.product"

    company_currency_id = fields.Many2one(
        "res.currency", compute="_compute_value")
    total_value = fields.Monetary(
        compute="_compute_value", currency_field="company_currency_id")
    avg_cost = fields.Monetary(
        compute="_compute_value", currency_field="company_currency_id")

    def write(self, vals):
        """Change products; a new cost is noted as a value."""
        before = {product: product.standard_price for product in self} \
            if "standard_price" in vals else {}
        result = super().write(vals)
        if before and not self.env.context.get("disable_auto_revaluation"):
            self.env["product.value"].sudo().create([
                {"product_id": product.id, "value": product.standard_price,
                 "company_id": self.env.company.id, "date": fields.Datetime.now(),
                 "description": self.env._(
                     "Price update from %(old_price)s to %(new_price)s by %(user)s",
                     old_price=old, new_price=product.standard_price,
                     user=self.env.user.name)}
                for product, old in before.items()
                if product.standard_price != old and product.cost_method != "fifo"])
        return result
