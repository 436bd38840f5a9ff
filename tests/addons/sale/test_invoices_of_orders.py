"""Invoices of orders: what is invoiced once, taken back, put together, told."""
import pytest

from odoolite.exceptions import UserError


@pytest.fixture
def make_order(env):
    """Return a function that confirms an order of boxes."""
    box = env["product.product"].create({
        "name": "Box", "list_price": 100, "taxes_id": False, "invoice_policy": "order"})
    customer = env["res.partner"].create({"name": "Ada"})

    def make(quantity=2, **values):
        order = env["sale.order"].create({
            "partner_id": customer.id, **values, "order_line": [
                (0, 0, {"product_id": box.id, "product_uom_qty": quantity})]})
        order.action_confirm()
        return order
    return make


def test_a_credit_note_opens_the_order_again(env, make_order):
    order = make_order()
    move = order._create_invoices()
    move.action_post()
    wizard = env["account.move.reversal"].with_context(
        active_model="account.move", active_ids=move.ids).create(
            {"journal_id": move.journal_id.id})
    refund = env["account.move"].browse(wizard.refund_moves()["res_id"])
    line = order.order_line
    assert refund.invoice_line_ids.sale_line_ids == line
    assert (line.qty_invoiced, line.qty_to_invoice) == (0, 2)
    assert order.invoice_status == "to invoice" and order.invoice_count == 2
    assert not move.copy().invoice_line_ids.sale_line_ids


def test_down_payments_are_taken_off_once(env, make_order):
    order = make_order()
    wizards = env["sale.advance.payment.inv"].with_context(active_ids=order.ids)
    for method, amount, total in (("fixed", 50, 50), ("delivered", 0, 150)):
        action = wizards.create({
            "advance_payment_method": method, "fixed_amount": amount}).create_invoices()
        move = env["account.move"].browse(action["res_id"])
        move.action_post()
        assert move.amount_total == total
    assert move.invoice_line_ids.mapped("display_type") == [
        "product", "line_section", "product"]
    assert order.invoice_status == "invoiced"
    order.order_line[0].product_uom_qty = 3
    assert order._create_invoices(final=True).amount_total == 100
    with pytest.raises(UserError, match="No items are available to invoice"):
        order._create_invoices(final=True)


def test_orders_that_agree_share_an_invoice(env, make_order):
    one, two = make_order(client_order_ref="R1"), make_order(3)
    move = (one | two)._create_invoices()
    assert move.ref == f"R1, {two.name}"
    assert move.invoice_origin == f"{one.name}, {two.name}"
    assert move.invoice_line_ids.mapped("sequence") == [1, 2]
    assert one.name in move.message_ids[0].body and two.name in move.message_ids[0].body
    one, two = make_order(), make_order(
        partner_shipping_id=env["res.partner"].create({"name": "Else"}).id)
    assert len((one | two)._create_invoices()) == 2
    assert len((make_order() | make_order())._create_invoices(grouped=True)) == 2


def test_sections_go_with_what_is_in_them(env, make_order):
    order = make_order(0)
    order.order_line = [
        (0, 0, {"display_type": "line_section", "name": "empty", "sequence": 20}),
        (0, 0, {"display_type": "line_section", "name": "full", "sequence": 30}),
        (0, 0, {"display_type": "line_subsection", "name": "sub", "sequence": 40}),
        (0, 0, {"product_id": order.order_line.product_id.id, "sequence": 50}),
        (0, 0, {"display_type": "line_note", "name": "note", "sequence": 60})]
    names = order._create_invoices().invoice_line_ids.sorted("sequence").mapped("name")
    assert names == ["full", "sub", "Box", "note"]


def test_what_is_delivered_beyond_the_order_is_to_be_sold(env, make_order):
    order = make_order()
    order._create_invoices().action_post()
    order.order_line.qty_delivered = 5
    env.flush_all()
    assert order.invoice_status == "upselling"
    activity = order.activity_ids
    assert activity.user_id == order.user_id and "Upsell" in activity.note
    assert order.name in activity.note and "Ada" in activity.note


def test_amounts_before_discounts_have_no_taxes(env, make_order):
    order = make_order()
    order.order_line.tax_ids = env["account.tax"].create({
        "name": "25%", "amount": 25, "price_include_override": "tax_included"})
    order.order_line.discount = 10
    assert (order.amount_untaxed, order.amount_undiscounted) == (144, 160)


@pytest.mark.parametrize("method, amount, total", [
    ("fixed", 100, 100), ("fixed", 33.33, 33.33), ("percentage", 7, 32.20),
    ("percentage", 100, 460)])
def test_a_down_payment_comes_to_what_was_asked(env, make_order, method, amount, total):
    order = make_order()
    taxes = env["account.tax"].create([
        {"name": "20%", "amount": 20},
        {"name": "10%", "amount": 10, "price_include_override": "tax_included"}])
    order.order_line.tax_ids = taxes[0]
    order.order_line = [(0, 0, {
        "product_id": order.order_line.product_id.id, "product_uom_qty": 4,
        "price_unit": 55, "tax_ids": [(6, 0, taxes[1].ids)]})]
    assert order.amount_total == 460
    wizards = env["sale.advance.payment.inv"].with_context(active_ids=order.ids)
    first = env["account.move"].browse(wizards.create({
        "advance_payment_method": method, "amount": amount, "fixed_amount": amount,
    }).create_invoices()["res_id"])
    first.action_post()
    assert first.amount_total == pytest.approx(total)
    rest = env["account.move"].browse(wizards.create({}).create_invoices()["res_id"])
    assert first.amount_total + rest.amount_total == pytest.approx(460)
    assert sum(rest.line_ids.mapped("balance")) == pytest.approx(0)
