"""Journals on the dashboard, opening balances, fiscal years, account groups."""
import json
from datetime import date

import pytest

from odoolite.exceptions import UserError, ValidationError


def test_the_dashboard_counts_what_is_to_be_done(env, make_invoice):
    make_invoice()
    make_invoice(post=False)
    journal = env.ref("account.1_sale")

    data = json.loads(journal.kanban_dashboard)

    assert (data["number_draft"], data["number_waiting"], data["number_late"]) == (1, 1, 0)
    assert "100.00" in data["sum_waiting"]
    assert journal.entries_count == 2 and journal.has_posted_entries
    assert json.loads(journal.kanban_dashboard_graph)[0]["values"][0]["value"] == 100


@pytest.mark.parametrize(("journal", "action", "kind"), [
    ("1_sale", "open_action", "account.move"),
    ("1_bank", "open_action", "account.bank.statement"),
    ("1_bank", "create_customer_payment", "account.payment"),
    ("1_bank", "create_bank_statement", "account.bank.statement"),
    ("1_purchase", "action_create_vendor_bill", "account.move"),
    ("1_general", "action_post_all_entries", "validate.account.move"),
    ("1_bank", "open_bank_difference_action", "account.move.line")])
def test_buttons_of_journals(env, journal, action, kind):
    found = getattr(env.ref(f"account.{journal}"), action)()
    assert (found["type"], found["res_model"]) == ("ir.actions.act_window", kind)


def test_attachments_become_bills(env):
    files = env["ir.attachment"].create([{"name": n, "raw": b"x"} for n in "ab"])
    action = env.ref("account.1_purchase").create_document_from_attachment(files.ids)
    moves = env["account.move"].browse(action["domain"][0][2])
    assert moves.mapped("move_type") == ["in_invoice"] * 2
    assert files[0].res_id == moves[0].id and moves[0].attachment_ids


def test_a_journal_gets_a_bank_account(env):
    journal = env.ref("account.1_bank")
    journal.set_bank_account("BE71 0961 2345 6769")
    assert journal.bank_account_id.partner_id == env.company.partner_id
    assert journal.bank_acc_number == "BE71 0961 2345 6769"


def test_opening_balances_make_an_entry_that_balances(env):
    account = env["account.account"].search([("account_type", "=", "asset_fixed")], limit=1)
    account.opening_debit = 500
    move = env.company.account_opening_move_id
    rest = move.line_ids.filtered(lambda line: line.account_id != account)
    assert rest.account_id == env.company.get_unaffected_earnings_account()
    assert (rest.credit, account.opening_balance) == (500, 500)
    account.opening_balance = -20
    assert sorted(move.line_ids.mapped("balance")) == [-20, 20]
    move.action_post()
    with pytest.raises(UserError, match="already posted"):
        account.opening_debit = 1
    assert env.company.opening_move_posted()


def test_fiscal_years_end_where_the_company_says(env):
    company = env.company
    assert company.compute_fiscalyear_dates("2024-05-05") == {
        "date_from": date(2024, 1, 1), "date_to": date(2024, 12, 31)}
    company.write({"fiscalyear_last_month": "2", "fiscalyear_last_day": 28})
    assert company.compute_fiscalyear_dates("2024-02-29") == {
        "date_from": date(2023, 3, 1), "date_to": date(2024, 2, 29)}


def test_codes_of_banks_follow_their_prefix(env):
    company, account = env.company, env.ref("account.1_bank").default_account_id
    assert company.get_new_account_code("101401", "1014", "5500") == "550001"
    company.reflect_code_prefix_change("1014", "5500")
    assert account.code == "550001"


def test_groups_of_accounts_nest(env):
    group = env["account.group"]
    outer = group.create({"name": "Assets", "code_prefix_start": "1"})
    inner = group.create(
        {"name": "Cash", "code_prefix_start": "1010", "code_prefix_end": "1019"})
    assert inner.parent_id == outer and outer.code_prefix_end == "1"
    assert env.ref("account.1_bank").default_account_id.group_id == inner
    with pytest.raises(UserError, match="overlap"):
        group.create({"name": "x", "code_prefix_start": "1015"})


def test_entries_need_accounts_and_fitting_journals(env):
    with pytest.raises(ValidationError, match="non sale journal"):
        env["account.move"].create({
            "move_type": "out_invoice", "journal_id": env.ref("account.1_purchase").id})
    partner = env["res.partner"].create({"name": "Ada"})
    assert partner.property_account_receivable_id == env.ref("account.1_receivable")
    assert partner.trust == "normal"


def test_actions_of_lists_do_what_they_say(env, make_invoice):
    move = make_invoice()
    due = move.line_ids.filtered(lambda line: line.display_type == "payment_term")

    def run(name, records):
        return env.ref(f"account.{name}").with_context(
            active_model=records._name, active_ids=records.ids,
            active_id=records[0].id).run()

    assert run("action_move_force_register_payment", move)["res_model"] == \
        "account.payment.register"
    assert run("action_automatic_entry_change_account", due)["res_model"] == \
        "account.automatic.entry.wizard"
    assert run("model_account_move_action_share", move)["res_model"] == "portal.share"
    run("action_move_block_payment", move)
    assert move.payment_state == "blocked"
    payment = env["account.payment"].create({"partner_id": move.partner_id.id, "amount": 1})
    run("action_account_confirm_payments", payment)
    assert payment.state == "in_process"
    draft = make_invoice(post=False)
    run("action_move_switch_move_type", draft)
    assert draft.move_type == "out_refund"
    report = env.ref("account.generic_tax_report_account_tax")
    assert report.root_report_id == env.ref("account.generic_tax_report")
    assert "BE" in env.ref("account.europe_vat").country_ids.mapped("code")
