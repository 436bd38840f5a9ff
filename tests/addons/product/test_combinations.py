"""Combinations of attribute values, variants made on demand, rules of pricelists."""
import pytest

from odoolite.exceptions import ValidationError

INSTALL = ["product"]


@pytest.fixture
def template(env):
    attributes = env["product.attribute"].create([{
        "name": name, "create_variant": kind,
        "value_ids": [(0, 0, {"name": f"{name}{number}"}) for number in (1, 2)]}
        for name, kind in (("a", "always"), ("d", "dynamic"), ("n", "no_variant"))])
    return env["product.template"].create({"name": "T", "attribute_line_ids": [
        (0, 0, {"attribute_id": attribute.id, "value_ids": [
            (6, 0, attribute.value_ids.ids)]}) for attribute in attributes]})


def pick(template, *names):
    return template.attribute_line_ids.product_template_value_ids.filtered(
        lambda value: value.name in names)


def test_variants_are_made_on_demand(env, template):
    assert not template.product_variant_ids
    values = pick(template, "a1", "d2", "n1")
    assert template._is_combination_possible(values)
    variant = template._create_product_variant(values)
    assert variant.display_name == "T (a1, d2)"
    assert template._create_product_variant(pick(template, "a1", "d2", "n2")) == variant
    assert not template._create_product_variant(pick(template, "a1"))
    assert not template._is_combination_possible(pick(template, "a1", "n1"))
    variant.active = False
    assert not template._is_combination_possible(values)
    assert template._create_product_variant(values).active


def test_values_that_are_gone_put_variants_away(env, template):
    template._create_product_variant(pick(template, "a1", "d1", "n1"))
    kept = template._create_product_variant(pick(template, "a2", "d1", "n1"))
    line = template.attribute_line_ids[0]
    line.value_ids = [(3, line.value_ids[0].id)]
    assert template.product_variant_ids == kept


def test_values_exclude_each_other(env, template):
    env["product.template.attribute.exclusion"].create({
        "product_template_attribute_value_id": pick(template, "a1").id,
        "product_tmpl_id": template.id, "value_ids": [(6, 0, pick(template, "n1").ids)]})
    assert not template._is_combination_possible(pick(template, "a1", "d1", "n1"))
    assert template._get_first_possible_combination().mapped("name") == ["a1", "d1", "n2"]
    assert len(list(template._get_possible_combinations())) == 6


def test_pricelists_hang_on_each_other_without_end(env):
    first, second = env["product.pricelist"].create([{"name": "1"}, {"name": "2"}])
    rule = {"compute_price": "formula", "base": "pricelist"}
    second.item_ids = [(0, 0, {**rule, "base_pricelist_id": first.id})]
    with pytest.raises(ValidationError, match="cannot assign the Main Pricelist"):
        first.item_ids = [(0, 0, {**rule, "base_pricelist_id": second.id})]


def test_margins_have_an_order(env):
    with pytest.raises(ValidationError, match="lower than the maximum margin"):
        env["product.pricelist"].create({"name": "x", "item_ids": [(0, 0, {
            "compute_price": "formula", "price_min_margin": 5, "price_max_margin": 4})]})
