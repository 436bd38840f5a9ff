"""Combinations of attribute values: which are possible, variants made when asked for."""
import itertools

from odoo import models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def _is_combination_possible_by_config(self, combination, ignore_no_variant=False):
        """Tell whether each line has one of its values, none of which excludes another."""
        self.ensure_one()
        lines = self._get_variant_lines() if ignore_no_variant \
            else self.valid_product_template_attribute_line_ids
        if ignore_no_variant:
            combination = combination._without_no_variant_attributes()
        values = lines.product_template_value_ids.filtered("ptav_active")
        single = combination.filtered(
            lambda value: value.attribute_id.display_type != "multi")
        wanted = lines.filtered(lambda line: line.attribute_id.display_type != "multi")
        return combination <= values and len(single) == len(wanted) \
            and single.attribute_line_id == wanted and not self._is_excluded(combination)

    def _is_combination_possible(self, combination, parent_combination=None,
                                 ignore_no_variant=False):
        """Tell whether a product with the values can be had."""
        self.ensure_one()
        if not self._is_combination_possible_by_config(combination, ignore_no_variant):
            return False
        variant = self.with_context(active_test=False)._get_variant_for_combination(
            combination)
        if variant:
            return variant.active
        return self.has_dynamic_attributes() or not self._get_variant_lines()

    def _get_possible_combinations(self, parent_combination=None, necessary_values=None):
        """Yield the combinations that can be had, those of the first values first."""
        self.ensure_one()
        values = [line.product_template_value_ids.filtered("ptav_active")
                  for line in self.valid_product_template_attribute_line_ids
                  if line.attribute_id.display_type != "multi"]
        necessary = necessary_values or self.env["product.template.attribute.value"]
        for combination in itertools.product(*values):
            found = necessary.browse([value.id for value in combination])
            if necessary <= found and self._is_combination_possible(found):
                yield found

    def _get_first_possible_combination(
            self, parent_combination=None, necessary_values=None):
        """Return the first combination that can be had, none if there is none."""
        return next(self._get_possible_combinations(parent_combination, necessary_values),
                    self.env["product.template.attribute.value"])

    def _create_product_variant(self, combination, log_warning=False):
        """Return the variant of a combination, made if the template makes them on demand.

        Nothing where the combination is not possible, or variants are not made so.
        """
        self.ensure_one()
        variants = self.env["product.product"]
        known = self.with_context(active_test=False)._get_variant_for_combination(
            combination)
        if known:
            if not known.active and self.has_dynamic_attributes() and \
                    self._is_combination_possible_by_config(combination, True):
                known.sudo().active = True
            return known
        if not self.has_dynamic_attributes() or \
                not self._is_combination_possible_by_config(combination, True):
            return variants
        return variants.sudo().create(self._prepare_variant_values(
            combination._without_no_variant_attributes())).with_env(self.env)
