"""Numbers of entries by journal, kind and period, and what changes with a partner."""
import pytest

from odoolite.exceptions import UserError, ValidationError


def post(make_invoice, day, **values):
    return make_invoice(invoice_date=day, date=day, **values).name


def test_each_year_counts_anew_and_each_kind_for_itself(make_invoice):
    assert post(make_invoice, "2024-12-31") == "INV/2024/00001"
    assert post(make_invoice, "2025-01-01") == "INV/2025/00001"
    assert post(make_invoice, "2024-06-01") == "INV/2024/00002"
    assert post(make_invoice, "2025-02-01", kind="out_refund") == "RINV/2025/00001"
    assert post(make_invoice, "2025-02-01", kind="out_receipt") == "INV/2025/00002"
    assert post(make_invoice, "2025-03-31", kind="in_invoice") == "BILL/2025/03/0001"
    assert post(make_invoice, "2025-04-01", kind="in_invoice") == "BILL/2025/04/0001"


@pytest.mark.parametrize(("given", "following", "next_year"), [
    ("FAC-2025-A007", "FAC-2025-A008", "FAC-2026-A001"),
    ("2025/03/09", "2025/03/10", "2026/01/01"),
    ("X25/0099", "X25/0100", "X26/0001"),
    ("PLAIN0041", "PLAIN0042", "PLAIN0043"),
    ("N0007/B", "N0008/B", "N0009/B")])
def test_a_name_by_hand_leads(make_invoice, given, following, next_year):
    assert post(make_invoice, "2025-03-01", name=given) == given
    assert post(make_invoice, "2025-03-02") == following
    assert post(make_invoice, "2026-01-05") == next_year


def test_a_journal_with_one_sequence_counts_refunds_too(env, make_invoice):
    env.ref("account.1_sale").refund_sequence = False
    assert post(make_invoice, "2025-02-01") == "INV/2025/00001"
    assert post(make_invoice, "2025-02-01", kind="out_refund") == "INV/2025/00002"


def test_a_number_stays_in_its_year(make_invoice):
    move = make_invoice()
    move.button_draft()
    with pytest.raises(ValidationError, match="isn't aligned"):
        move.invoice_date = "2024-05-05"
    move.action_post()
    assert move.name == "INV/2025/00001"


def test_a_draft_follows_its_new_partner(env, make_invoice):
    move = make_invoice(post=False)
    term = env.ref("account.account_payment_term_30days")
    position = env.ref("account.1_template_generic_export_fiscal_position")
    partner = env["res.partner"].create({
        "name": "Bob", "property_payment_term_id": term.id,
        "property_account_position_id": position.id})
    bank = env["res.partner.bank"].create(
        {"acc_number": "BE71", "partner_id": env.company.partner_id.id})

    move.partner_id = partner

    assert (move.invoice_payment_term_id, move.fiscal_position_id) == (term, position)
    assert str(move.invoice_date_due) == "2025-02-09"
    assert move.line_ids.partner_id == partner and move.partner_bank_id == bank


def test_a_negative_invoice_becomes_a_credit_note(make_invoice):
    move = make_invoice(price=-50, post=False)
    move.action_switch_move_type()
    assert (move.move_type, move.amount_total) == ("out_refund", 50)


def test_what_is_in_the_books_holds_accounts_journals_and_currency(env, make_invoice):
    make_invoice(post=False)
    euro = env.ref("base.EUR")
    with pytest.raises(ValidationError, match="containing draft"):
        env.ref("account.1_sale").active = False
    with pytest.raises(UserError, match="different foreign currency"):
        env.ref("account.1_income").currency_id = euro
    with pytest.raises(UserError, match="currency of the company"):
        env.company.currency_id = euro
