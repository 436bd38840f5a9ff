"""Routes and rules: steps of warehouses, goods got for an order, replenishment."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError


def sell(env, product, quantity):
    partner = env["res.partner"].create({"name": "Ada"})
    order = env["sale.order"].create({
        "partner_id": partner.id,
        "order_line": [(0, 0, {"product_id": product.id, "product_uom_qty": quantity})]})
    order.action_confirm()
    return order


@pytest.fixture
def vendor(env, box):
    vendor = env["res.partner"].create({"name": "Vendor"})
    box.seller_ids = [(0, 0, {"partner_id": vendor.id, "price": 7, "delay": 3})]
    return vendor


def test_a_delivery_in_two_steps(env, box, warehouse, count):
    warehouse.delivery_steps = "pick_ship"
    count(box, warehouse.lot_stock_id, 5)
    order = sell(env, box, 4)

    [pick] = order.picking_ids
    assert pick.picking_type_id == warehouse.pick_type_id and pick.state == "assigned"
    assert pick.location_dest_id == warehouse.wh_output_stock_loc_id
    pick.button_validate()
    ship = order.picking_ids - pick
    assert (ship.picking_type_id, ship.state) == (warehouse.out_type_id, "assigned")
    assert order.order_line.qty_delivered == 0
    ship.button_validate()
    assert order.order_line.qty_delivered == 4
    assert len(order.picking_ids) == 2 and order.delivery_status == "full"


def test_a_delivery_in_three_steps_and_back_to_one(env, box, warehouse, count):
    warehouse.delivery_steps = "pick_pack_ship"
    count(box, warehouse.lot_stock_id, 5)
    order = sell(env, box, 2)
    for kind in ("pick_type_id", "pack_type_id", "out_type_id"):
        picking = order.picking_ids.filtered(lambda p: p.state == "assigned")
        assert picking.picking_type_id == warehouse[kind]
        picking.button_validate()
    assert order.order_line.qty_delivered == 2
    warehouse.delivery_steps = "ship_only"
    assert sell(env, box, 1).picking_ids.picking_type_id == warehouse.out_type_id


def test_a_receipt_in_three_steps(env, box, warehouse, vendor):
    warehouse.reception_steps = "three_steps"
    order = env["purchase.order"].create({
        "partner_id": vendor.id,
        "order_line": [(0, 0, {"product_id": box.id, "product_qty": 3})]})
    order.button_confirm()
    receipt = order.picking_ids
    assert receipt.location_dest_id == warehouse.wh_input_stock_loc_id
    receipt.button_validate()
    assert order.order_line.qty_received == 3
    for kind in ("qc_type_id", "store_type_id"):
        picking = env["stock.picking"].search([
            ("picking_type_id", "=", warehouse[kind].id), ("state", "=", "assigned")])
        picking.button_validate()
    assert order.order_line.qty_received == 3
    assert env["stock.quant"]._get_available_quantity(box, warehouse.lot_stock_id) == 3


def test_goods_are_bought_for_an_order(env, box, warehouse, vendor):
    mto = env.ref("stock.route_warehouse0_mto")
    mto.active = True
    box.route_ids = [(4, mto.id)]
    order = sell(env, box, 4)
    assert order.picking_ids.state == "waiting" and order.order_line.is_mto

    request = env["purchase.order"].search([("partner_id", "=", vendor.id)])
    assert (request.origin, request.order_line.product_qty, request.order_line.price_unit) \
        == (order.name, 4, 7)
    request.button_confirm()
    request.picking_ids.button_validate()
    assert order.picking_ids.state == "assigned"


def test_what_has_no_vendor_can_t_be_bought(env, box, warehouse):
    mto = env.ref("stock.route_warehouse0_mto")
    mto.active = True
    box.route_ids = [(4, mto.id)]
    with pytest.raises(UserError, match="no matching vendor price"):
        sell(env, box, 4)


def test_a_reordering_rule_orders_up_to_its_maximum(env, box, warehouse, vendor):
    point = env["stock.warehouse.orderpoint"].create({
        "product_id": box.id, "product_min_qty": 5, "product_max_qty": 12})
    assert point.name.startswith("OP/") and point.location_id == warehouse.lot_stock_id
    assert (point.qty_on_hand, point.qty_to_order, point.lead_days) == (0, 12, 3)

    env["stock.rule"].run_scheduler()
    request = env["purchase.order"].search([("partner_id", "=", vendor.id)])
    assert request.order_line.product_qty == 12
    assert point.qty_forecast == 12 and point.qty_to_order == 0
    env["stock.rule"].run_scheduler()
    assert request.order_line.product_qty == 12


def test_less_on_an_order_is_less_to_deliver(env, box, warehouse):
    order = sell(env, box, 5)
    order.order_line.product_uom_qty = 8
    assert order.picking_ids.move_ids.product_uom_qty == 8
    order.order_line.product_uom_qty = 3
    assert order.picking_ids.move_ids.product_uom_qty == 3


def test_no_rule_is_an_error(env, box, warehouse):
    warehouse.delivery_route_id.rule_ids.active = False
    with pytest.raises(UserError, match="No rule has been found to replenish"):
        sell(env, box, 1)


def test_a_new_warehouse_has_its_own_way(env, box, count):
    warehouse = env["stock.warehouse"].create({"name": "Second", "code": "SEC"})
    assert warehouse.reception_route_id.name == "Second: Receive in 1 step (stock)"
    count(box, warehouse.lot_stock_id, 2)
    order = env["sale.order"].create({
        "partner_id": env["res.partner"].create({"name": "Ada"}).id,
        "warehouse_id": warehouse.id,
        "order_line": [(0, 0, {"product_id": box.id, "product_uom_qty": 2})]})
    order.action_confirm()
    assert order.picking_ids.name == "SEC/OUT/00001"
    order.picking_ids.button_validate()
    assert order.order_line.qty_delivered == 2
