"""The generic chart for further companies."""
import pytest

from odoolite.exceptions import ValidationError


@pytest.fixture
def company(env):
    company = env["res.company"].create({
        "name": "Second", "country_id": env.ref("base.be").id,
        "currency_id": env.ref("base.EUR").id})
    env["account.chart.template"].try_loading("generic_coa", company)
    return company


def test_a_second_company_has_a_chart_of_its_own(env, company):
    own = env["account.journal"].with_company(company).env
    assert own["account.journal"].search([("company_id", "=", company.id)]).mapped(
        "code") == ["INV", "BILL", "BNK1", "MISC", "CABA", "EXCH"]
    accounts = own["account.account"]
    first = accounts.with_company(env.company).search_count(
        [("company_ids", "in", env.company.ids)])
    assert accounts.search_count([("company_ids", "in", company.ids)]) == first
    tax = company.account_sale_tax_id
    assert (tax.company_id, tax.country_id, tax.tax_group_id.company_id) == (
        company, company.country_id, company)
    assert tax.repartition_line_ids.account_id.company_ids == company
    assert own["account.chart.template"].ref("sale").company_id == company


def test_a_second_company_sells(env, company):
    own = env["res.partner"].with_company(company).env
    partner = own["res.partner"].create({"name": "Ada"})
    assert partner.property_account_receivable_id.company_ids == company
    move = own["account.move"].create({
        "move_type": "out_invoice", "partner_id": partner.id,
        "invoice_line_ids": [(0, 0, {"name": "x", "price_unit": 100})]})
    move.action_post()
    assert (move.company_id, move.currency_id.name) == (company, "EUR")
    assert move.line_ids.account_id.company_ids == company


def test_a_chart_is_loaded_once(env, company):
    assert env["account.chart.template"].try_loading("generic_coa", company) is None
    company.chart_template = False
    with pytest.raises(ValidationError, match="already accounting entries"):
        env["account.chart.template"].try_loading("generic_coa", company)
