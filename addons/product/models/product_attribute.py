"""Attributes and their values: what variants differ in."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ProductAttribute(models.Model):
    _inherit = "product.attribute"

    active = fields.Boolean(default=True)
    create_variant = fields.Selection(default="always")
    display_type = fields.Selection(default="radio")
    sequence = fields.Integer(default=20)
    number_related_products = fields.Integer(compute="_compute_number_related_products")
    product_tmpl_ids = fields.Many2many(
        "product.template", compute="_compute_products", store=True)

    @api.depends("product_tmpl_ids")
    def _compute_number_related_products(self):
        for attribute in self:
            attribute.number_related_products = len(attribute.product_tmpl_ids)

    @api.depends("attribute_line_ids.active", "attribute_line_ids.product_tmpl_id")
    def _compute_products(self):
        for attribute in self:
            attribute.product_tmpl_ids = attribute.with_context(
                active_test=False
            ).attribute_line_ids.filtered("active").product_tmpl_id

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used_on_product(self):
        for attribute in self:
            if attribute.number_related_products:
                raise UserError(_(
                    "You cannot delete the attribute %(attribute)s because it is used on "
                    "the following products:\n%(products)s",
                    attribute=attribute.display_name,
                    products=", ".join(attribute.product_tmpl_ids.mapped("display_name")),
                ))


class ProductAttributeValue(models.Model):
    _inherit = "product.attribute.value"

    active = fields.Boolean(default=True)
    color = fields.Integer(default=1)
    sequence = fields.Integer(default=0)
    is_used_on_products = fields.Boolean(compute="_compute_is_used_on_products")

    _value_company_uniq = models.Constraint(
        "UNIQUE (name, attribute_id)",
        "You cannot create two values with the same name for the same attribute.",
    )

    @api.depends("pav_attribute_line_ids")
    def _compute_is_used_on_products(self):
        for value in self:
            value.is_used_on_products = bool(
                value.pav_attribute_line_ids.filtered("product_tmpl_id.active"))

    @api.depends("attribute_id")
    @api.depends_context("show_attribute")
    def _compute_display_name(self):
        if not self.env.context.get("show_attribute", True):
            return super()._compute_display_name()
        for value in self:
            value.display_name = f"{value.attribute_id.name}: {value.name}"
        return None

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used_on_product(self):
        for value in self.filtered("is_used_on_products"):
            raise UserError(_(
                "You cannot delete the value %(value)s because it is used on the "
                "following products:\n%(products)s",
                value=value.display_name,
                products=", ".join(
                    value.pav_attribute_line_ids.product_tmpl_id.mapped("display_name")),
            ))
