"""What vendors ask for a product."""
from odoo import api, fields, models


class ProductSupplierinfo(models.Model):
    _inherit = "product.supplierinfo"

    price = fields.Float(default=0.0, digits="Product Price")
    min_qty = fields.Float(default=0.0)
    delay = fields.Integer(default=1)
    sequence = fields.Integer(default=1)
    currency_id = fields.Many2one(
        default=lambda self: self.env.company.currency_id.id)
    company_id = fields.Many2one(default=lambda self: self.env.company.id)
    product_uom_id = fields.Many2one(
        "uom.uom", compute="_compute_product_uom_id", store=True, readonly=False,
        required=True, precompute=True)
    price_discounted = fields.Float(compute="_compute_price_discounted")
    product_tmpl_id = fields.Many2one(
        "product.template", compute="_compute_product_tmpl_id", store=True,
        readonly=False, ondelete="cascade")

    @api.depends("product_id")
    def _compute_product_tmpl_id(self):
        for info in self:
            info.product_tmpl_id = info.product_id.product_tmpl_id or info.product_tmpl_id

    @api.depends("product_id", "product_tmpl_id")
    def _compute_product_uom_id(self):
        for info in self:
            info.product_uom_id = info.product_uom_id or \
                (info.product_id or info.product_tmpl_id).uom_id

    @api.depends("price", "discount")
    def _compute_price_discounted(self):
        for info in self:
            info.price_discounted = info.price * (1 - info.discount / 100)

    @api.depends("partner_id")
    def _compute_display_name(self):
        for info in self:
            info.display_name = info.partner_id.display_name
