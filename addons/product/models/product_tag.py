"""Tags of products, of templates as of variants."""
from odoo import _, api, fields, models


class ProductTag(models.Model):
    _inherit = "product.tag"

    sequence = fields.Integer(default=10)
    color = fields.Char(default="#3C3C3C")
    visible_to_customers = fields.Boolean(default=True)
    product_ids = fields.Many2many(
        "product.product", compute="_compute_product_ids", search="_search_product_ids")

    @api.depends("product_template_ids", "product_product_ids")
    def _compute_product_ids(self):
        for tag in self:
            tag.product_ids = tag.product_template_ids.product_variant_ids | \
                tag.product_product_ids

    def _search_product_ids(self, operator, value):
        if operator.startswith("!") or operator.startswith("not "):
            return NotImplemented
        return ["|", ("product_template_ids.product_variant_ids", operator, value),
                ("product_product_ids", operator, value)]

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for tag, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", tag.name)
        return values
