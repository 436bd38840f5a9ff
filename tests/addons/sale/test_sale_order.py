"""Orders: templates, down payments, discounts."""
from __future__ import annotations

from datetime import timedelta

import pytest

from odoolite.exceptions import UserError


def invoice(env, order, **values):
    wizard = env["sale.advance.payment.inv"].with_context(
        active_ids=order.ids, active_model="sale.order").create(values)
    action = wizard.create_invoices()
    return env["account.move"].browse(action["res_id"])


def test_a_down_payment_is_taken_off_the_final_invoice(env, order):
    order.action_confirm()
    first = invoice(env, order, advance_payment_method="percentage", amount=30)
    assert first.amount_untaxed == 300 and first.amount_total == 345
    assert first.invoice_line_ids.name == "Down payment of 30.0%"
    names = order.order_line.mapped("name")
    assert names[1] == "Down Payments" and names[2].endswith("(Draft)")
    first.action_post()
    assert order.order_line[2].name.startswith(f"Down Payment (ref: {first.name} on ")

    last = invoice(env, order, advance_payment_method="delivered")
    assert last.amount_untaxed == 700 and last.amount_total == 805
    assert [line.quantity for line in last.invoice_line_ids
            if line.display_type == "product"] == [10, -1]
    last.action_post()
    assert order.invoice_status == "invoiced"
    assert (order.amount_invoiced, order.amount_to_invoice) == (1150, 0)


def test_a_fixed_down_payment(env, order):
    order.action_confirm()
    move = invoice(env, order, advance_payment_method="fixed", fixed_amount=115)
    assert (move.amount_untaxed, move.amount_total) == (100, 115)
    with pytest.raises(UserError, match="must be positive"):
        invoice(env, order, advance_payment_method="fixed", fixed_amount=0)


@pytest.mark.parametrize(("values", "total"), [
    ({"discount_type": "sol_discount", "discount_percentage": 0.1}, 1035),
    ({"discount_type": "so_discount", "discount_percentage": 0.2}, 920),
    ({"discount_type": "amount", "discount_amount": 115}, 1035)])
def test_discounts(env, order, values, total):
    env["sale.order.discount"].with_context(active_id=order.id).create(
        values).action_apply_discount()
    assert order.amount_total == total


def test_a_template_fills_a_quotation(env, partner, box):
    template = env["sale.order.template"].create({
        "name": "T", "number_of_days": 7, "note": "<p>Thanks</p>",
        "require_payment": True, "sale_order_template_line_ids": [
            (0, 0, {"display_type": "line_section", "name": "Goods"}),
            (0, 0, {"product_id": box.id, "product_uom_qty": 3}),
            (0, 0, {"display_type": "line_note", "name": "careful"})]})
    order = env["sale.order"].new({"partner_id": partner.id,
                                   "sale_order_template_id": template.id})
    order._onchange_sale_order_template_id()
    assert [line.display_type for line in order.order_line] == [
        "line_section", False, "line_note"]
    assert order.order_line[1].product_uom_qty == 3

    made = env["sale.order"].create({"partner_id": partner.id,
                                     "sale_order_template_id": template.id})
    assert made.validity_date - made.date_order.date() == timedelta(7)
    assert made.require_payment and not made.order_line
    assert made.note == "<p>Thanks</p>"


def test_a_template_of_another_company_is_refused(env, box):
    other = env["res.company"].create({"name": "Other"})
    box.company_id = other
    with pytest.raises(UserError, match="belongs to company"):
        env["sale.order.template"].create({
            "name": "T", "sale_order_template_line_ids": [
                (0, 0, {"product_id": box.id})]})


def test_quotations_are_cancelled_together(env, order):
    other = order.copy()
    wizard = env["sale.mass.cancel.orders"].with_context(
        active_ids=(order | other).ids).create({})
    wizard.action_mass_cancel()
    assert (order | other).mapped("state") == ["cancel", "cancel"]
