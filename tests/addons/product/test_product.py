"""Pricelists, variants, combos."""
from __future__ import annotations

import pytest

import odoolite
from odoolite.exceptions import UserError, ValidationError
from odoolite.orm.environments import Environment


@pytest.fixture(scope="module")
def product_server():
    with odoolite.Server(install=["sale"], strict=True) as server:
        yield server


@pytest.fixture
def env(product_server):
    with product_server.registries.get(product_server.db).cursor("write") as cr:
        yield Environment(cr, 1, {})
        cr.rollback()


@pytest.fixture
def box(env):
    return env["product.product"].create({
        "name": "Box", "list_price": 100, "standard_price": 40, "taxes_id": [(5,)]})


@pytest.mark.parametrize(("rule", "price", "label"), [
    ({"compute_price": "fixed", "fixed_price": 7}, 7, "$ 7.00"),
    ({"compute_price": "percentage", "percent_price": 12.5}, 87.5,
     "12.5 % discount on sales price"),
    ({"compute_price": "formula", "base": "standard_price", "price_discount": -50}, 60,
     "50 % markup on product cost "),
    ({"compute_price": "formula", "price_discount": 10, "price_surcharge": 5}, 95,
     "10 % discount on sales price + $ 5.00 extra fee"),
    ({"compute_price": "formula", "price_discount": 33, "price_round": 10,
      "price_surcharge": -0.01}, 69.99, "33 % discount on sales price - $ 0.01 rebate"),
    ({"compute_price": "formula", "price_discount": 90, "price_min_margin": 5}, 105, None),
])
def test_every_kind_of_rule(env, box, rule, price, label):
    pricelist = env["product.pricelist"].create({
        "name": "P", "item_ids": [(0, 0, rule)]})
    order = env["sale.order"].create({
        "partner_id": env["res.partner"].create({"name": "Ada"}).id,
        "pricelist_id": pricelist.id, "order_line": [(0, 0, {"product_id": box.id})]})

    assert pricelist._get_product_price(box, 1) == pytest.approx(price)
    assert order.order_line.price_unit == pytest.approx(price)
    if label:
        assert pricelist.item_ids.price.replace("\xa0", " ") == label


def test_the_nearest_rule_applies(env, box):
    category = env["product.category"].create({"name": "C"})
    box.categ_id = category
    pricelist = env["product.pricelist"].create({"name": "P", "item_ids": [
        (0, 0, {"compute_price": "fixed", "fixed_price": 90}),
        (0, 0, {"compute_price": "fixed", "fixed_price": 80, "categ_id": category.id,
                "applied_on": "2_product_category"}),
        (0, 0, {"compute_price": "fixed", "fixed_price": 70, "min_quantity": 10,
                "applied_on": "1_product", "product_tmpl_id": box.product_tmpl_id.id}),
        (0, 0, {"compute_price": "fixed", "fixed_price": 1, "date_end": "2020-01-01",
                "applied_on": "0_product_variant", "product_id": box.id})]})
    assert [pricelist._get_product_price(box, n) for n in (1, 10)] == [80, 70]
    other = env["product.pricelist"].create({"name": "Q", "item_ids": [
        (0, 0, {"compute_price": "formula", "base": "pricelist", "price_discount": 50,
                "base_pricelist_id": pricelist.id})]})
    assert other._get_product_price(box, 10) == 35


def test_a_discount_is_shown_to_those_who_ask_for_it(env, box):
    env.user.group_ids = [(4, env.ref("sale.group_discount_per_so_line").id)]
    pricelist = env["product.pricelist"].create({"name": "P", "item_ids": [
        (0, 0, {"compute_price": "percentage", "percent_price": 20})]})
    order = env["sale.order"].create({
        "partner_id": env["res.partner"].create({"name": "Ada"}).id,
        "pricelist_id": pricelist.id, "order_line": [(0, 0, {"product_id": box.id})]})
    line = order.order_line
    assert (line.price_unit, line.discount, line.price_subtotal) == (100, 20, 80)


@pytest.fixture
def shirt(env):
    attributes = env["product.attribute"].create([
        {"name": name, "value_ids": [(0, 0, {"name": value}) for value in values]}
        for name, values in (("Colour", ("red", "blue")), ("Size", ("S", "M")))])
    return env["product.template"].create({"name": "Shirt", "attribute_line_ids": [
        (0, 0, {"attribute_id": attribute.id,
                "value_ids": [(6, 0, attribute.value_ids.ids)]})
        for attribute in attributes]})


