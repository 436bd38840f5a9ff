"""Payments and their entries: from the draft on, changed together, gone together."""
import pytest

from odoolite.exceptions import UserError


@pytest.fixture
def payment(env):
    partner = env["res.partner"].create({"name": "Ada"})
    return env["account.payment"].create(
        {"partner_id": partner.id, "amount": 30, "memo": "advance"})


def pay(env, **context):
    env["account.payment.register"].with_context(
        **context).create({}).action_create_payments()


def test_a_draft_has_its_entry_and_no_number(payment):
    assert (payment.state, payment.name, payment.display_name) == (
        "draft", False, "Draft Payment")
    assert payment.move_id.state == "draft"

    payment.amount = 40

    assert sorted(payment.move_id.line_ids.mapped("balance")) == [-40, 40]


def test_posting_numbers_payment_and_entry(payment):
    payment.action_post()

    assert payment.name == payment.move_id.name == f"PBNK1/{payment.date.year}/00001"
    assert (payment.state, payment.is_matched) == ("in_process", False)
    with pytest.raises(UserError, match="must be in draft"):
        payment.action_post()
    with pytest.raises(UserError, match="posted journal entry"):
        payment.amount = 50


def test_drafts_and_cancelled_payments_leave_the_books(payment):
    payment.action_post()
    payment.action_draft()
    assert (payment.state, payment.move_id.state) == ("draft", "draft")
    payment.action_cancel()
    assert payment.state == "canceled" and not payment.move_id


def test_deleting_a_payment_opens_its_invoice_again(env, make_invoice):
    move = make_invoice()
    pay(env, active_model="account.move", active_ids=move.ids)
    payment = move.matched_payment_ids
    assert (move.payment_state, payment.state) == ("paid", "paid")

    payment.unlink()

    assert (move.payment_state, move.amount_residual) == ("not_paid", 100)


def test_a_payment_of_a_draft_is_matched_when_the_invoice_is_posted(env, make_invoice):
    move = make_invoice(post=False)
    with pytest.raises(UserError, match="posted journal entries"):
        move.action_register_payment()
    action = move.action_force_register_payment()
    pay(env, **action["context"])
    assert move.matched_payment_ids.state == "in_process"

    move.action_post()

    assert (move.payment_state, move.matched_payment_ids.state) == ("paid", "paid")


def test_buttons_open_what_is_paid(env, make_invoice):
    move = make_invoice()
    pay(env, active_model="account.move", active_ids=move.ids)
    payment = move.matched_payment_ids
    assert payment.button_open_invoices()["res_id"] == move.id
    assert payment.button_open_journal_entry()["res_id"] == payment.move_id.id
    assert payment.button_open_bills()["domain"] == [("id", "in", [])]
    assert move.open_payments()["res_id"] == payment.id
    assert payment.move_id.action_open_business_doc()["res_model"] == "account.payment"
    assert set(move.open_reconcile_view()["domain"][0][2]) >= set(
        payment.move_id.line_ids.filtered("reconciled").ids)
