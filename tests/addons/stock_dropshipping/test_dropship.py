"""Vendors deliver to customers; services that are sold are bought."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError, ValidationError

INSTALL = ["stock_dropshipping"]


@pytest.fixture
def vendor(env):
    return env["res.partner"].create({"name": "Vendor"})


@pytest.fixture
def customer(env):
    return env["res.partner"].create({"name": "Customer"})


@pytest.fixture
def chair(env, vendor):
    return env["product.product"].create({
        "name": "Chair", "is_storable": True, "list_price": 50, "standard_price": 20,
        "seller_ids": [(0, 0, {"partner_id": vendor.id, "price": 25})],
        "route_ids": [(4, env.ref("stock_dropshipping.route_drop_shipping").id)]})


def sell(env, customer, product, quantity):
    order = env["sale.order"].create({"partner_id": customer.id, "order_line": [
        (0, 0, {"product_id": product.id, "product_uom_qty": quantity})]})
    order.action_confirm()
    return order


def test_a_vendor_delivers(env, vendor, customer, chair):
    sale = sell(env, customer, chair, 4)
    assert sale.order_line.is_mto and not sale.picking_ids
    purchase = env["purchase.order"].search([("partner_id", "=", vendor.id)])
    assert (purchase.state, purchase.origin, purchase.dest_address_id) == (
        "draft", sale.name, customer)
    assert purchase.order_line.sale_line_id == sale.order_line
    assert (purchase.order_line.product_qty, purchase.order_line.price_unit) == (4, 25)
    assert (sale.purchase_order_count, purchase.sale_order_count) == (1, 1)

    purchase.button_confirm()
    picking = purchase.picking_ids
    assert picking.name.startswith("DS/") and picking.is_dropship
    assert picking.picking_type_code == "dropship" and picking.partner_id == vendor
    assert (picking.location_id.usage, picking.location_dest_id.usage) == (
        "supplier", "customer")
    assert sale.picking_ids == picking
    assert (sale.dropship_picking_count, sale.delivery_count) == (1, 0)
    assert (purchase.dropship_picking_count, purchase.incoming_picking_count) == (1, 0)
    assert sale.action_view_dropship()["res_id"] == picking.id
    assert purchase.action_view_dropship()["res_id"] == picking.id

    picking.button_validate()
    assert sale.order_line.qty_delivered == 4 and purchase.order_line.qty_received == 4
    assert (sale.delivery_status, purchase.receipt_status) == ("full", "full")
    assert chair.qty_available == 0
    assert (picking.move_ids.is_dropship, picking.move_ids.is_in) == (True, False)


def test_more_of_a_drop_shipment(env, vendor, customer, chair):
    sale = sell(env, customer, chair, 4)
    sale.order_line.product_uom_qty = 6
    purchase = sale._get_purchase_orders()
    assert purchase.order_line.product_qty == 6
    other = sell(env, env["res.partner"].create({"name": "Other"}), chair, 1)
    assert other._get_purchase_orders() != purchase


def test_companies_have_vendors_deliver(env):
    company = env["res.company"].create({"name": "Second"})
    [kind] = env["stock.picking.type"].search([
        ("code", "=", "dropship"), ("company_id", "=", company.id)])
    assert kind.sequence_id.prefix == "DS/" and not kind.warehouse_id
    assert env["stock.rule"].search([("picking_type_id", "=", kind.id)]).action == "buy"


def test_services_are_bought(env, vendor, customer):
    service = env["product.product"].create({
        "name": "Work", "type": "service", "seller_ids": [
            (0, 0, {"partner_id": vendor.id, "price": 8})], "service_to_purchase": True})
    sale = sell(env, customer, service, 3)
    purchase = sale._get_purchase_orders()
    assert (purchase.partner_id, purchase.order_line.product_qty,
            purchase.order_line.price_unit) == (vendor, 3, 8)
    sale.order_line.product_uom_qty = 5
    assert purchase.order_line.product_qty == 5
    purchase.button_cancel()
    assert sale.activity_ids
    assert sale.action_view_purchase_orders()["res_id"] == purchase.id
    assert purchase.action_view_sale_orders()["res_id"] == sale.id


def test_services_need_a_vendor(env, vendor, customer):
    service = env["product.product"].create({
        "name": "Work", "type": "service", "seller_ids": [
            (0, 0, {"partner_id": vendor.id, "min_qty": 100})],
        "service_to_purchase": True})
    with pytest.raises(UserError, match="no vendor associated to the product Work"):
        sell(env, customer, service, 1)
    with pytest.raises(ValidationError, match="define the vendor"):
        service.seller_ids.unlink()
        service.product_tmpl_id.service_to_purchase = True
