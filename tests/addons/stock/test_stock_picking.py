"""Transfers, and the orders that ask for them."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError


def test_a_count_makes_stock(env, count, box, warehouse):
    count(box, warehouse.lot_stock_id, 10)

    assert box.qty_available == box.virtual_available == 10


def test_what_is_missing_goes_to_a_back_order(env, count, box, warehouse):
    count(box, warehouse.lot_stock_id, 10)
    picking = env["stock.picking"].create({
        "picking_type_id": warehouse.out_type_id.id,
        "move_ids": [(0, 0, {"product_id": box.id, "product_uom_qty": 15})]})
    picking.action_confirm()
    assert picking.move_ids.quantity == 10

    action = picking.button_validate()
    env[action["res_model"]].with_context(action["context"]).create({}).process()

    assert (picking.state, box.qty_available) == ("done", 0)
    assert picking.backorder_ids.move_ids.product_uom_qty == 5


def test_reserved_goods_are_not_free(env, count, box, warehouse):
    count(box, warehouse.lot_stock_id, 4)
    picking = env["stock.picking"].create({
        "picking_type_id": warehouse.out_type_id.id,
        "move_ids": [(0, 0, {"product_id": box.id, "product_uom_qty": 3})]})

    picking.action_confirm()
    assert (picking.state, box.free_qty) == ("assigned", 1)
    picking.do_unreserve()

    assert (picking.state, box.free_qty) == ("confirmed", 4)


def test_orders_are_received_and_delivered(env, box):
    partner = env["res.partner"].create({"name": "Ada"})
    purchase = env["purchase.order"].create({
        "partner_id": partner.id,
        "order_line": [(0, 0, {"product_id": box.id, "product_qty": 4})]})
    purchase.button_confirm()
    purchase.picking_ids.button_validate()
    assert (purchase.order_line.qty_received, purchase.receipt_status) == (4, "full")

    order = env["sale.order"].create({
        "partner_id": partner.id,
        "order_line": [(0, 0, {"product_id": box.id, "product_uom_qty": 3})]})
    order.action_confirm()
    order.order_line.product_uom_qty = 4
    order.picking_ids.button_validate()

    assert (order.order_line.qty_delivered, order.delivery_status) == (4, "full")
    assert box.qty_available == 0


def test_what_has_moved_stays(env, box, count, warehouse):
    partner = env["res.partner"].create({"name": "Ada"})
    purchase = env["purchase.order"].create({
        "partner_id": partner.id,
        "order_line": [(0, 0, {"product_id": box.id, "product_qty": 4})]})
    purchase.button_confirm()
    purchase.picking_ids.button_validate()
    order = env["sale.order"].create({
        "partner_id": partner.id,
        "order_line": [(0, 0, {"product_id": box.id, "product_uom_qty": 3})]})
    order.action_confirm()
    order.picking_ids.button_validate()

    with pytest.raises(UserError, match="below the received quantity"):
        purchase.order_line.product_qty = 3
    with pytest.raises(UserError, match="below the amount already delivered"):
        order.order_line.product_uom_qty = 2
    with pytest.raises(UserError, match="if the picking is done"):
        order.picking_ids.move_ids.unlink()
    with pytest.raises(UserError, match="change the UoM"):
        order.picking_ids.move_ids.product_uom = env.ref("uom.product_uom_dozen")
    order.order_line.product_uom_qty = 3


def test_places_that_are_headings_hold_nothing(env, box, count, warehouse):
    count(box, warehouse.lot_stock_id, 4)
    with pytest.raises(UserError, match="type \"view\""):
        count(box, warehouse.view_location_id, 2)
    shelf = env["stock.location"].create({
        "name": "Shelf", "location_id": warehouse.lot_stock_id.id})
    count(box, shelf, 1)
    count(box, warehouse.lot_stock_id, 2)
    assert box.qty_available == 3
    quant = box.stock_quant_ids.filtered(lambda own: own.location_id == shelf)
    with pytest.raises(UserError, match="editing is restricted"):
        quant.with_context(inventory_mode=True).location_id = warehouse.lot_stock_id
