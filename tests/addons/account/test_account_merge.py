"""Codes by company, accounts of companies that become one and part again."""
import pytest

from odoolite.exceptions import UserError, ValidationError


@pytest.fixture
def other(env):
    company = env["res.company"].create({"name": "Other"})
    env["account.chart.template"].try_loading("generic_coa", company)
    env.user.company_ids |= company
    return company


@pytest.fixture
def pair(env, other):
    """An income account of each company, the other's with another code."""
    first = env.ref("account.1_income")
    second = env.ref(f"account.{other.id}_income")
    second.with_company(other).code = "700000"
    return first | second


def wizard_of(env, accounts):
    return env["account.merge.wizard"].with_context(
        active_model="account.account", active_ids=accounts.ids).create({})


def test_each_company_has_its_codes(env, other, pair):
    second = pair[1]
    assert not second.code and second.with_company(other).code == "700000"
    assert env["account.account"].with_company(other).search(
        [("code", "=like", "7000%")]) == second
    assert env["account.account"].search(
        [("code", "=", "400000")], order="code desc") == pair[0]
    with pytest.raises(ValidationError, match="Account codes must be unique"):
        second.with_company(other).code = "101401"
    mapping = pair[0].code_mapping_ids.filtered(lambda one: one.company_id == other)
    assert not mapping.code
    mapping.code = "701"
    assert pair[0].with_company(other).code == "701"


def test_a_copy_takes_the_next_code(env):
    copy = env.ref("account.1_income").copy()
    assert (copy.code, copy.name) == ("400001", "Product Sales (copy)")
    named = env["account.account"].create(
        {"name": "x", "code": "AB", "account_type": "income"})
    assert named.copy().code == "AB.copy"


def test_accounts_merge_and_part(env, other, pair, make_invoice):
    first, second = pair
    partner = env["res.partner"].create({"name": "Bob"})
    move = env["account.move"].with_company(other).create({
        "move_type": "out_invoice", "partner_id": partner.id, "invoice_line_ids": [
            (0, 0, {"name": "x", "price_unit": 10, "account_id": second.id})]})
    line = move.invoice_line_ids
    wizard = wizard_of(env, pair)
    assert wizard.wizard_line_ids.mapped("display_type") == [
        "line_section", "account", "account"]
    assert not wizard.disable_merge_button
    assert wizard.action_merge()["tag"] == "display_notification"
    assert not second.exists() and line.account_id == first
    assert first.company_ids == env.company | other
    assert (first.code, first.with_company(other).code) == ("400000", "700000")
    assert other.income_account_id == first
    assert env.ref(f"account.{other.id}_income") == first
    assert first.action_unmerge()["tag"] == "soft_reload"
    line.invalidate_recordset()
    other.invalidate_recordset()
    copy = line.account_id
    assert copy != first and copy.company_ids == other
    assert other.income_account_id == copy
    assert copy.with_company(other).code == "700000" and first.company_ids == env.company
    with pytest.raises(UserError, match="already belongs to a single company"):
        first.action_unmerge()


def test_accounts_of_one_company_stay(env):
    accounts = env["account.account"].create([
        {"name": "twin", "code": code, "account_type": "income"} for code in ("T1", "T2")])
    wizard = wizard_of(env, accounts)
    assert wizard.disable_merge_button
    assert wizard.wizard_line_ids[2].info == "Belongs to the same company as T1 twin."
    with pytest.raises(UserError, match="at least 2 accounts"):
        wizard_of(env, accounts[0])
    with pytest.raises(UserError, match="only be used on accounts"):
        env["account.merge.wizard"].create({})


def test_terms_that_are_used_stay(env, make_invoice):
    term = env.ref("account.account_payment_term_30days")
    make_invoice(invoice_payment_term_id=term.id)
    with pytest.raises(UserError, match="other records still reference it"):
        term.unlink()
    with pytest.raises(ValidationError, match="at least one percent line"):
        env["account.payment.term"].create({"name": "x", "line_ids": [(5,)]})
