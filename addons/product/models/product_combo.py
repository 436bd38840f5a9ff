"""Combos: choices that are sold together; and values that rule each other out."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class ProductCombo(models.Model):
    _inherit = "product.combo"

    sequence = fields.Integer(default=10)
    combo_item_count = fields.Integer(compute="_compute_combo_item_count")
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    base_price = fields.Float(compute="_compute_base_price", digits="Product Price")

    @api.depends("combo_item_ids")
    def _compute_combo_item_count(self):
        for combo in self:
            combo.combo_item_count = len(combo.combo_item_ids)

    @api.depends("company_id")
    def _compute_currency_id(self):
        for combo in self:
            combo.currency_id = (combo.company_id or self.env.company).currency_id

    @api.depends("combo_item_ids.product_id.lst_price")
    def _compute_base_price(self):
        for combo in self:
            prices = [
                item.product_id.currency_id._convert(
                    item.lst_price, combo.currency_id, self.env.company,
                    fields.Date.context_today(combo))
                for item in combo.combo_item_ids]
            combo.base_price = min(prices) if prices else 0

    @api.constrains("combo_item_ids")
    def _check_combo_items(self):
        for combo in self:
            products = combo.combo_item_ids.product_id
            if not combo.combo_item_ids:
                raise ValidationError(_("A combo choice must contain at least 1 product."))
            if len(products) < len(combo.combo_item_ids):
                raise ValidationError(_(
                    "A combo choice can't contain duplicate products."))


class ProductComboItem(models.Model):
    _inherit = "product.combo.item"

    extra_price = fields.Float(default=0.0, digits="Product Price")

    @api.constrains("product_id")
    def _check_product_id_no_combo(self):
        if any(item.product_id.type == "combo" for item in self):
            raise ValidationError(_(
                "A combo choice can't contain products of type \"combo\"."))


class ProductTemplate(models.Model):
    _inherit = "product.template"

    @api.constrains("type", "combo_ids")
    def _check_combo_ids_not_empty(self):
        for template in self:
            if template.type == "combo" and not template.combo_ids:
                raise ValidationError(_(
                    "A combo product must contain at least 1 combo choice."))

    @api.constrains("type", "attribute_line_ids")
    def _check_combo_attributes(self):
        if any(template.type == "combo" and template.attribute_line_ids
               for template in self):
            raise ValidationError(_("Combo products can't have attributes."))


class ProductTemplateAttributeExclusion(models.Model):
    _inherit = "product.template.attribute.exclusion"

    @api.model_create_multi
    def create(self, vals_list):
        """Make exclusions; variants that they rule out go."""
        exclusions = super().create(vals_list)
        exclusions.product_tmpl_id._create_variant_ids()
        return exclusions

    def write(self, vals):
        """Change exclusions; variants follow."""
        templates = self.product_tmpl_id
        result = super().write(vals)
        (templates | self.product_tmpl_id)._create_variant_ids()
        return result

    def unlink(self):
        """Delete exclusions; the variants that they ruled out come."""
        templates = self.product_tmpl_id
        result = super().unlink()
        templates._create_variant_ids()
        return result
