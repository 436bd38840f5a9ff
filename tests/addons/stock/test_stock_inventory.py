"""Counting: conflicts, names, taking back; putting away; moving quants; lots of moves."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError, ValidationError


def open_wizard(env, action, **values):
    return env[action["res_model"]].with_context(**action["context"]).create(values)


def test_a_count_that_no_longer_holds_is_a_conflict(env, count, box, warehouse):
    stock = warehouse.lot_stock_id
    count(box, stock, 10)
    quant = box.stock_quant_ids.filtered(lambda own: own.location_id == stock)
    quant.inventory_quantity = 12
    env["stock.scrap"].create({"product_id": box.id, "scrap_qty": 1}).action_validate()

    assert (quant.quantity, quant.is_outdated) == (9, True)
    action = quant.action_apply_inventory()
    assert action["res_model"] == "stock.inventory.conflict"
    open_wizard(env, action).action_keep_difference()
    assert (quant.quantity, quant.inventory_quantity_set) == (11, False)

    quant.inventory_quantity = 20
    env["stock.scrap"].create({"product_id": box.id, "scrap_qty": 1}).action_validate()
    open_wizard(env, quant.action_apply_inventory()).action_keep_counted_quantity()
    assert quant.quantity == 20


def test_adjustments_have_names_and_are_taken_back(env, count, box, warehouse):
    stock = warehouse.lot_stock_id
    count(box, stock, 10)
    quant = box.stock_quant_ids.filtered(lambda own: own.location_id == stock)
    env["stock.request.count"].create({
        "quant_ids": quant.ids, "inventory_date": "2031-01-02",
        "user_id": env.uid}).action_request_count()
    assert str(quant.inventory_date) == "2031-01-02" and quant.user_id == env.user
    quant.inventory_quantity = 4
    env["stock.inventory.adjustment.name"].create({
        "quant_ids": quant.ids, "inventory_adjustment_name": "Spring"}).action_apply()
    line = env["stock.move.line"].search(
        [("product_id", "=", box.id)], order="id desc", limit=1)

    assert (line.reference, quant.quantity) == ("Spring", 4)
    assert quant.last_count_date == line.date.date()
    answer = line.action_revert_inventory()
    assert answer["params"]["type"] == "success" and quant.quantity == 10


def test_goods_are_put_away_where_they_fit(env, count, box, warehouse):
    stock = warehouse.lot_stock_id
    category = env["stock.storage.category"].create({
        "name": "Small", "capacity_ids": [
            (0, 0, {"product_id": box.id, "quantity": 5})]})
    shelf, other = env["stock.location"].create([
        {"name": name, "location_id": stock.id, "storage_category_id": category.id}
        for name in "ab"])
    rule = env["stock.putaway.rule"].create({
        "product_id": box.id, "location_in_id": stock.id, "location_out_id": stock.id,
        "sublocation": "closest_location", "storage_category_id": category.id})
    places = []
    for quantity in (4, 3, 9):
        receipt = env["stock.picking"].create({
            "picking_type_id": warehouse.in_type_id.id, "move_ids": [
                (0, 0, {"product_id": box.id, "product_uom_qty": quantity})]})
        receipt.action_confirm()
        places.append(receipt.move_line_ids.location_dest_id)
        receipt.button_validate()
    assert places == [shelf, other, stock]
    with pytest.raises(ValidationError, match="part of"):
        rule.location_out_id = warehouse.view_location_id


def test_quants_move_to_other_places(env, count, box, warehouse):
    stock = warehouse.lot_stock_id
    shelf = env["stock.location"].create({"name": "s", "location_id": stock.id})
    count(box, stock, 3)
    quant = box.stock_quant_ids.filtered(lambda own: own.location_id == stock)
    wizard = open_wizard(env, quant.action_stock_quant_relocate())
    with pytest.raises(UserError):
        wizard.action_relocate_quants()
    wizard.dest_location_id = shelf
    wizard.action_relocate_quants()
    assert box.stock_quant_ids.filtered("quantity").location_id & shelf == shelf
    assert box.with_context(location=shelf.id).qty_available == 3


def test_lots_are_read_of_a_text(env, warehouse):
    phone = env["product.product"].create({
        "name": "Phone", "is_storable": True, "tracking": "serial"})
    moves = env["stock.move"]
    assert moves.split_lots("a;2\nb") == [
        {"lot_name": "a", "quantity": 2}, {"lot_name": "b", "quantity": 1}]
    context = {"default_product_id": phone.id,
               "default_location_dest_id": warehouse.lot_stock_id.id}
    lines = moves.action_generate_lot_line_vals(context, "generate", "S09", 2, "")
    assert [line["lot_name"] for line in lines] == ["S09", "S10"]
    assert lines[0]["location_dest_id"]["id"] == warehouse.lot_stock_id.id
    with pytest.raises(UserError, match="No product found"):
        moves.action_generate_lot_line_vals({}, "generate", "S09", 2, "")


def test_a_serial_number_is_in_a_place_once(env, warehouse):
    phone = env["product.product"].create({
        "name": "Phone", "is_storable": True, "tracking": "serial"})
    lot = env["stock.lot"].create({"name": "S1", "product_id": phone.id})
    with pytest.raises(ValidationError, match="already been assigned"):
        env["stock.quant"]._update_available_quantity(
            phone, warehouse.lot_stock_id, 2, lot_id=lot.id)


def test_a_transfer_is_split(env, count, box, warehouse):
    count(box, warehouse.lot_stock_id, 10)
    picking = env["stock.picking"].create({
        "picking_type_id": warehouse.out_type_id.id, "move_ids": [
            (0, 0, {"product_id": box.id, "product_uom_qty": 10})]})
    picking.action_confirm()
    with pytest.raises(UserError, match="all demand is done"):
        picking.action_split_transfer()
    picking.move_ids.quantity = 4
    picking.action_split_transfer()

    assert picking.move_ids.product_uom_qty == 4
    assert picking.backorder_ids.move_ids.product_uom_qty == 6
    assert (picking.state, picking.backorder_ids.state) == ("assigned", "assigned")


def test_whole_packages_are_added(env, count, box, warehouse):
    package = env["stock.package"].create({})
    stock = warehouse.lot_stock_id
    env["stock.quant"]._update_available_quantity(box, stock, 6, package_id=package.id)
    picking = env["stock.picking"].create({"picking_type_id": warehouse.out_type_id.id})
    picking.action_add_entire_packs(package.ids)
    assert picking.move_line_ids.result_package_id == package
    assert (picking.move_ids.product_uom_qty, picking.state) == (6, "assigned")
    picking.button_validate()
    assert box.qty_available == 0 and package.location_id == picking.location_dest_id
