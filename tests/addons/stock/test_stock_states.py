"""What moves are in: states that follow lines, reservations, corrections, back-orders."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError, ValidationError


@pytest.fixture
def transfer(env, warehouse):
    def make(kind, product, quantity, confirm=True):
        picking = env["stock.picking"].create({
            "picking_type_id": warehouse[f"{kind}_type_id"].id, "move_ids": [
                (0, 0, {"product_id": product.id, "product_uom_qty": quantity})]})
        if confirm:
            picking.action_confirm()
        return picking
    return make


def stock_of(env, product, place):
    [quant] = env["stock.quant"].search([
        ("product_id", "=", product.id), ("location_id", "=", place.id)])
    return quant.quantity, quant.reserved_quantity


def test_states_follow_quantities(env, count, box, warehouse, transfer):
    count(box, warehouse.lot_stock_id, 10)
    move = transfer("out", box, 10).move_ids
    assert move.state == "assigned"
    move.quantity = 4
    assert (move.state, stock_of(env, box, warehouse.lot_stock_id)) == (
        "partially_available", (10, 4))
    move.quantity = 0
    assert (move.state, move.move_line_ids.ids) == ("confirmed", [])
    move.quantity = 25      # more than there is: it is reserved nevertheless
    assert (move.state, stock_of(env, box, warehouse.lot_stock_id)) == (
        "assigned", (10, 25))


def test_a_changed_demand_frees_or_asks(env, count, box, warehouse, transfer):
    count(box, warehouse.lot_stock_id, 10)
    move = transfer("out", box, 8).move_ids
    move.product_uom_qty = 9
    assert (move.state, move.quantity) == ("partially_available", 8)
    move.product_uom_qty = 5
    assert (move.state, move.quantity) == ("confirmed", 0)
    receipt = transfer("in", box, 5).move_ids
    receipt.product_uom_qty = 7
    assert (receipt.state, receipt.quantity) == ("assigned", 7)


def test_receipts_serve_what_waits(env, box, warehouse, transfer):
    out = transfer("out", box, 6)
    assert out.state == "confirmed"
    transfer("in", box, 4).button_validate()
    assert (out.state, out.move_ids.quantity) == ("assigned", 4)
    assert out.move_ids.state == "partially_available"


def test_drafts_are_validated_in_full(env, box, warehouse, transfer):
    out = transfer("out", box, 3, confirm=False)
    assert out.button_validate() is True
    assert (out.state, out.move_ids.quantity) == ("done", 3)
    assert stock_of(env, box, warehouse.lot_stock_id) == (-3, 0)
    assert out.button_validate() is True        # once more: nothing happens
    with pytest.raises(UserError, match="cannot unreserve a stock move"):
        out.do_unreserve()


def test_what_is_done_can_be_corrected(env, box, warehouse, transfer):
    receipt = transfer("in", box, 10)
    receipt.button_validate()
    receipt.move_line_ids.quantity = 7
    assert stock_of(env, box, warehouse.lot_stock_id) == (7, 0)
    assert receipt.move_ids.quantity == 7
    with pytest.raises(ValidationError, match="negative"):
        receipt.move_line_ids.quantity = -1


def test_others_lose_what_is_taken_from_them(env, count, box, warehouse, transfer):
    count(box, warehouse.lot_stock_id, 5)
    first, second = transfer("out", box, 5), transfer("out", box, 5)
    assert (first.move_ids.quantity, second.move_ids.quantity) == (5, 0)
    second.move_ids.quantity = 5
    second.button_validate()
    assert stock_of(env, box, warehouse.lot_stock_id) == (0, 0)
    assert (first.move_ids.quantity, first.state) == (0, "confirmed")


def test_the_rest_is_given_up(env, count, box, warehouse, transfer):
    count(box, warehouse.lot_stock_id, 2)
    out = transfer("out", box, 5)
    question = out.button_validate()
    assert question["res_model"] == "stock.backorder.confirmation"
    assert out.move_ids.picked
    wizard = env["stock.backorder.confirmation"].with_context(
        **question["context"]).create({})
    assert wizard.backorder_confirmation_line_ids.picking_id == out
    wizard.backorder_confirmation_line_ids.to_backorder = False
    wizard.process()
    assert [(move.state, move.product_uom_qty) for move in out.move_ids] == [
        ("done", 2), ("cancel", 3)]
    assert out.state == "done" and not out.backorder_ids


def test_unpicked_lines_stay_behind(env, count, box, warehouse, transfer):
    other = env["product.product"].create({"name": "O", "is_storable": True})
    for product in (box, other):
        count(product, warehouse.lot_stock_id, 5)
    out = transfer("out", box, 5, confirm=False)
    env["stock.move"].create({"picking_id": out.id, "product_id": other.id,
                              "product_uom_qty": 5})
    out.action_confirm()
    out.move_ids[0].picked = True
    out.with_context(skip_backorder=True).button_validate()
    assert out.move_ids.product_id == box and out.state == "done"
    assert out.backorder_ids.move_ids.product_id == other
    assert out.backorder_ids.move_ids.state == "assigned"


def test_a_line_alone_makes_its_move(env, box, warehouse, transfer):
    picking = env["stock.picking"].create({"picking_type_id": warehouse.in_type_id.id})
    env["stock.move.line"].create({
        "picking_id": picking.id, "product_id": box.id, "quantity": 3})
    assert (picking.move_ids.product_uom_qty, picking.move_ids.quantity) == (3, 3)
    picking.button_validate()
    assert stock_of(env, box, warehouse.lot_stock_id) == (3, 0)


def test_serial_numbers_come_one_a_line(env, warehouse, transfer):
    phone = env["product.product"].create({
        "name": "P", "is_storable": True, "tracking": "serial"})
    receipt = transfer("in", phone, 2)
    assert receipt.move_line_ids.mapped("quantity") == [1, 1]
    receipt.move_ids.picked = True
    with pytest.raises(UserError, match="Lot/Serial number for products P"):
        receipt.button_validate()
    receipt.move_line_ids.lot_name = "S1"
    with pytest.raises(ValidationError, match="already been assigned"):
        receipt.button_validate()


def test_a_count_that_finds_what_is_known(env, count, box, warehouse):
    count(box, warehouse.lot_stock_id, 4)
    count(box, warehouse.lot_stock_id, 4)
    moves = env["stock.move"].search([("product_id", "=", box.id)], order="id")
    assert moves.mapped("inventory_name") == [
        "Product Quantity Updated", "Product Quantity Confirmed"]
    assert moves.mapped("quantity") == [4, 0] and moves[1].state == "done"


def test_a_transfer_that_is_changed(env, count, box, warehouse, transfer):
    customer = env["res.partner"].create({"name": "C"})
    count(box, warehouse.lot_stock_id, 5)
    out = transfer("out", box, 5)
    out.partner_id = customer
    assert out.move_ids.partner_id == customer and customer in out.message_partner_ids
    shelf = env["stock.location"].create({
        "name": "A", "location_id": warehouse.lot_stock_id.id})
    out.location_id = shelf
    assert out.move_ids.location_id == shelf
    inside = transfer("int", box, 1, confirm=False)
    inside.picking_type_id = warehouse.out_type_id
    assert inside.name.startswith("WH/OUT/")
    done = transfer("in", box, 1)
    done.button_validate()
    with pytest.raises(UserError, match="Changing the operation type"):
        done.picking_type_id = warehouse.int_type_id


def test_moves_with_quantities_are_confirmed(env, box, warehouse):
    picking = env["stock.picking"].create({
        "picking_type_id": warehouse.in_type_id.id, "move_ids": [
            (0, 0, {"product_id": box.id, "product_uom_qty": 5, "quantity": 5})]})
    assert (picking.state, picking.move_ids.state) == ("assigned", "assigned")


def test_transfers_are_validated_together(env, count, box, warehouse, transfer):
    count(box, warehouse.lot_stock_id, 3)
    full, idle = transfer("out", box, 3), transfer("out", box, 2)
    question = (full | idle).button_validate()
    assert question["context"]["default_show_transfers"] is True
    (full | idle).with_context(skip_backorder=True).button_validate()
    assert (full.state, idle.state, idle.backorder_ids.ids) == ("done", "confirmed", [])
    empty = env["stock.picking"].create({"picking_type_id": warehouse.out_type_id.id})
    with pytest.raises(UserError, match=f"Transfers {empty.name}: Please add some items"):
        (idle | empty).button_validate()


def test_quants_of_nothing_go(env, count, box, warehouse, transfer):
    count(box, warehouse.lot_stock_id, 2)
    transfer("out", box, 2).button_validate()
    here = [("product_id", "=", box.id), ("location_id", "=", warehouse.lot_stock_id.id)]
    assert env["stock.quant"].search(here).quantity == 0
    env["stock.rule"].run_scheduler()
    assert not env["stock.quant"].search(here)
