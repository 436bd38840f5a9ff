"""What order lines mean for analytic accounts."""
from odoo import api, models


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    @api.depends("order_id.partner_id", "product_id")
    def _compute_analytic_distribution(self):
        self.filtered(lambda line: not line.display_type)._fill_distribution(
            lambda line: {
                "product_id": line.product_id.id,
                "product_categ_id": line.product_id.categ_id.id,
                "partner_id": line.order_id.partner_id.id,
                "partner_category_id": tuple(line.order_id.partner_id.category_id.ids),
                "company_id": line.company_id.id,
            })

    def _validate_analytic_distribution(self):
        """Refuse lines that miss a mandatory plan, if the context asks for it."""
        for line in self.filtered(lambda line: not line.display_type):
            line._validate_distribution(
                product=line.product_id.id, business_domain="purchase_order",
                company_id=line.company_id.id)
