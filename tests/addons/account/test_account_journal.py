"""Journals of money: their accounts and codes."""


def test_journals_of_money_get_accounts(env):
    bank, cash = env["account.journal"].create([
        {"name": "Second", "type": "bank"}, {"name": "Till", "type": "cash"}])
    assert (bank.code, bank.default_account_id.code) == ("BNK2", "101405")
    assert (cash.code, cash.default_account_id.code) == ("CSH1", "101501")
    assert bank.suspense_account_id == cash.suspense_account_id == \
        env.company.account_journal_suspense_account_id
    assert cash.profit_account_id == env.ref("account.1_cash_diff_income")
    assert cash.loss_account_id == env.ref("account.1_cash_diff_expense")
    assert not bank.profit_account_id
    sale = env["account.journal"].create({"name": "Shop", "type": "sale", "code": "SHP"})
    assert not sale.suspense_account_id


def test_accounts_of_journals_are_of_their_company(env):
    company = env["res.company"].create({"name": "Other"})
    env["account.chart.template"].try_loading("generic_coa", company)
    journal = env["account.journal"].create(
        {"name": "B", "type": "bank", "company_id": company.id})
    account = journal.default_account_id
    assert account.company_ids == company and journal.code == "BNK2"
    assert account.with_company(company).code == "101405" and not account.code
