"""Sales and the purchases that bring what they deliver."""
from odoo import api, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.depends("stock_reference_ids.purchase_ids")
    def _compute_purchase_order_count(self):
        super()._compute_purchase_order_count()

    def _get_purchase_orders(self):
        return super()._get_purchase_orders() | self.stock_reference_ids.purchase_ids


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    @api.depends("reference_ids.sale_ids")
    def _compute_sale_order_count(self):
        super()._compute_sale_order_count()

    def _get_sale_orders(self):
        return super()._get_sale_orders() | self.reference_ids.sale_ids
