"""The variants of a template: one for each combination of attribute values."""
import itertools

from odoo import Command, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def has_dynamic_attributes(self):
        """Tell whether variants are made only when they are asked for."""
        self.ensure_one()
        return any(
            line.attribute_id.create_variant == "dynamic"
            for line in self.valid_product_template_attribute_line_ids)

    def _create_variant_ids(self):
        """Make, wake up or put away variants as the attribute lines ask."""
        if not self:
            return True
        self.env.flush_all()
        values, obsolete, awake = [], self.env["product.product"], \
            self.env["product.product"]
        for template in self:
            variants = template.with_context(active_test=False).product_variant_ids
            known = {
                frozenset(v.product_template_attribute_value_ids.ids): v
                for v in variants.sorted("active")
            }
            if template.has_dynamic_attributes():
                kinds = self.env["product.template.attribute.value"]
                wanted = [key for key in known
                          if template._is_combination_possible_by_config(
                              kinds.browse(key), ignore_no_variant=True)]
            else:
                wanted = [
                    frozenset(value.id for value in combination)
                    for combination in itertools.product(*(
                        line.product_template_value_ids.filtered("ptav_active")
                        for line in template._get_variant_lines()))
                    if not template._is_excluded(combination)
                ]
            if template.active:
                awake |= self.env["product.product"].union(
                    *[known[key] for key in wanted if key in known])
            kinds = self.env["product.template.attribute.value"]
            values += [
                template._prepare_variant_values(kinds.browse(sorted(key)))
                for key in wanted if key not in known
            ]
            obsolete |= variants.filtered(
                lambda v, wanted=wanted: frozenset(
                    v.product_template_attribute_value_ids.ids) not in wanted)
        awake.filtered(lambda variant: not variant.active).write({"active": True})
        self.env["product.product"].create(values)
        obsolete._unlink_or_archive()
        self.env.invalidate_all()
        return True

    def _prepare_variant_values(self, combination):
        """Return the values of the variant with a combination of attribute values."""
        self.ensure_one()
        return {
            "product_tmpl_id": self.id, "active": self.active,
            "product_template_attribute_value_ids": [Command.set(combination.ids)],
        }

    def _is_excluded(self, combination):
        """Tell whether values of a combination rule each other out."""
        self.ensure_one()
        ids = {value.id for value in combination}
        return any(
            ids & set(rule.value_ids.ids)
            for value in combination for rule in value.exclude_for
            if rule.product_tmpl_id == self)

    def _get_variant_lines(self):
        """Return the attribute lines whose values make variants."""
        return self.valid_product_template_attribute_line_ids.filtered(
            lambda line: line.attribute_id.create_variant != "no_variant")

    def _get_variant_for_combination(self, combination):
        """Return the variant with the given values, if there is one."""
        self.ensure_one()
        wanted = set(combination._without_no_variant_attributes().ids)
        return self.product_variant_ids.filtered(
            lambda v: set(v.product_template_attribute_value_ids.ids) == wanted)[:1]
