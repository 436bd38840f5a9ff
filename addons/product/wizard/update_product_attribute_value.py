"""The wizard that brings a value of an attribute to the products that have the attribute."""
from odoo import _, api, fields, models


class UpdateProductAttributeValue(models.TransientModel):
    _inherit = "update.product.attribute.value"

    product_count = fields.Integer(compute="_compute_product_count")
    message = fields.Char(compute="_compute_message")

    def _get_lines(self):
        """Return the attribute lines of products that the value is brought to."""
        value = self.attribute_value_id
        if self.mode == "add":
            return value.attribute_id.attribute_line_ids.filtered(
                lambda line: value not in line.value_ids)
        return value.pav_attribute_line_ids

    @api.depends("attribute_value_id", "mode")
    def _compute_product_count(self):
        for wizard in self:
            wizard.product_count = len(wizard._get_lines().product_tmpl_id)

    @api.depends("attribute_value_id", "mode", "product_count")
    def _compute_message(self):
        for wizard in self:
            value, count = wizard.attribute_value_id, wizard.product_count
            if wizard.mode == "add":
                wizard.message = _(
                    "You are about to add the value \"%(attribute_value)s\" to "
                    "%(product_count)s products.",
                    attribute_value=value.name, product_count=count)
            elif wizard.mode == "update_extra_price":
                wizard.message = _(
                    "You are about to update the extra price of %s products.", count)
            else:
                wizard.message = ""

    def action_confirm(self):
        """Add the value to the products, or give them its extra price."""
        self.ensure_one()
        value = self.attribute_value_id
        if self.mode == "add":
            self._get_lines().write({"value_ids": [(4, value.id)]})
        else:
            self.env["product.template.attribute.value"].search([
                ("product_attribute_value_id", "=", value.id),
            ]).write({"price_extra": value.default_extra_price})
