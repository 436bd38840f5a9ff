"""What the goods at a place are worth."""
from odoo import api, fields, models


class StockLocation(models.Model):
    _inherit = "stock.location"

    is_valued_internal = fields.Boolean(
        compute="_compute_is_valued", search="_search_is_valued_internal")
    is_valued_external = fields.Boolean(compute="_compute_is_valued")

    @api.depends("usage", "company_id")
    def _compute_is_valued(self):
        for location in self:
            own = location._is_valued()
            location.is_valued_internal, location.is_valued_external = own, not own

    def _search_is_valued_internal(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = ["|", ("usage", "=", "internal"),
               "&", ("usage", "=", "transit"), ("company_id", "!=", False)]
        places = self.with_context(active_test=False).search(own)
        return [("id", "in" if True in value else "not in", places.ids)]

    def _is_valued(self):
        """Tell whether goods at the place are the company's."""
        return self.usage == "internal" or self.usage == "transit" and bool(self.company_id)


class StockQuant(models.Model):
    _inherit = "stock.quant"

    value = fields.Monetary(compute="_compute_value", groups="stock.group_stock_manager")
    cost_method = fields.Selection(related="product_id.cost_method")

    @api.depends("quantity", "product_id.standard_price")
    def _compute_value(self):
        for quant in self:
            company = quant.company_id or self.env.company
            product = quant.product_id.with_company(company)
            own = quant.location_id._is_valued() and (
                not quant.owner_id or quant.owner_id == company.partner_id)
            there = product.qty_available
            whole = product.total_value / there if there else product.standard_price
            quant.value = quant.quantity * whole if own else 0.0
