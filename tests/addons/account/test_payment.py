"""What payments set off: instalments, discounts, exchange differences, cash basis."""
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.fixture
def euro(env):
    euro = env.ref("base.EUR")
    euro.active = True
    env["res.currency.rate"].create([
        {"currency_id": euro.id, "name": day, "rate": rate}
        for day, rate in (("2025-01-01", 2.0), ("2025-02-01", 1.0), ("2025-03-01", 4.0))])
    return euro


def make_invoice(env, price=100, taxes=(), kind="out_invoice", **values):
    partner = env["res.partner"].create({"name": "Ada"})
    move = env["account.move"].create({
        "move_type": kind, "partner_id": partner.id, "invoice_date": "2025-01-10",
        "date": "2025-01-10", "invoice_line_ids": [
            (0, 0, {"name": "x", "price_unit": price, "tax_ids": [(6, 0, [
                tax.id for tax in taxes])]})], **values})
    move.action_post()
    return move


def register(env, moves, **values):
    return env["account.payment.register"].with_context(
        active_model="account.move", active_ids=moves.ids).create(values)


def pay(env, moves, **values):
    wizard = register(env, moves, **values)
    wizard.action_create_payments()
    return wizard


@pytest.mark.parametrize(("day", "account", "amount"), [
    ("2025-02-10", "1_income_currency_exchange", -50),
    ("2025-03-10", "1_expense_currency_exchange", 25)])
def test_a_rate_makes_gain_or_loss(env, euro, day, account, amount):
    move = make_invoice(env, currency_id=euro.id)
    pay(env, move, payment_date=day)

    exchange = (move.line_ids.matched_credit_ids.exchange_move_id
                | move.line_ids.matched_debit_ids.exchange_move_id)
    booked = exchange.line_ids.filtered(
        lambda line: line.account_id == env.ref(f"account.{account}"))
    assert move.payment_state == "paid" and move.amount_residual_signed == 0
    assert booked.balance == amount
    move.line_ids.remove_move_reconcile()
    assert move.amount_residual == 100
    booked.account_id.invalidate_recordset()
    assert booked.account_id.current_balance == 0


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(st.tuples(st.integers(1, 5000), st.sampled_from(
    ["2025-01-15", "2025-02-15", "2025-03-15"])), min_size=1, max_size=4))
def test_parts_of_a_foreign_invoice_leave_nothing_in_the_end(env, euro, parts):
    move = make_invoice(env, price=150, currency_id=euro.id)
    for cents, day in parts:
        pay(env, move, payment_date=day, amount=cents / 100)
    left = 150 - sum(cents for cents, _day in parts) / 100
    due = move.line_ids.filtered(lambda line: line.display_type == "payment_term")

    assert move.amount_residual == pytest.approx(max(left, 0))
    if left > 0:
        assert due.amount_residual == pytest.approx(left / 2, abs=0.02)
        pay(env, move, payment_date="2025-03-15")
    assert move.payment_state == "paid" and due.amount_residual == 0
    entries = env["account.move"].search([("state", "=", "posted")])
    for entry in entries:
        assert sum(entry.line_ids.mapped("balance")) == pytest.approx(0)


def test_a_foreign_invoice_is_paid_in_the_companys_currency(env, euro):
    move = make_invoice(env, currency_id=euro.id)
    wizard = register(env, move, payment_date="2025-02-10",
                      currency_id=env.company.currency_id.id)
    assert wizard.amount == 100
    wizard.action_create_payments()
    assert move.payment_state == "paid"


def test_what_is_due_first_is_proposed(env):
    term = env.ref("account.account_payment_term_advance_60days")
    move = make_invoice(env, invoice_payment_term_id=term.id)
    early = register(env, move, payment_date="2025-01-15")
    assert (early.installments_mode, early.amount, early.payment_difference) == (
        "overdue", 30, 0)
    assert early.installments_switch_amount == 100
    before = register(env, move, payment_date="2025-01-01")
    assert (before.installments_mode, before.amount) == ("next", 30)
    late = register(env, move, payment_date="2025-05-01")
    assert (late.installments_mode, late.amount) == ("full", 100)


@pytest.mark.parametrize(("mode", "total", "early", "loss", "tax_back"), [
    ("included", 121, 118.58, 2, 0.42), ("excluded", 121, 119, 2, 0),
    ("mixed", 120.58, 118.58, 2, 0)])
@pytest.mark.parametrize("method", ["round_per_line", "round_globally"])
def test_the_three_ways_of_an_early_payment_discount(
        env, mode, total, early, loss, tax_back, method):
    env.company.tax_calculation_rounding_method = method
    tax = env["account.tax"].create({
        "name": "21%", "amount": 21, "repartition_line_ids": [
            (0, 0, {"document_type": document, "repartition_type": kind,
                    "account_id": env.ref("account.1_tax_received").id
                    if kind == "tax" else False})
            for document in ("invoice", "refund") for kind in ("base", "tax")]})
    term = env["account.payment.term"].create({
        "name": "2/10", "early_discount": True, "discount_percentage": 2,
        "discount_days": 10, "early_pay_discount_computation": mode})
    move = make_invoice(env, taxes=[tax], invoice_payment_term_id=term.id)
    assert (move.amount_untaxed, move.amount_total) == (100, total)
    assert sum(move.line_ids.mapped("balance")) == pytest.approx(0)
    late = register(env, move, payment_date="2025-02-15")
    assert late.amount == total

    wizard = pay(env, move, payment_date="2025-01-15")

    assert (wizard.amount, move.payment_state) == (early, "paid")
    balances = {}
    for line in move.matched_payment_ids.move_id.line_ids:
        balances[line.account_id.name] = line.balance
    assert balances["Cash Discount Loss"] == pytest.approx(loss)
    assert balances.get("Tax Received", 0) == pytest.approx(tax_back)


