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

    def action_open_product_template_attribute_lines(self):
        """Open the products that come in values of the attribute."""
        self.ensure_one()
        return {
            "name": _("Products"), "type": "ir.actions.act_window",
            "res_model": "product.template.attribute.line", "view_mode": "list,form",
            "domain": [("attribute_id", "=", self.id)],
        }

    def write(self, vals):
        """Change attributes; how they make variants stays once products use them."""
        if "create_variant" in vals:
            for attribute in self.filtered("number_related_products"):
                if vals["create_variant"] == attribute.create_variant:
                    continue
                raise UserError(_(
                    "You cannot change the Variants Creation Mode of the attribute "
                    "%(attribute)s because it is used on the following products:\n"
                    "%(products)s", attribute=attribute.display_name,
                    products=", ".join(attribute.product_tmpl_ids.mapped("display_name"))))
        return super().write(vals)

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

    default_extra_price_changed = fields.Boolean(
        compute="_compute_default_extra_price_changed")

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

    @api.depends("default_extra_price")
    def _compute_default_extra_price_changed(self):
        for value in self:
            value.default_extra_price_changed = \
                value.default_extra_price != value._origin.default_extra_price

    def write(self, vals):
        """Change values; their attribute stays once products use them."""
        if "attribute_id" in vals:
            for value in self.filtered("is_used_on_products"):
                if value.attribute_id.id != vals["attribute_id"]:
                    raise UserError(_(
                        "You cannot change the attribute of the value %(value)s because it "
                        "is used on the following products: %(products)s",
                        value=value.display_name, products=", ".join(
                            value.pav_attribute_line_ids.product_tmpl_id.mapped(
                                "display_name"))))
        return super().write(vals)

    def check_is_used_on_products(self):
        """Return why the first value in use can't be deleted; False when none is in use."""
        for value in self.filtered("is_used_on_products"):
            return _(
                "You cannot delete the value %(value)s because it is used on the "
                "following products:\n%(products)s\n",
                value=value.display_name,
                products=", ".join(
                    value.pav_attribute_line_ids.product_tmpl_id.mapped("display_name")),
            )
        return False

    def _open_update_wizard(self, name, mode):
        self.ensure_one()
        return {
            "name": name, "type": "ir.actions.act_window", "target": "new",
            "res_model": "update.product.attribute.value", "view_mode": "form",
            "context": {"default_attribute_value_id": self.id, "default_mode": mode,
                        "dialog_size": "medium"},
        }

    def action_add_to_products(self):
        """Ask whether the products of the attribute are to come in the value too."""
        return self._open_update_wizard(_("Add to all products"), "add")

    def action_update_prices(self):
        """Ask whether products are to take over the extra price of the value."""
        return self._open_update_wizard(
            _("Update product extra prices"), "update_extra_price")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used_on_product(self):
        problem = self.check_is_used_on_products()
        if problem:
            raise UserError(problem)


class ProductAttributeCustomValue(models.Model):
    _inherit = "product.attribute.custom.value"

    name = fields.Char(compute="_compute_name")

    @api.depends("custom_product_template_attribute_value_id.name", "custom_value")
    def _compute_name(self):
        for custom in self:
            name = (custom.custom_value or "").strip()
            value = custom.custom_product_template_attribute_value_id
            if value.display_name:
                name = f"{value.display_name}: {name}"
            custom.name = name