def test_values_rule_each_other_out(env, shirt):
    assert shirt.product_variant_count == 4
    red, _blue = shirt.attribute_line_ids[0].product_template_value_ids
    small, _medium = shirt.attribute_line_ids[1].product_template_value_ids
    rule = env["product.template.attribute.exclusion"].create({
        "product_template_attribute_value_id": red.id, "product_tmpl_id": shirt.id,
        "value_ids": [(6, 0, small.ids)]})
    assert sorted(shirt.product_variant_ids.mapped("display_name")) == [
        "Shirt (blue, M)", "Shirt (blue, S)", "Shirt (red, M)"]
    rule.unlink()
    assert shirt.product_variant_count == 4


def test_a_combo_offers_products(env, box):
    combo = env["product.combo"].create({
        "name": "Drink", "combo_item_ids": [(0, 0, {"product_id": box.id})]})
    assert (combo.base_price, combo.combo_item_count) == (100, 1)
    env["product.template"].create({
        "name": "Menu", "type": "combo", "combo_ids": [(6, 0, combo.ids)]})
    with pytest.raises(ValidationError, match="duplicate products"):
        combo.write({"combo_item_ids": [(0, 0, {"product_id": box.id})]})
    with pytest.raises(ValidationError, match="at least 1 combo choice"):
        env["product.template"].create({"name": "Menu", "type": "combo"})


def test_prices_of_many_products_by_one_call_that_addons_extend(env, box):
    lid = env["product.product"].create({"name": "Lid", "list_price": 10})
    pricelist = env["product.pricelist"].create({"name": "Half", "item_ids": [(0, 0, {
        "compute_price": "percentage", "percent_price": 50, "product_id": box.id})]})

    assert pricelist._get_products_price(box | lid, 1) == {box.id: 50, lid.id: 10}
    assert pricelist._compute_price_rule(box | lid, 1) == {
        box.id: (50, pricelist.item_ids.id), lid.id: (10, False)}
    assert pricelist._get_product_rule(box, 1) == pricelist.item_ids.id
    assert box.with_context(pricelist=pricelist.id)._get_contextual_price() == 50


def test_values_of_variants_come_from_a_hook(env, monkeypatch):
    Template = env.registry["product.template"]
    given = Template._prepare_variant_values
    monkeypatch.setattr(Template, "_prepare_variant_values", lambda self, combination: {
        **given(self, combination), "default_code": "HOOK"})

    assert env["product.template"].create({"name": "T"}).default_code == "HOOK"


def test_values_are_brought_to_products(env):
    attribute = env["product.attribute"].create({
        "name": "Size", "value_ids": [(0, 0, {"name": "S"}), (0, 0, {"name": "M"})]})
    small, middle = attribute.value_ids
    shirt = env["product.template"].create({
        "name": "Shirt", "attribute_line_ids": [
            (0, 0, {"attribute_id": attribute.id, "value_ids": [(6, 0, small.ids)]})]})
    action = middle.action_add_to_products()
    wizard = env[action["res_model"]].with_context(action["context"]).create({})

    assert (wizard.product_count, wizard.message) == (
        1, "You are about to add the value \"M\" to 1 products.")
    wizard.action_confirm()

    assert shirt.attribute_line_ids.value_ids == small | middle
    assert shirt.product_variant_count == 2
    middle.default_extra_price = 4
    action = middle.action_update_prices()
    env[action["res_model"]].with_context(action["context"]).create({}).action_confirm()
    assert sorted(shirt.product_variant_ids.mapped("price_extra")) == [0, 4]
    assert "Shirt" in middle.check_is_used_on_products()
    with pytest.raises(UserError, match="Variants Creation Mode"):
        attribute.create_variant = "dynamic"


def test_documents_and_labels_of_products(env, box):
    env["product.document"].create({
        "name": "manual.pdf", "raw": b"x", "res_model": "product.product",
        "res_id": box.id})

    action = box.action_open_documents()

    assert box.product_document_count == box.product_tmpl_id.product_document_count == 1
    assert env["product.document"].search_count(action["domain"]) == 1
    wizard = env["product.label.layout"].create({
        "product_ids": box.ids, "print_format": "4x12"})
    assert (wizard.columns, wizard.rows) == (4, 12)
    assert wizard.process()["report_name"] == \
        "product.report_producttemplatelabel4x12noprice"


def test_orders_are_filled_from_the_catalogue(env, box):
    order = env["sale.order"].create({
        "partner_id": env["res.partner"].create({"name": "Ada"}).id})

    action = order.action_add_from_catalog()

    assert box in env["product.product"].search(action["domain"])
    assert action["context"]["product_catalog_order_id"] == order.id
