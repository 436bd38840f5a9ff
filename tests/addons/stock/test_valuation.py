"""What stock is worth by the methods of cost."""
from __future__ import annotations

import pytest


@pytest.fixture
def buy(env, box):
    vendor = env["res.partner"].create({"name": "Vendor"})

    def receive(quantity, price):
        order = env["purchase.order"].create({"partner_id": vendor.id, "order_line": [
            (0, 0, {"product_id": box.id, "product_qty": quantity, "price_unit": price})]})
        order.button_confirm()
        order.picking_ids.button_validate()
        return order.picking_ids.move_ids
    return receive


@pytest.fixture
def sell(env, box, warehouse):
    def deliver(quantity):
        picking = env["stock.picking"].create({
            "picking_type_id": warehouse.out_type_id.id, "move_ids": [
                (0, 0, {"product_id": box.id, "product_uom_qty": quantity})]})
        picking.action_confirm()
        picking.button_validate()
        return picking.move_ids
    return deliver


@pytest.mark.parametrize(("method", "incoming", "outgoing", "cost", "left"), [
    ("standard", [50, 50], -60, 5, 40),
    ("average", [100, 200], -180, 15, 120),
    ("fifo", [100, 200], -140, 15, 160)])
def test_goods_come_and_go(env, box, buy, sell, method, incoming, outgoing, cost, left):
    box.categ_id = env["product.category"].create({
        "name": "C", "property_cost_method": method})
    box.standard_price = 5

    moves = buy(10, 10) | buy(10, 20)
    assert moves.mapped("value") == incoming and moves.mapped("is_in") == [True, True]
    gone = sell(12)
    assert (gone.value, gone.is_out) == (outgoing, True)
    box.invalidate_recordset()
    assert (box.standard_price, box.total_value) == (cost, left)
    quants = env["stock.quant"].search([
        ("product_id", "=", box.id), ("location_id.usage", "=", "internal")])
    assert sum(quants.mapped("value")) == pytest.approx(left)


def test_a_cost_that_is_set_is_noted(env, box):
    box.standard_price = 8
    [value] = env["product.value"].search([("product_id", "=", box.id)])
    assert value.value == 8 and "from 0.0 to 8" in value.description
