"""What a form says of a product: its kind in a sentence, its properties."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class ProductTemplate(models.Model):
    _inherit = "product.template"

    product_properties = fields.Properties(
        "Properties", definition="categ_id.product_properties_definition", copy=True)
    product_tooltip = fields.Char(compute="_compute_product_tooltip")
    is_dynamically_created = fields.Boolean(compute="_compute_is_dynamically_created")
    can_image_1024_be_zoomed = fields.Boolean(
        compute="_compute_can_image_1024_be_zoomed", store=True)

    @api.depends("type")
    def _compute_product_tooltip(self):
        for template in self:
            template.product_tooltip = template._prepare_tooltip()

    def _prepare_tooltip(self):
        """Return the sentence about the kind of product (hook)."""
        if self.type == "combo":
            return _("Combos allow to choose one product amongst a selection of choices per "
                     "category.")
        return ""

    @api.depends("attribute_line_ids.attribute_id.create_variant")
    def _compute_is_dynamically_created(self):
        for template in self:
            template.is_dynamically_created = template.has_dynamic_attributes()

    @api.depends("image_1920", "image_1024")
    def _compute_can_image_1024_be_zoomed(self):
        for template in self:
            template.can_image_1024_be_zoomed = bool(template.image_1920) and \
                template.image_1920 != template.image_1024

    @api.onchange("standard_price")
    def _onchange_standard_price(self):
        if self.standard_price < 0:
            raise ValidationError(_("The cost of a product can't be negative."))


class ProductProduct(models.Model):
    _inherit = "product.product"

    can_image_variant_1024_be_zoomed = fields.Boolean(
        compute="_compute_can_image_variant_1024_be_zoomed", store=True)

    @api.depends("image_variant_1920", "image_variant_1024")
    def _compute_can_image_variant_1024_be_zoomed(self):
        for product in self:
            product.can_image_variant_1024_be_zoomed = bool(product.image_variant_1920) \
                and product.image_variant_1920 != product.image_variant_1024

    def open_product_template(self):
        """Open the template of the variant."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "product.template",
            "view_mode": "form", "res_id": self.product_tmpl_id.id, "target": "new",
        }
