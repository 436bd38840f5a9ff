"""Which values of an attribute a template comes in."""
from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class ProductTemplateAttributeLine(models.Model):
    _inherit = "product.template.attribute.line"

    active = fields.Boolean(default=True)
    value_count = fields.Integer(compute="_compute_value_count", store=True)

    @api.depends("value_ids")
    def _compute_value_count(self):
        for line in self:
            line.value_count = len(line.value_ids)

    @api.constrains("active", "value_ids", "attribute_id")
    def _check_valid_values(self):
        for line in self:
            if line.active and not line.value_ids:
                raise ValidationError(_(
                    "The attribute %(attribute)s must have at least one value for the "
                    "product %(product)s.",
                    attribute=line.attribute_id.display_name,
                    product=line.product_tmpl_id.display_name,
                ))
            for value in line.value_ids:
                if value.attribute_id != line.attribute_id:
                    raise ValidationError(_(
                        "On the product %(product)s you cannot associate the value "
                        "%(value)s with the attribute %(attribute)s because they do not "
                        "match.",
                        product=line.product_tmpl_id.display_name,
                        value=value.display_name,
                        attribute=line.attribute_id.display_name,
                    ))

    @api.model_create_multi
    def create(self, vals_list):
        """Make lines and the variants that they ask for."""
        lines = super().create(vals_list)
        lines._update_values()
        return lines

    def write(self, vals):
        """Change lines and bring the variants in line."""
        if "product_tmpl_id" in vals:
            for line in self:
                if line.product_tmpl_id.id != vals["product_tmpl_id"]:
                    raise UserError(_(
                        "You cannot move the attribute %(attribute)s from the product "
                        "%(product_src)s to the product %(product_dest)s.",
                        attribute=line.attribute_id.display_name,
                        product_src=line.product_tmpl_id.display_name,
                        product_dest=vals["product_tmpl_id"],
                    ))
        if not vals.get("active", True):
            vals = {**vals, "value_ids": [Command.clear()]}
        result = super().write(vals)
        self.env.flush_all()
        if "active" in vals or "value_ids" in vals:
            self._update_values()
        return result

    def unlink(self):
        """Delete lines; the variants that hang on them go first."""
        self.product_template_value_ids.unlink()
        templates = self.product_tmpl_id
        result = super().unlink()
        templates.exists()._create_variant_ids()
        return result

    def action_open_attribute_values(self):
        """Open the values of the lines, as the template has them."""
        views = [("list", "product_template_attribute_value_view_tree"),
                 ("form", "product_template_attribute_value_view_form")]
        return {
            "type": "ir.actions.act_window", "name": _("Product Variant Values"),
            "res_model": "product.template.attribute.value", "view_mode": "list,form",
            "domain": [("id", "in", self.product_template_value_ids.ids)],
            "views": [(self.env.ref(f"product.{name}").id, kind) for kind, name in views],
            "context": {"search_default_active": 1},
        }

    def _update_values(self):
        """Give each value of the lines its record on the template."""
        model = self.env["product.template.attribute.value"]
        missing, gone = [], model
        for line in self.with_context(active_test=False):
            known = line.product_template_value_ids
            wanted = line.value_ids if line.active else line.value_ids.browse()
            gone |= known.filtered(
                lambda ptav, wanted=wanted:
                ptav.product_attribute_value_id not in wanted)
            kept = known - gone
            kept.filtered(lambda ptav: not ptav.ptav_active).ptav_active = True
            missing += [
                {"product_attribute_value_id": value.id, "attribute_line_id": line.id,
                 "price_extra": value.default_extra_price}
                for value in wanted - kept.product_attribute_value_id
            ]
        gone.unlink()
        model.create(missing)
        if self.env.context.get("update_product_template_attribute_values", True):
            self.product_tmpl_id._create_variant_ids()


class ProductTemplateAttributeValue(models.Model):
    _inherit = "product.template.attribute.value"

    ptav_active = fields.Boolean(default=True)
    price_extra = fields.Float(default=0.0, digits="Product Price")
    color = fields.Integer(default=1)

    @api.depends("attribute_id")
    def _compute_display_name(self):
        for value in self:
            value.display_name = f"{value.attribute_id.name}: {value.name}"

    def unlink(self):
        """Delete values; those that archived variants refer to are switched off."""
        for value in self:
            variants = value.with_context(active_test=False).ptav_product_variant_ids
            variants._unlink_or_archive()
        kept = self.with_context(active_test=False).filtered(
            lambda value: value.ptav_product_variant_ids.exists())
        kept.write({"ptav_active": False})
        return super(ProductTemplateAttributeValue, self - kept).unlink()

    def _get_combination_name(self):
        """Return the names of values that tell variants apart."""
        shown = self.filtered(
            lambda value: len(value.attribute_line_id.value_ids) > 1
            and value.attribute_id.create_variant != "no_variant" or
            value.attribute_id.create_variant == "dynamic")
        return ", ".join(value.name for value in shown)

    def _without_no_variant_attributes(self):
        return self.filtered(
            lambda value: value.attribute_id.create_variant != "no_variant")
