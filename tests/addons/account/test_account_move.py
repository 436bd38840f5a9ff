"""Entries and invoices: their arithmetic, numbers, payments."""
from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoolite.exceptions import UserError

CENTS = st.integers(1, 1_000_000).map(lambda cents: cents / 100)
LINES = st.lists(
    st.tuples(CENTS, st.integers(1, 50), st.sampled_from([0, 5, 12.5, 33.33]),
              st.sets(st.integers(0, 4), max_size=3)),
    min_size=1, max_size=6)
RELAXED = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def taxes(env):
    tax = env["account.tax"]
    common = {"type_tax_use": "sale"}
    return tax.create([
        {**common, "name": "p21", "amount": 21},
        {**common, "name": "i6", "amount": 6, "price_include_override": "tax_included"},
        {**common, "name": "f", "amount": 1.07, "amount_type": "fixed"},
        {**common, "name": "d", "amount": 10, "amount_type": "division"},
        {**common, "name": "b", "amount": 2.5, "include_base_amount": True,
         "sequence": 0},
    ])


def make_invoice(env, taxes, lines, kind="out_invoice", **values):
    partner = env["res.partner"].create({"name": "Ada"})
    return env["account.move"].create({
        "move_type": kind, "partner_id": partner.id, "invoice_date": "2031-03-04",
        "invoice_line_ids": [
            (0, 0, {"name": "x", "price_unit": price, "quantity": quantity,
                    "discount": discount,
                    "tax_ids": [(6, 0, [taxes[i].id for i in chosen])]})
            for price, quantity, discount, chosen in lines], **values,
    })


@RELAXED
@given(lines=LINES, kind=st.sampled_from(["out_invoice", "in_invoice", "out_refund"]),
       method=st.sampled_from(["round_per_line", "round_globally"]))
def test_debit_equals_credit_and_totals_are_the_sum(env, taxes, lines, kind, method):
    env.company.tax_calculation_rounding_method = method

    move = make_invoice(env, taxes, lines, kind)

    rounded = env.company.currency_id.round
    debit, credit = sum(move.line_ids.mapped("debit")), sum(move.line_ids.mapped("credit"))
    assert rounded(debit) == rounded(credit)
    assert rounded(move.amount_untaxed + move.amount_tax) == move.amount_total
    subtotal = sum(move.invoice_line_ids.mapped("price_subtotal"))
    assert rounded(subtotal) == move.amount_untaxed
    assert move.amount_residual == move.amount_total


@settings(RELAXED, max_examples=8, phases=[Phase.generate])
@given(lines=LINES, kind=st.sampled_from([
           "out_invoice", "in_invoice", "out_refund", "in_refund", "out_receipt"]),
       method=st.sampled_from(["round_per_line", "round_globally"]),
       rate=st.sampled_from([1, 0.5, 3.7, 0.0131]), early=st.booleans())
def test_totals_agree_in_other_currencies_and_with_discounts(
        env, taxes, lines, kind, method, rate, early):
    env.company.tax_calculation_rounding_method = method
    currency = env.ref("base.EUR")
    currency.write({"active": True, "rate_ids": [
        (5,), (0, 0, {"rate": rate, "name": "2030-01-01"})]})
    term = env["account.payment.term"].create({
        "name": "2/10", "early_discount": True, "discount_percentage": 2,
        "discount_days": 10, "early_pay_discount_computation": "mixed"})

    move = make_invoice(env, taxes, lines, kind, currency_id=currency.id,
                        invoice_payment_term_id=term.id if early else False)

    rounded = currency.round
    assert rounded(sum(move.line_ids.mapped("balance"))) == 0
    assert rounded(sum(move.line_ids.mapped("amount_currency"))) == 0
    assert rounded(move.amount_untaxed + move.amount_tax) == move.amount_total
    assert rounded(sum(move.invoice_line_ids.mapped("price_subtotal"))) == \
        move.amount_untaxed
    booked = sum(move.line_ids.filtered(
        lambda line: line.display_type == "tax").mapped("amount_currency"))
    assert rounded(abs(booked)) == rounded(abs(move.amount_tax))
    assert move.tax_totals["total_amount_currency"] == move.amount_total
    due = move.line_ids.filtered(lambda line: line.display_type == "payment_term")
    assert rounded(abs(sum(due.mapped("amount_currency")))) == move.amount_total
    copied = move.copy({"invoice_date": move.invoice_date})
    assert copied.amount_total == move.amount_total


