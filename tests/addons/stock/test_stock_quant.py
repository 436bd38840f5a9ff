"""Quants: they are the sum of what has moved; lots, packages, returns, scrap."""
from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoolite.exceptions import UserError, ValidationError

STEPS = st.lists(st.tuples(
    st.sampled_from(["in", "out", "int", "return", "scrap", "count"]), st.integers(1, 20)),
    min_size=1, max_size=8)


def transfer(env, kind, product, quantity, done=True, **values):
    picking = env["stock.picking"].create({
        "picking_type_id": kind.id, "move_ids": [
            (0, 0, {"product_id": product.id, "product_uom_qty": quantity, **values})]})
    picking.action_confirm()
    if done:
        picking.move_ids.quantity = quantity
        picking.button_validate()
    return picking


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_quants_are_the_sum_of_moves(env, warehouse, count, steps):
    product = env["product.product"].create({"name": "Pin", "is_storable": True})
    stock = warehouse.lot_stock_id
    expected, delivered = 0, env["stock.picking"]
    for step, quantity in steps:
        there = expected
        if step == "in":
            transfer(env, warehouse.in_type_id, product, quantity)
            expected += quantity
        elif step == "out" and there >= quantity:
            delivered = transfer(env, warehouse.out_type_id, product, quantity)
            expected -= quantity
        elif step == "int" and there >= quantity:
            transfer(env, warehouse.int_type_id, product, quantity)
        elif step == "return" and delivered:
            wizard = env["stock.return.picking"].create({"picking_id": delivered.id})
            back = env["stock.picking"].browse(
                wizard.action_create_returns_all()["res_id"])
            back.button_validate()
            expected += sum(back.move_ids.mapped("quantity"))
            delivered = env["stock.picking"]
        elif step == "scrap" and there >= quantity:
            env["stock.scrap"].create({
                "product_id": product.id, "scrap_qty": quantity}).action_validate()
            expected -= quantity
        elif step == "count":
            count(product, stock, quantity)
            expected = quantity

    product.invalidate_recordset()
    assert product.qty_available == expected
    quants = env["stock.quant"].search([("product_id", "=", product.id)])
    assert sum(quants.mapped("quantity")) == 0          # the world outside included
    assert all(quant.quantity >= 0 for quant in quants
               if quant.location_id.usage == "internal")
    assert all(quant.reserved_quantity == 0 for quant in quants)
    for place in quants.location_id:
        moves = env["stock.move"].search([("product_id", "=", product.id),
                                          ("state", "=", "done")])
        come = sum(moves.filtered(lambda m, p=place: m.location_dest_id == p)
                   .mapped("quantity"))
        gone = sum(moves.filtered(lambda m, p=place: m.location_id == p).mapped("quantity"))
        here = quants.filtered(lambda q, p=place: q.location_id == p)
        assert sum(here.mapped("quantity")) == come - gone


@pytest.fixture
def tracked(env):
    return env["product.product"].create({
        "name": "Phone", "is_storable": True, "tracking": "serial"})


def test_serial_numbers_are_asked_for_and_made(env, warehouse, tracked):
    picking = transfer(env, warehouse.in_type_id, tracked, 2, done=False)
    with pytest.raises(UserError, match="need to supply a Lot/Serial Number"):
        picking.button_validate()
    picking.move_ids.move_line_ids.unlink()
    picking.move_ids.move_line_ids = [
        (0, 0, {"lot_name": name, "quantity": 1, "product_id": tracked.id,
                "picking_id": picking.id, "location_id": picking.location_id.id,
                "location_dest_id": picking.location_dest_id.id}) for name in ("S1", "S2")]
    picking.button_validate()

    lots = env["stock.lot"].search([("product_id", "=", tracked.id)])
    assert sorted(lots.mapped("name")) == ["S1", "S2"]
    assert lots.mapped("product_qty") == [1, 1]
    delivery = transfer(env, warehouse.out_type_id, tracked, 2, done=False)
    assert delivery.state == "assigned" and delivery.move_ids.lot_ids == lots
    delivery.button_validate()
    lots.invalidate_recordset()
    assert lots.mapped("product_qty") == [0, 0]
    assert lots[0].delivery_ids == delivery


def test_lots_are_unique_and_count_up(env, tracked):
    lot = env["stock.lot"]
    lot.create({"name": "A", "product_id": tracked.id})
    with pytest.raises(ValidationError, match="must be unique"):
        lot.create({"name": "A", "product_id": tracked.id})
    assert lot.generate_lot_names("AB-009-x", 3) == [
        {"lot_name": f"AB-{n}-x"} for n in ("009", "010", "011")]


def test_reservations_follow_their_lines(env, box, warehouse, count):
    count(box, warehouse.lot_stock_id, 10)
    picking = transfer(env, warehouse.out_type_id, box, 6, done=False)
    quant = env["stock.quant"]._gather(box, warehouse.lot_stock_id)
    assert quant.reserved_quantity == 6
    picking.move_ids.move_line_ids.quantity = 2
    assert (quant.reserved_quantity, picking.move_ids.quantity) == (2, 2)
    picking.move_ids.move_line_ids.unlink()
    assert quant.reserved_quantity == 0


def test_a_return_gives_the_goods_back_to_the_order(env, box, warehouse, count):
    count(box, warehouse.lot_stock_id, 10)
    order = env["sale.order"].create({
        "partner_id": env["res.partner"].create({"name": "Ada"}).id,
        "order_line": [(0, 0, {"product_id": box.id, "product_uom_qty": 4})]})
    order.action_confirm()
    order.picking_ids.button_validate()
    wizard = env["stock.return.picking"].with_context(
        active_model="stock.picking", active_id=order.picking_ids.id).create({})
    assert wizard.product_return_moves.mapped("quantity") == [0]
    with pytest.raises(UserError, match="at least one non-zero quantity"):
        wizard.action_create_returns()
    wizard.product_return_moves.quantity = 3
    back = env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
    back.button_validate()

    assert back.origin == f"Return of {order.picking_ids.sorted('id')[0].name}"
    assert back.picking_type_id == warehouse.in_type_id
    assert order.order_line.qty_delivered == 1
    assert box.qty_available == 9


def test_scrap_asks_when_there_is_not_enough(env, box, warehouse):
    scrap = env["stock.scrap"].create({"product_id": box.id, "scrap_qty": 3})
    action = scrap.action_validate()
    assert action["res_model"] == "stock.warn.insufficient.qty.scrap"
    assert scrap.state == "draft"
    scrap.do_scrap()
    assert scrap.state == "done" and scrap.name.startswith("SP/")
    with pytest.raises(UserError, match="cannot delete a scrap"):
        scrap.unlink()
