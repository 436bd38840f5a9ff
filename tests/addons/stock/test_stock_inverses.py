"""What may be written where Odoo works it out: quantities, places of lots, quants."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError


@pytest.fixture
def deliver(env, warehouse):
    def make(product, quantity):
        picking = env["stock.picking"].create({
            "picking_type_id": warehouse.out_type_id.id, "move_ids": [
                (0, 0, {"product_id": product.id, "product_uom_qty": quantity})]})
        picking.action_confirm()
        return picking
    return make


def test_a_quantity_that_is_set_is_counted(env, box):
    box.qty_available = 7
    assert box.qty_available == 7
    box.product_tmpl_id.qty_available = 5
    assert box.qty_available == 5
    made = env["product.product"].create({
        "name": "New", "is_storable": True, "qty_available": 3})
    assert made.free_qty == 3


def test_a_lot_is_moved(env, count, warehouse):
    shelf, other = env["stock.location"].create([
        {"name": name, "location_id": warehouse.lot_stock_id.id} for name in "AB"])
    lotted = env["product.product"].create({
        "name": "L", "is_storable": True, "tracking": "lot"})
    lot = env["stock.lot"].create({"name": "L1", "product_id": lotted.id})
    count(lotted, shelf, 4, lot=lot)
    assert lot.location_id == shelf
    lot.location_id = other
    assert lot.quant_ids.filtered("quantity").location_id & (shelf | other) == other
    count(lotted, shelf, 1, lot=lot)
    with pytest.raises(UserError, match="exists in a single location"):
        lot.location_id = warehouse.lot_stock_id


def test_a_line_takes_from_a_quant(env, count, box, warehouse, deliver):
    shelf = env["stock.location"].create({
        "name": "A", "location_id": warehouse.lot_stock_id.id})
    count(box, shelf, 4)
    picking = deliver(box, 9)
    picking.move_ids._do_unreserve()
    quant = env["stock.quant"].search([
        ("product_id", "=", box.id), ("location_id", "=", shelf.id)])
    line = env["stock.move.line"].create({
        "move_id": picking.move_ids.id, "quant_id": quant.id, "quantity": 2})
    assert (line.location_id, quant.reserved_quantity) == (shelf, 2)
    assert picking in env["stock.picking"].search(
        [("products_availability_state", "=", "late")])


def test_another_target_is_that_of_the_lines(env, count, box, warehouse, deliver):
    count(box, warehouse.lot_stock_id, 4)
    move = deliver(box, 4).move_ids
    other = env["stock.location"].create({"name": "C", "usage": "customer"})
    move.location_dest_id = other
    assert move.move_line_ids.location_dest_id == other


def test_a_chain_takes_what_was_brought(env, count, box, warehouse):
    count(box, warehouse.lot_stock_id, 50)
    supplier = env.ref("stock.stock_location_suppliers")
    customer = env.ref("stock.stock_location_customers")
    common = {"product_id": box.id}
    out = env["stock.move"].create({
        **common, "product_uom_qty": 5, "location_id": warehouse.lot_stock_id.id,
        "location_dest_id": customer.id, "procure_method": "make_to_order"})
    into = env["stock.move"].create({
        **common, "product_uom_qty": 5, "location_id": supplier.id,
        "location_dest_id": warehouse.lot_stock_id.id, "move_dest_ids": [(4, out.id)]})
    (into | out)._action_confirm()
    assert out.state == "waiting"
    into.quantity = 2
    into._action_done()
    assert (out.state, out.quantity) == ("partially_available", 2)


def test_customers_are_told(env, count, box, warehouse, deliver):
    env.company.stock_move_email_validation = True
    count(box, warehouse.lot_stock_id, 1)
    picking = deliver(box, 1)
    picking.partner_id = env["res.partner"].create({"name": "Ada", "email": "a@b.example"})
    before = len(picking.message_ids)
    picking.button_validate()
    assert len(picking.message_ids) > before
    assert any(picking.name in (body or "") for body in picking.message_ids.mapped("body"))
