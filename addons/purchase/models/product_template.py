"""How bills for products are checked."""
from odoo import api, fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    purchase_method = fields.Selection(
        compute="_compute_purchase_method", store=True, readonly=False)

    @api.depends("type")
    def _compute_purchase_method(self):
        for template in self:
            usual = "purchase" if template.type == "service" else "receive"
            template.purchase_method = template.purchase_method or usual
