"""What is worked out of moves, transfers, kinds of transfers, places and products."""
from __future__ import annotations

from datetime import timedelta

import pytest

from odoolite.exceptions import UserError


def deliver(env, warehouse, product, quantity, **values):
    return env["stock.picking"].create({
        "picking_type_id": warehouse.out_type_id.id, **values, "move_ids": [
            (0, 0, {"product_id": product.id, "product_uom_qty": quantity})]})


def test_every_field_can_be_read(env, count, box, warehouse):
    count(box, warehouse.lot_stock_id, 5)
    picking = deliver(env, warehouse, box, 3)
    picking.action_confirm()
    for records in (picking, picking.move_ids, picking.move_line_ids, box,
                    box.product_tmpl_id, warehouse, warehouse.out_type_id,
                    warehouse.lot_stock_id, box.stock_quant_ids):
        assert records.read()


def test_goods_are_available_expected_or_late(env, count, box, warehouse):
    picking = deliver(env, warehouse, box, 3)
    picking.action_confirm()
    assert picking.products_availability_state == "late"
    assert picking.products_availability == "Not Available"
    receipt = env["stock.picking"].create({
        "picking_type_id": warehouse.in_type_id.id, "move_ids": [
            (0, 0, {"product_id": box.id, "product_uom_qty": 9})]})
    receipt.action_confirm()
    receipt.scheduled_date -= timedelta(days=2)
    env.invalidate_all()

    assert picking.products_availability_state == "expected"
    assert picking.move_ids.forecast_expected_date == receipt.scheduled_date
    receipt.scheduled_date += timedelta(days=9)
    env.invalidate_all()
    assert picking.products_availability_state == "late"
    receipt.button_validate()
    picking.action_assign()
    env.invalidate_all()
    assert picking.products_availability == "Available"
    assert picking.move_ids.forecast_availability == 3


def test_quantities_on_a_day(env, count, box, warehouse):
    count(box, warehouse.lot_stock_id, 5)
    env["stock.move.line"].search([("product_id", "=", box.id)]).date -= timedelta(days=5)
    count(box, warehouse.lot_stock_id, 8)
    picking = deliver(env, warehouse, box, 3)
    picking.action_confirm()
    picking.scheduled_date += timedelta(days=3)
    now = env.cr.now()

    assert box.with_context(to_date=str(now - timedelta(days=1))[:19]).qty_available == 5
    assert box.with_context(to_date=str(now + timedelta(days=1))[:19]).outgoing_qty == 0
    assert box.virtual_available == 5
    products = env["product.product"]
    assert box in products.search([("virtual_available", "<", 6), ("id", "=", box.id)])
    assert box.product_tmpl_id in env["product.template"].search(
        [("qty_available", "=", 8)])


def test_the_overview_counts_transfers(env, box, warehouse):
    kind = warehouse.out_type_id
    before = kind.count_picking_late
    picking = deliver(env, warehouse, box, 1)
    picking.action_confirm()
    picking.scheduled_date -= timedelta(days=3)
    env.invalidate_all()

    assert (kind.count_picking_late, kind.print_label) == (before + 1, True)
    action = kind.get_action_picking_tree_late()
    assert action["context"]["default_picking_type_id"] == kind.id
    kind.is_favorite = True
    assert env["stock.picking.type"].search([], limit=1) == kind
    pickings = env["stock.picking"]
    assert pickings.calculate_date_category(picking.scheduled_date) == "before"
    assert picking in pickings.search([("search_date_category", "in", ["before"])])


def test_places_with_goods_stay(env, count, box, warehouse):
    place = env["stock.location"].create({
        "name": "Shelf", "location_id": warehouse.lot_stock_id.id})
    box.weight = 2
    assert place.is_empty
    count(box, place, 4)
    place.invalidate_recordset()
    assert (place.is_empty, place.net_weight) == (False, 8)
    with pytest.raises(UserError, match="still contain products"):
        place.active = False
    with pytest.raises(UserError, match="is used by warehouse"):
        warehouse.lot_stock_id.active = False
    with pytest.raises(UserError, match="contains products"):
        place.usage = "view"
    with pytest.raises(UserError, match="set to zero"):
        box.product_tmpl_id.is_storable = False
    with pytest.raises(UserError, match="cannot change the unit of measure"):
        box.uom_id = env.ref("uom.product_uom_dozen")


def test_windows_on_the_stock_of_a_product(env, count, box, warehouse):
    count(box, warehouse.lot_stock_id, 4)
    for name in ("action_open_quants", "action_view_stock_move_lines",
                 "action_view_orderpoints", "action_open_product_lot", "action_view_routes",
                 "action_view_related_putaway_rules"):
        action = getattr(box, name)()
        assert env[action["res_model"]].search_count(action["domain"]) >= 0
    assert box.product_tmpl_id.action_open_quants()["res_model"] == "stock.quant"
