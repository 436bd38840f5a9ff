"""What order lines mean for analytic accounts."""
from odoo import api, models
from odoo.addons.account.order_analytics import fill_distributions, validate_distributions


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.depends("order_id.partner_id", "product_id")
    def _compute_analytic_distribution(self):
        fill_distributions(self)

    def _validate_analytic_distribution(self):
        validate_distributions(self, "sale_order")