def test_taxes_reduced_upon_invoice_follow_the_lines(env):
    term = env["account.payment.term"].create({
        "name": "2/10", "early_discount": True, "discount_percentage": 2,
        "discount_days": 10, "early_pay_discount_computation": "mixed"})
    tax = env.company.account_purchase_tax_id
    move = make_invoice(env, taxes=[tax], invoice_payment_term_id=term.id,
                        kind="in_invoice")
    early = move.line_ids.filtered(lambda line: line.display_type == "epd")
    assert early.mapped("balance") == [-2, 2] and early[0].tax_ids == tax
    assert move.amount_tax == 14.7
    move.button_draft()

    move.invoice_line_ids.price_unit = 200
    assert early.mapped("balance") == [-4, 4] and move.amount_tax == 29.4
    move.invoice_payment_term_id = env.ref("account.account_payment_term_30days")
    assert not early.exists() and move.amount_tax == 30


def test_an_early_payment_takes_the_discount(env):
    term = env["account.payment.term"].create({
        "name": "2/10", "early_discount": True, "discount_percentage": 2,
        "discount_days": 10, "early_pay_discount_computation": "included"})
    tax = env.company.account_sale_tax_id
    move = make_invoice(env, taxes=[tax], invoice_payment_term_id=term.id)
    due = move.line_ids.filtered(lambda line: line.display_type == "payment_term")
    assert (due.discount_date, due.discount_amount_currency) == (date(2025, 1, 20), 112.7)

    wizard = register(env, move, payment_date="2025-01-15")
    assert (wizard.amount, wizard.payment_difference) == (112.7, 2.3)
    assert wizard.early_payment_discount_mode
    assert wizard.payment_difference_handling == "reconcile"
    wizard.action_create_payments()

    [payment] = move.matched_payment_ids
    balances = {line.account_id.name: line.balance for line in payment.move_id.line_ids}
    assert move.payment_state == "paid"
    assert balances["Cash Discount Loss"] == 2
    assert balances[tax.invoice_repartition_line_ids.account_id.name] == 0.3
    assert register(env, make_invoice(env, invoice_payment_term_id=term.id),
                    payment_date="2025-02-15").amount == 100


def test_a_tax_is_due_with_what_is_paid(env):
    accounts = env["account.account"].create([
        {"name": name, "code": code, "account_type": "liability_current",
         "reconcile": name == "waiting"} for name, code in (
             ("waiting", "299998"), ("tax", "299999"))])
    tax = env["account.tax"].create({
        "name": "cash basis", "amount": 10, "tax_exigibility": "on_payment",
        "cash_basis_transition_account_id": accounts[0].id,
        "repartition_line_ids": [
            (0, 0, {"document_type": document, "repartition_type": kind,
                    "account_id": accounts[1].id if kind == "tax" else False})
            for document in ("invoice", "refund") for kind in ("base", "tax")]})
    move = make_invoice(env, taxes=[tax])
    waiting = move.line_ids.filtered("tax_line_id")
    assert waiting.account_id == accounts[0]

    pay(env, move, amount=27.5, payment_date="2025-02-01")
    entry = env["account.move"].search([("tax_cash_basis_origin_move_id", "=", move.id)])
    assert entry.line_ids.filtered(
        lambda line: line.account_id == accounts[1]).balance == -2.5
    assert waiting.amount_residual == -7.5
    pay(env, move)
    assert waiting.reconciled and accounts[1].current_balance == -10
    move.line_ids.remove_move_reconcile()
    accounts[1].invalidate_recordset()
    assert accounts[1].current_balance == 0


@pytest.mark.parametrize(("strategy", "kind"), [
    ("add_invoice_line", "out_invoice"), ("biggest_tax", "out_invoice"),
    ("add_invoice_line", "in_invoice")])
def test_cash_rounding_makes_totals_that_coins_can_pay(env, strategy, kind):
    method = env["account.cash.rounding"].create({
        "name": "five cents", "rounding": 0.05, "strategy": strategy,
        "rounding_method": "HALF-UP"})
    tax = env.company.account_sale_tax_id if kind == "out_invoice" \
        else env.company.account_purchase_tax_id
    move = make_invoice(env, price=9.99, taxes=[tax], kind=kind,
                        invoice_cash_rounding_id=method.id)

    assert move.amount_total == 11.5                    # 9.99 + 1.50 = 11.49
    assert method.compute_difference(move.currency_id, 11.49) == 0.01
    assert move.amount_tax == (1.51 if strategy == "biggest_tax" else 1.5)
