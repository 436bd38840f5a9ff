"""Categories of products."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class ProductCategory(models.Model):
    _inherit = "product.category"
    _rec_name = "complete_name"

    complete_name = fields.Char(
        compute="_compute_complete_name", store=True, recursive=True)
    product_count = fields.Integer(compute="_compute_product_count")

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for category in self:
            category.complete_name = (
                f"{category.parent_id.complete_name} / {category.name}"
                if category.parent_id else category.name
            )

    def _compute_product_count(self):
        groups = self.env["product.template"]._read_group(
            [("categ_id", "child_of", self.ids)], ["categ_id"], ["__count"])
        counts = {category.id: count for category, count in groups}
        for category in self:
            below = self.search([("id", "child_of", category.ids)])
            category.product_count = sum(counts.get(id_, 0) for id_ in below.ids)

    @api.constrains("parent_id")
    def _check_category_recursion(self):
        if self._has_cycle():
            raise ValidationError(_("You cannot create recursive categories."))

    @api.model
    def name_create(self, name):
        """Make a category of a name."""
        category = self.create({"name": name})
        return category.id, category.display_name

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for category, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", category.name)
        return values
