"""Wizards: other accounts and periods, hashes, banks, accruals, reversals, payments."""
import json

import pytest

from odoolite.exceptions import UserError


def wizard_of(env, model, records, **values):
    return env[model].with_context(
        active_model=records._name, active_ids=records.ids).create(values)


@pytest.fixture
def sold(make_invoice):
    """The line of income of a posted invoice."""
    return make_invoice().line_ids.filtered(lambda line: line.display_type == "product")


def test_lines_move_to_another_account(env, sold):
    other = env.ref("account.1_other_income")
    wizard = wizard_of(env, "account.automatic.entry.wizard", sold,
                       action="change_account", destination_account_id=other.id)
    assert json.loads(wizard.preview_move_data)["groups_vals"]

    action = wizard.do_action()

    move = env["account.move"].browse(action["res_id"])
    balances = {line.account_id: line.balance for line in move.line_ids}
    assert move.state == "posted"
    assert balances == {other: -100, sold.account_id: 100}


def test_what_is_owed_moves_and_is_matched(env, make_invoice):
    move = make_invoice()
    due = move.line_ids.filtered(lambda line: line.display_type == "payment_term")
    wizard_of(env, "account.automatic.entry.wizard", due, action="change_account",
              destination_account_id=env.ref("account.1_current_assets").id).do_action()
    assert due.reconciled


def test_a_part_moves_to_another_period(env, sold):
    accrual = env.ref("account.1_deferred_revenue")
    accrual.reconcile = True
    wizard = wizard_of(env, "account.automatic.entry.wizard", sold, percentage=40,
                       action="change_period", date="2025-02-28")
    assert (wizard.account_type, wizard.total_amount) == ("income", -40)
    wizard.revenue_accrual_account = accrual
    assert env.company.revenue_accrual_account_id == accrual

    action = wizard.do_action()

    moves = env["account.move"].browse(action["domain"][0][2])
    assert sorted(str(move.date) for move in moves) == ["2025-01-10", "2025-02-28"]
    assert sum(moves.line_ids.filtered(
        lambda line: line.account_id == sold.account_id).mapped("balance")) == 0
    assert all(moves.line_ids.filtered(
        lambda line: line.account_id == accrual).mapped("reconciled"))
    assert sold.move_id.open_adjusting_entries()["res_model"] == "account.move"


def test_only_posted_lines_move(env, make_invoice):
    lines = make_invoice(post=False).line_ids
    with pytest.raises(UserError, match="posted journal items"):
        wizard_of(env, "account.automatic.entry.wizard", lines)
    with pytest.raises(UserError, match="used on journal items"):
        env["account.automatic.entry.wizard"].create({})


def test_entries_up_to_a_day_are_secured(env, make_invoice):
    early = make_invoice()
    late = make_invoice(invoice_date="2025-03-01", date="2025-03-01")
    make_invoice(post=False)
    wizard = env["account.secure.entries.wizard"].create({"hash_date": "2025-01-31"})
    assert wizard.move_to_hash_ids == early
    assert "account_unhashed_draft_entries" in wizard.warnings
    assert str(wizard.max_hash_date) == "2025-03-01"

    wizard.action_secure_entries()

    assert early.secured and not late.secured


def test_answers_of_the_autopost_question_are_kept(env):
    partner = env["res.partner"].create({"name": "Ada"})
    wizard = env["account.autopost.bills.wizard"].create({"partner_id": partner.id})
    for method, value in (("action_automate_partner", "always"),
                          ("action_never_automate_partner", "never"),
                          ("action_ask_later", "ask")):
        getattr(wizard, method)()
        assert partner.autopost_bills == value


def test_a_bank_account_gets_the_journal_without_one(env):
    action = env["res.company"].setting_init_bank_account_action()
    wizard = env[action["res_model"]].with_context(**action["context"]).create(
        {"acc_number": "BE71 0961 2345 6769"})
    assert wizard.linked_journal_id == env.ref("account.1_bank")
    wizard.set_linked_journal_id()
    journal = env.ref("account.1_bank")
    assert journal.bank_account_id == wizard.res_partner_bank_id
    assert journal.bank_account_id.partner_id == env.company.partner_id


def test_what_is_delivered_but_not_invoiced_is_accrued(env):
    product = env["product.product"].create({
        "name": "Work", "type": "service", "invoice_policy": "delivery", "taxes_id": []})
    order = env["sale.order"].create({
        "partner_id": env["res.partner"].create({"name": "Ada"}).id, "order_line": [
            (0, 0, {"product_id": product.id, "price_unit": 10, "product_uom_qty": 5})]})
    order.action_confirm()
    order.order_line.qty_delivered = 3
    account = env.ref("account.1_current_assets")
    wizard = wizard_of(env, "account.accrued.orders.wizard", order, date="2025-01-31",
                       account_id=account.id)
    assert str(wizard.reversal_date) == "2025-02-01"

    action = wizard.create_entries()

    moves = env["account.move"].browse(action["domain"][0][2]).sorted("date")
    assert moves.mapped("state") == ["posted", "posted"]
    assert [move.line_ids.filtered(lambda line: line.account_id == account).balance
            for move in moves] == [30, -30]
    wizard.reversal_date = "2025-01-01"
    with pytest.raises(UserError, match="posterior"):
        wizard.create_entries()


def test_the_wizard_that_reverses_knows_what_is_left(env, make_invoice):
    move = make_invoice()
    wizard = wizard_of(env, "account.move.reversal", move)
    assert (wizard.residual, wizard.move_type) == (100, "out_invoice")
    assert wizard.available_journal_ids == env.ref("account.1_sale")


def test_the_wizard_that_pays_names_what_it_can_use(env, make_invoice):
    move = make_invoice()
    wizard = wizard_of(env, "account.payment.register", move)
    assert env.ref("account.1_bank") in wizard.available_journal_ids
    assert wizard.payment_method_line_id in wizard.available_payment_method_line_ids
    assert not wizard.is_register_payment_on_draft and not wizard.actionable_errors
    assert wizard.action_open_untrusted_bank_accounts()["domain"] == [("id", "in", [])]


def test_the_wizard_that_posts_tells_of_days_to_come(env, make_invoice):
    move = make_invoice(post=False, invoice_date="2099-01-01", date="2099-01-01")
    wizard = wizard_of(env, "validate.account.move", move, force_post=True)
    assert wizard.display_force_post and not wizard.is_entries
    wizard.validate_move()
    assert move.state == "posted"
