"""What is shown with purchase orders; bills that are matched with them; the analysis."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError

INSTALL = ["purchase"]


@pytest.fixture
def vendor(env):
    return env["res.partner"].create({"name": "Bob"})


@pytest.fixture
def box(env):
    return env["product.product"].create({
        "name": "Box", "purchase_method": "purchase", "supplier_taxes_id": [(5,)]})


@pytest.fixture
def order(env, vendor, box):
    return env["purchase.order"].create({
        "partner_id": vendor.id, "order_line": [
            (0, 0, {"product_id": box.id, "product_qty": 4, "price_unit": 5})]})


def make_bill(env, vendor, box, quantity=4):
    return env["account.move"].create({
        "move_type": "in_invoice", "partner_id": vendor.id,
        "invoice_date": "2031-01-02", "invoice_line_ids": [(0, 0, {
            "product_id": box.id, "quantity": quantity, "price_unit": 5,
            "tax_ids": [(5,)]})]})


def test_every_field_can_be_read(order, box, vendor):
    order.button_confirm()
    for records in (order, order.order_line, box, box.product_tmpl_id, vendor):
        assert records.read()
    order.action_create_invoice()
    assert order.invoice_ids.read() and order.invoice_ids.line_ids.read()
    assert order.invoice_ids.purchase_order_count == 1
    assert order.invoice_ids.is_purchase_matched
    assert order.invoice_ids.action_view_source_purchase_orders()["res_id"] == order.id
    messages = order.invoice_ids.message_ids.mapped("body")
    assert any("has been created from" in body for body in messages)


def test_vendors_warnings_and_counts(env, order, vendor, box):
    vendor.purchase_warn_msg = "slow"
    box.purchase_line_warn_msg = "heavy"
    assert order.purchase_warning_text == ""
    env.user.group_ids |= env.ref("purchase.group_warning_purchase")
    order.order_line.invalidate_recordset()
    order.invalidate_recordset()
    assert order.purchase_warning_text == "Bob - slow\nBox - heavy"
    assert vendor.purchase_order_count == 1
    order.button_confirm()
    assert box.purchased_product_qty == box.product_tmpl_id.purchased_product_qty == 4
    assert "&confirm=reminder" in order.get_confirm_url("reminder")
    assert order.action_acknowledge() is None and order.acknowledged


def test_the_analysis_sums_orders(env, order, box):
    order.button_confirm()
    env.flush_all()
    row = env["purchase.report"].search([("product_id", "=", box.id)])
    assert (row.qty_ordered, row.qty_to_be_billed, row.price_total) == (4, 4, 20)
    assert (row.nbr_lines, row.price_average, row.order_id) == (1, 5, order)


def test_lines_of_bills_are_matched_with_orders(env, order, vendor, box):
    order.button_confirm()
    bill = make_bill(env, vendor, box)
    env.flush_all()
    rows = env["purchase.bill.line.match"].search(
        order.action_bill_matching()["domain"])
    assert rows.aml_id == bill.invoice_line_ids and rows.pol_id == order.order_line
    with pytest.raises(UserError, match="at least one Purchase Order line"):
        rows.filtered("aml_id").action_match_lines()

    rows.action_match_lines()

    assert order.invoice_ids == bill and order.order_line.qty_invoiced == 4
    union = env["purchase.bill.union"]
    bill.action_post()
    env.flush_all()
    assert bill in union.search([("partner_id", "=", vendor.id)]).vendor_bill_id


def test_orders_without_bills_are_billed(env, order, vendor, box):
    order.button_confirm()
    env.flush_all()
    rows = env["purchase.bill.line.match"].search([("pol_id", "=", order.order_line.id)])
    action = rows.action_match_lines()
    assert env["account.move"].browse(action["res_id"]) == order.invoice_ids


def test_bills_without_orders_are_ordered(env, vendor, box):
    bill = make_bill(env, vendor, box, 7)
    env.flush_all()
    rows = env["purchase.bill.line.match"].search(
        [("aml_id", "=", bill.invoice_line_ids.id)])
    action = rows.action_add_to_po()
    env[action["res_model"]].with_context(**action["context"]).create(
        {}).action_add_to_po()
    order = bill.invoice_line_ids.purchase_line_id.order_id
    assert (order.state, order.order_line.product_qty) == ("purchase", 7)


def test_a_form_is_filled_from_an_order(env, order):
    order.button_confirm()
    move = env["account.move"].with_context(default_move_type="in_invoice").new(
        {"purchase_id": order.id, "move_type": "in_invoice"})
    move._onchange_purchase_auto_complete()
    assert move.invoice_line_ids.purchase_line_id == order.order_line
    assert (move.partner_id, move.invoice_origin) == (order.partner_id, order.name)
