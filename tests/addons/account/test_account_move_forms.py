"""What forms of invoices show, and the wizards that post and number anew."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError


def make_invoice(env, partner, day="2025-03-04", price=100, **values):
    return env["account.move"].create({
        "move_type": "out_invoice", "partner_id": partner.id, "invoice_date": day,
        "invoice_line_ids": [(0, 0, {"name": "x", "price_unit": price,
                                     "tax_ids": [(6, 0, [])]})], **values})


@pytest.fixture
def partner(env):
    return env["res.partner"].create({"name": "Ada"})


def test_payments_and_open_credits_are_shown(env, partner):
    move = make_invoice(env, partner)
    assert move.name_placeholder == "INV/2025/00001"
    move.action_post()
    payment = env["account.payment"].create({
        "partner_id": partner.id, "amount": 40, "payment_type": "inbound"})
    payment.action_post()
    [credit] = move.invoice_outstanding_credits_debits_widget["content"]
    assert credit["amount"] == 40 and move.invoice_has_outstanding
    move.js_assign_outstanding_line(credit["id"])

    [paid] = move.invoice_payments_widget["content"]
    assert (paid["amount"], paid["account_payment_id"]) == (40, payment.id)
    assert move.amount_residual == 60 and not move.invoice_has_outstanding
    move.js_remove_outstanding_partial(paid["partial_id"])
    assert move.amount_residual == 100
    assert move.amount_total_words == "One Hundred Dollars"
    assert move.read()[0]["payment_state"] == "not_paid"


def test_the_same_bill_twice_is_noticed(env, partner):
    bills = [env["account.move"].create({
        "move_type": "in_invoice", "partner_id": partner.id, "ref": "R1",
        "invoice_date": "2025-03-04"}) for _ in range(2)]
    env.invalidate_all()        # the first was alone when it was looked at
    assert bills[0].duplicated_ref_ids == bills[1]


def test_a_blocked_invoice_stays_blocked(env, partner):
    move = make_invoice(env, partner)
    move.action_post()
    move.action_toggle_block_payment()
    assert move.payment_state == "blocked"
    move.action_toggle_block_payment()
    assert move.payment_state == "not_paid"


def test_drafts_are_posted_together(env, partner):
    moves = make_invoice(env, partner) | make_invoice(env, partner)
    action = moves.action_validate_moves_with_confirmation()
    wizard = env[action["res_model"]].with_context(**action["context"]).create({})
    wizard.validate_move()
    assert moves.mapped("state") == ["posted", "posted"]
    with pytest.raises(UserError, match="no journal items in the draft state"):
        env[action["res_model"]].with_context(**action["context"]).create({})


def test_entries_are_numbered_anew(env, partner):
    days = ("2025-03-10", "2025-03-04", "2026-01-05")
    moves = env["account.move"].browse([make_invoice(env, partner, day).id for day in days])
    moves.action_post()
    assert moves.mapped("name") == ["INV/2025/00001", "INV/2025/00002", "INV/2026/00001"]
    wizard = env["account.resequence.wizard"].with_context(
        active_model="account.move", active_ids=moves.ids).create({"ordering": "date"})
    assert wizard.first_name == "INV/2025/00001"
    wizard.first_name = "INV/2025/00010"
    wizard.resequence()
    assert moves.mapped("name") == ["INV/2025/00011", "INV/2025/00010", "INV/2026/00001"]
