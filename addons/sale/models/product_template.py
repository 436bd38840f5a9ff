"""How products are invoiced."""
from odoo import api, fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    invoice_policy = fields.Selection(
        compute="_compute_invoice_policy", store=True, readonly=False)
    service_type = fields.Selection(default="manual")
    expense_policy = fields.Selection(default="no")
    sales_count = fields.Float(compute="_compute_sales_count")

    @api.depends("type")
    def _compute_invoice_policy(self):
        for template in self:
            template.invoice_policy = template.invoice_policy or "order"

    def _compute_sales_count(self):
        groups = self.env["sale.order.line"].sudo()._read_group(
            [("product_id.product_tmpl_id", "in", self.ids), ("state", "=", "sale")],
            ["product_id"], ["product_uom_qty:sum"])
        for template in self:
            template.sales_count = sum(
                quantity for product, quantity in groups
                if product.product_tmpl_id == template)
