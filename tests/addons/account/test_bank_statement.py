"""Bank statements and their lines."""
from __future__ import annotations

import pytest


@pytest.fixture
def bank(env):
    return env.ref("account.1_bank")


def test_a_line_is_an_entry_that_waits(env, bank):
    partner = env["res.partner"].create({"name": "Ada"})
    line = env["account.bank.statement.line"].create({
        "journal_id": bank.id, "date": "2025-02-03", "payment_ref": "hello",
        "partner_id": partner.id, "amount": 50})

    assert line.move_id.state == "posted" and line.move_id.name == "BNK1/2025/00001"
    assert {own.account_id: own.balance for own in line.line_ids} == {
        bank.default_account_id: 50, bank.suspense_account_id: -50}
    assert (line.is_reconciled, line.amount_residual) == (False, -50)
    line.amount = 60
    assert sorted(line.line_ids.mapped("balance")) == [-60, 60]


def test_a_line_is_matched_with_an_invoice(env, bank):
    partner = env["res.partner"].create({"name": "Ada"})
    invoice = env["account.move"].create({
        "move_type": "out_invoice", "partner_id": partner.id,
        "invoice_line_ids": [(0, 0, {"name": "x", "price_unit": 50,
                                     "tax_ids": [(6, 0, [])]})]})
    invoice.action_post()
    due = invoice.line_ids.filtered(lambda own: own.display_type == "payment_term")
    line = env["account.bank.statement.line"].create({
        "journal_id": bank.id, "payment_ref": "x", "partner_id": partner.id, "amount": 50,
        "counterpart_account_id": due.account_id.id})
    other = line.line_ids.filtered(lambda own: own.account_id == due.account_id)
    (due + other).reconcile()

    assert line.is_reconciled and invoice.payment_state == "paid"
    line.action_undo_reconciliation()
    assert not line.is_reconciled and invoice.payment_state == "not_paid"
    assert bank.suspense_account_id in line.line_ids.account_id


def test_a_line_in_a_foreign_currency(env, bank):
    euro = env.ref("base.EUR")
    euro.active = True
    line = env["account.bank.statement.line"].create({
        "journal_id": bank.id, "payment_ref": "x", "amount": 50,
        "foreign_currency_id": euro.id, "amount_currency": 40})

    suspense = line.line_ids.filtered(
        lambda own: own.account_id == bank.suspense_account_id)
    assert (suspense.amount_currency, suspense.balance) == (-40, -50)


def test_statements_follow_each_other(env, bank):
    first, second = (env["account.bank.statement"].create({
        "balance_end_real": end, "line_ids": [
            (0, 0, {"journal_id": bank.id, "date": day, "payment_ref": "x",
                    "amount": amount}) for amount in amounts]})
        for day, end, amounts in (("2025-02-03", 30, (10, 20)), ("2025-02-05", 25, (-5,))))

    assert first.name == "BNK1 Statement 2025-02-03" and first.is_complete
    assert (second.balance_start, second.balance_end, second.is_valid) == (30, 25, True)
    assert second.line_ids.running_balance == 25
    second.balance_start = 31
    assert not second.is_valid
    second.balance_end_real = 99
    assert not second.is_complete and second.problem_description
