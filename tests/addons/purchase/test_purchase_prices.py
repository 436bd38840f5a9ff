"""Prices of vendors, prices by hand, and what an order tells of its changes."""
from __future__ import annotations

import pytest

INSTALL = ["purchase"]


@pytest.fixture
def vendor(env):
    return env["res.partner"].create({"name": "Vendor"})


@pytest.fixture
def box(env, vendor):
    return env["product.product"].create({"name": "Box", "seller_ids": [
        (0, 0, {"partner_id": vendor.id, "price": 10, "delay": 5}),
        (0, 0, {"partner_id": vendor.id, "price": 8, "min_qty": 10})]})


def order_of(env, vendor, **line):
    return env["purchase.order"].create({
        "partner_id": vendor.id, "order_line": [(0, 0, line)]})


def test_prices_follow_quantities_unless_given(env, vendor, box):
    line = order_of(env, vendor, product_id=box.id, product_qty=1).order_line
    assert line.price_unit == 10
    line.product_qty = 12
    assert line.price_unit == 8
    line.product_uom_id = env.ref("uom.product_uom_dozen")
    assert line.price_unit == 96
    given = order_of(env, vendor, product_id=box.id, product_qty=1, price_unit=3).order_line
    given.product_qty = 12
    assert given.price_unit == 3


def test_a_new_vendor_is_noted_by_unit(env, vendor):
    dozen = env.ref("uom.product_uom_dozen")
    cup = env["product.product"].create({"name": "Cup"})
    order = order_of(env, vendor, product_id=cup.id, product_qty=2, price_unit=60,
                     product_uom_id=dozen.id)
    order.button_confirm()
    assert (cup.seller_ids.price, cup.seller_ids.product_uom_id) == (5, cup.uom_id)
    order.order_line.product_qty = 3
    assert order.order_line.price_unit == 60
    bodies = " ".join(order.message_ids.mapped("body"))
    assert "Ordered Quantity: 2.0 -&gt; 3.0" in bodies


def test_copies_are_expected_anew(env, vendor, box):
    order = order_of(env, vendor, product_id=box.id, product_qty=1)
    order.order_line.date_planned = "2001-01-01"
    again = order.copy()
    assert (again.order_line.date_planned - again.date_order).days == 5


def test_the_dashboard_counts(env, vendor, box):
    before = env["purchase.order"].retrieve_dashboard()["my"]["draft"]
    order_of(env, vendor, product_id=box.id).priority = "1"
    after = env["purchase.order"].retrieve_dashboard()["my"]["draft"]
    assert after == {"all": before["all"] + 1, "priority": before["priority"] + 1}
