"""Services that are bought when they are sold."""
from odoo import _, api, models
from odoo.exceptions import ValidationError


class ProductTemplate(models.Model):
    _inherit = "product.template"

    @api.constrains("service_to_purchase", "seller_ids", "type")
    def _check_service_to_purchase(self):
        for template in self.filtered("service_to_purchase"):
            if template.type != "service":
                raise ValidationError(_("Product that is not a service can not create RFQ."))
            if not template.seller_ids:
                raise ValidationError(_(
                    "Please define the vendor from whom you would like to purchase this "
                    "service automatically."))

    @api.model_create_multi
    def create(self, vals_list):
        """Make templates; only services are bought when they are sold."""
        for vals in vals_list:
            if vals.get("service_to_purchase") and vals.get("type", "consu") != "service":
                vals["service_to_purchase"] = False
        return super().create(vals_list)