@RELAXED
@given(prices=st.lists(CENTS, min_size=1, max_size=8))
def test_rounding_globally_rounds_each_tax_once(env, taxes, prices):
    env.company.tax_calculation_rounding_method = "round_globally"

    move = make_invoice(env, taxes, [(price, 1, 0, {0}) for price in prices])

    exact = sum(Decimal(str(price)) for price in prices) * 21 / 100
    assert move.amount_tax == float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


@RELAXED
@given(price=CENTS, quantity=st.integers(1, 100))
def test_a_tax_in_the_price_leaves_the_price_as_it_is(env, taxes, price, quantity):
    move = make_invoice(env, taxes, [(price, quantity, 0, {1})])

    assert move.amount_total == env.company.currency_id.round(price * quantity)


@RELAXED
@given(lines=LINES)
def test_orders_come_to_what_their_invoices_do(env, taxes, lines):
    product = env["product.product"].create({"name": "x", "type": "service"})
    order = env["sale.order"].create({
        "partner_id": env["res.partner"].create({"name": "Ada"}).id,
        "order_line": [
            (0, 0, {"product_id": product.id, "price_unit": price, "discount": discount,
                    "product_uom_qty": quantity,
                    "tax_ids": [(6, 0, [taxes[i].id for i in chosen])]})
            for price, quantity, discount, chosen in lines],
    })
    order.action_confirm()

    invoice = order._create_invoices()

    assert invoice.amount_total == order.amount_total
    assert order.invoice_status == "invoiced"


def test_numbers_follow_each_other(env, taxes):
    first = make_invoice(env, taxes, [(10, 1, 0, set())])
    second = make_invoice(env, taxes, [(10, 1, 0, set())])
    refund = make_invoice(env, taxes, [(10, 1, 0, set())], "out_refund")

    (first + second + refund).action_post()

    assert first.name == "INV/2031/00001"
    assert second.name == "INV/2031/00002"
    assert refund.name == "RINV/2031/00001"


def test_payments_make_an_invoice_paid_bit_by_bit(env, taxes):
    move = make_invoice(env, taxes, [(100, 1, 0, {0})])
    move.action_post()
    wizard = env["account.payment.register"].with_context(
        active_model="account.move", active_ids=move.ids)

    wizard.create({"amount": 100}).action_create_payments()
    assert (move.payment_state, move.amount_residual) == ("partial", 21.0)
    wizard.create({}).action_create_payments()

    assert (move.payment_state, move.amount_residual) == ("paid", 0.0)
    assert len(move.reconciled_payment_ids) == 2


def test_a_credit_note_reverses_an_invoice(env, taxes):
    move = make_invoice(env, taxes, [(100, 1, 0, {0})])
    move.action_post()
    wizard = env["account.move.reversal"].with_context(
        active_model="account.move", active_ids=move.ids).create({})

    wizard.modify_moves()

    assert move.payment_state == "reversed"
    assert wizard.new_move_ids.state == "draft"
    assert move.reversal_move_ids.state == "posted"


def test_terms_split_what_is_due(env, taxes):
    term = env.ref("account.account_payment_term_advance_60days")

    move = make_invoice(env, taxes, [(99.99, 1, 0, set())],
                        invoice_payment_term_id=term.id)

    due = move.line_ids.filtered(lambda line: line.display_type == "payment_term")
    assert sorted(due.mapped("debit")) == [30.0, 69.99]
    assert str(move.invoice_date_due) == "2031-05-03"


def test_a_foreign_currency_is_kept_beside_the_companys(env, taxes):
    euro = env.ref("base.EUR")
    euro.active = True
    env["res.currency.rate"].create(
        {"currency_id": euro.id, "rate": 0.5, "name": "2030-01-01"})

    move = make_invoice(env, taxes, [(100, 1, 0, {0})], currency_id=euro.id)

    assert (move.amount_total, move.amount_total_signed) == (121.0, 242.0)


def test_an_entry_balances(env):
    account = env["account.account"].search([("account_type", "=", "income")], limit=1)

    with pytest.raises(UserError, match="not balanced"):
        env["account.move"].create({"line_ids": [
            (0, 0, {"name": "a", "debit": 10, "account_id": account.id})]})
