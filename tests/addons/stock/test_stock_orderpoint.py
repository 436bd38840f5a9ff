"""Reordering rules: deadlines, wizards; the forecast; how well vendors keep their days."""
from __future__ import annotations

from datetime import timedelta

import pytest


@pytest.fixture
def point(env, box, warehouse):
    return env["stock.warehouse.orderpoint"].create({
        "product_id": box.id, "product_min_qty": 2, "product_max_qty": 5,
        "location_id": warehouse.lot_stock_id.id})


def deliver(env, warehouse, box, quantity):
    picking = env["stock.picking"].create({
        "picking_type_id": warehouse.out_type_id.id, "move_ids": [
            (0, 0, {"product_id": box.id, "product_uom_qty": quantity})]})
    picking.action_confirm()
    return picking


def test_a_rule_knows_its_deadline(env, count, point, box, warehouse):
    count(box, warehouse.lot_stock_id, 4)
    env.invalidate_all()
    point._compute_deadline_date()
    assert point.deadline_date is False
    picking = deliver(env, warehouse, box, 3)
    picking.scheduled_date += timedelta(days=4)
    env.invalidate_all()
    point._compute_deadline_date()
    assert point.deadline_date == picking.scheduled_date.date() - timedelta(
        days=point.lead_days)
    assert point.read() and not point.unwanted_replenish
    wizard = env["stock.orderpoint.snooze"].create({
        "orderpoint_ids": point.ids, "predefined_date": "week"})
    wizard.action_snooze()
    assert (point.snoozed_until - env.cr.now().date()).days in (6, 7, 8)
    info = env["stock.replenishment.info"].create({"orderpoint_id": point.id})
    assert info.read() and "lead_days_description" in info.json_lead_days


def test_what_is_short_gets_a_rule_to_look_at(env, box, warehouse):
    deliver(env, warehouse, box, 3)
    action = env["stock.warehouse.orderpoint"].action_open_orderpoints()
    point = env["stock.warehouse.orderpoint"].search([("product_id", "=", box.id)])
    assert action["res_model"] == "stock.warehouse.orderpoint"
    assert (point.trigger, point.qty_to_order) == ("manual", 3)


def test_the_forecast_shows_needs_and_where_they_are_met(env, count, box, warehouse):
    count(box, warehouse.lot_stock_id, 2)
    picking = deliver(env, warehouse, box, 5)
    report = env["stock.forecasted_product_product"]
    docs = report.get_report_values(box.ids)["docs"]

    assert (docs["quantity_on_hand"], docs["virtual_available"]) == (2, -3)
    assert [(line["quantity"], line["replenishment_filled"]) for line in docs["lines"]] \
        == [(2, True), (3, False)]
    assert docs["lines"][0]["document_out"]["name"] == picking.name
    report.action_unreserve_linked_picks(picking.move_ids.id)
    assert picking.move_ids.quantity == 0
    report.action_reserve_linked_picks(picking.move_ids.id)
    assert picking.move_ids.quantity == 2
    template = env["stock.forecasted_product_template"].get_report_values(
        box.product_tmpl_id.ids)
    assert template["docs"]["product_templates_ids"] == box.product_tmpl_id.ids


def test_vendors_keep_their_days_or_not(env, box):
    vendor = env["res.partner"].create({"name": "Bob"})
    assert vendor.on_time_rate == -1
    order = env["purchase.order"].create({
        "partner_id": vendor.id, "order_line": [
            (0, 0, {"product_id": box.id, "product_qty": 4, "price_unit": 2})]})
    order.button_confirm()
    order.picking_ids.button_validate()
    env.flush_all()
    vendor.invalidate_recordset()

    assert vendor.on_time_rate == order.on_time_rate == 100
    [row] = env["vendor.delay.report"].search([("partner_id", "=", vendor.id)])
    assert (row.qty_total, row.on_time_rate) == (4, 100)
    [row] = env["purchase.report"].search([("order_id", "=", order.id)])
    assert row.picking_type_id == order.picking_type_id.warehouse_id
    assert order.read() and order.order_line.read() and order.picking_ids.read()
