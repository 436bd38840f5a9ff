"""Warehouses of new companies, and those that supply each other."""
from __future__ import annotations


def test_a_new_company_has_a_warehouse(env):
    company = env["res.company"].create({"name": "Second"})
    warehouse = env["stock.warehouse"].search([("company_id", "=", company.id)])

    assert (warehouse.name, warehouse.code) == ("Second", "Secon")
    assert company.internal_transit_location_id.usage == "transit"
    usages = env["stock.location"].search([
        ("company_id", "=", company.id)]).mapped("usage")
    assert {"inventory", "production", "internal"} <= set(usages)
    assert warehouse.in_type_id.sequence_id.name == "Second Sequence in"
    company.create_missing_warehouse()
    assert env["stock.warehouse"].search_count([("company_id", "=", company.id)]) == 1


def test_a_warehouse_is_supplied_by_another(env, count, box, warehouse):
    shop = env["stock.warehouse"].create({
        "name": "Shop", "code": "SH", "resupply_wh_ids": [(6, 0, warehouse.ids)]})
    route = shop.resupply_route_ids
    assert route.name == "Shop: Supply Product from My Company"
    assert (route.supplier_wh_id, route.supplied_wh_id) == (warehouse, shop)
    count(box, warehouse.lot_stock_id, 10)
    point = env["stock.warehouse.orderpoint"].create({
        "product_id": box.id, "warehouse_id": shop.id, "product_min_qty": 4,
        "product_max_qty": 4, "route_id": route.id})

    point.action_replenish()

    moves = env["stock.move"].search([("product_id", "=", box.id),
                                      ("state", "not in", ("done", "cancel"))])
    out, into = moves.sorted(lambda move: move.location_id != warehouse.lot_stock_id)
    assert out.location_dest_id == into.location_id and out.move_dest_ids == into
    out.picking_id.button_validate()
    into.picking_id.button_validate()
    assert box.with_context(warehouse_id=shop.id).qty_available == 4
    assert box.with_context(warehouse_id=warehouse.id).qty_available == 6
    shop.resupply_wh_ids = False
    assert not route.active and route not in shop.route_ids
    shop.resupply_wh_ids = warehouse
    assert route.active and shop.resupply_route_ids == route
