"""Taxes, analytic accounts, models of reconciliation, banks, charts: small answers."""
import pytest

from odoolite.exceptions import UserError, ValidationError


def test_taxes_follow_their_form(env):
    tax = env["account.tax"].new({"amount": 21, "amount_type": "percent"})
    tax.onchange_amount()
    assert tax.invoice_label == "21%"
    tax.amount_type = "group"
    tax.onchange_amount_type()
    assert not tax.invoice_label
    known = env.company.account_sale_tax_id
    assert known.tax_label == "15%" and known.is_domestic
    assert "invoice tax 100%" in known.repartition_lines_str
    known.tax_group_id.country_id = env.ref("base.be")
    with pytest.raises(ValidationError, match="same country_id"):
        known.validate_tax_group_id()


def test_tags_are_those_of_the_kind_of_document(env):
    tax = env.company.account_sale_tax_id
    tag = env["account.account.tag"].create({"name": "+1", "applicability": "taxes"})
    tax.refund_repartition_line_ids.filtered(
        lambda line: line.repartition_type == "tax").tag_ids = tag
    assert tax.get_tax_tags(True, "tax") == tag
    assert not tax.get_tax_tags(False, "tax")


def test_analytic_plans_tell_what_is_relevant(env):
    plan = env["account.analytic.plan"].create({
        "name": "Departments", "applicability_ids": [
            (0, 0, {"business_domain": "invoice", "applicability": "mandatory"}),
            (0, 0, {"business_domain": "bill", "applicability": "unavailable"})]})
    account = env["account.analytic.account"].create({"name": "A", "plan_id": plan.id})

    def find(**kwargs):
        return [row for row in env["account.analytic.plan"].get_relevant_plans(**kwargs)
                if row["id"] == plan.id]

    assert find()[0]["applicability"] == "optional"
    assert find(business_domain="invoice")[0]["applicability"] == "mandatory"
    assert not find(business_domain="bill")
    assert find(business_domain="bill", existing_account_ids=account.ids)
    assert find()[0]["column_name"] == f"x_plan{plan.id}_id"
    assert (plan.all_account_count, plan.children_count) == (1, 0)
    assert plan.action_view_analytical_accounts()["domain"] == [
        ("plan_id", "child_of", plan.id)]


def test_analytic_accounts_know_their_invoices(env):
    plan = env["account.analytic.plan"].create({"name": "P"})
    account = env["account.analytic.account"].create({"name": "A", "plan_id": plan.id})
    move = env["account.move"].create({
        "move_type": "out_invoice", "partner_id": env["res.partner"].create(
            {"name": "Ada"}).id, "invoice_line_ids": [(0, 0, {
                "name": "x", "price_unit": 50,
                "analytic_distribution": {str(account.id): 100}})]})
    move.action_post()
    assert (account.invoice_count, account.vendor_bill_count) == (1, 0)
    assert account.action_view_invoice()["res_id"] == move.id
    account.invalidate_recordset()
    line = account.with_context(analytic_plan_id=plan.id).line_ids
    assert line.general_account_id == move.invoice_line_ids.account_id
    assert line.partner_id == move.partner_id


def test_an_analytic_line_costs_what_its_product_does(env):
    product = env["product.product"].create({"name": "x", "standard_price": 7})
    line = env["account.analytic.line"].new({"product_id": product.id, "unit_amount": 3})
    line.on_change_unit_amount()
    assert line.amount == -21 and line.product_uom_id == product.uom_id


def test_models_of_reconciliation_are_checked(env):
    models = env["account.reconcile.model"]
    model = models.create({"name": "Fees", "match_label": "contains",
                           "match_label_param": "fee", "line_ids": [
                               (0, 0, {"account_id": env.ref("account.1_expense").id})]})
    assert model.can_be_proposed and model.line_ids.amount == 100
    model.action_set_auto_reconcile()
    assert model.trigger == "auto_reconcile"
    assert model.copy().name == "Fees (copy)"
    assert model.action_reconcile_stat()["domain"] == [("id", "in", [])]
    with pytest.raises(ValidationError, match="regex is not valid"):
        models.create({"name": "x", "match_label": "match_regex", "match_label_param": "("})
    with pytest.raises(UserError, match="not a number"):
        model.line_ids.write({"amount_type": "fixed", "amount_string": "x"})


def test_bank_accounts_are_trusted_by_those_who_may(env):
    partners = env["res.partner"].create([{"name": "a"}, {"name": "b"}])
    first, second = env["res.partner.bank"].create([
        {"acc_number": "BE71 0961", "partner_id": partner.id} for partner in partners])
    assert first.duplicate_bank_partner_ids == partners[1]
    clerk = env["res.users"].create({"name": "c", "login": "c", "group_ids": [
        (6, 0, [env.ref("base.group_user").id,
                env.ref("account.group_account_invoice").id,
                env.ref("base.group_partner_manager").id])]})
    with pytest.raises(UserError, match="un-trust"):
        second.with_user(clerk).allow_out_payment = True
    assert first.get_available_qr_methods_in_sequence() == []
    assert first.build_qr_code_url(1, "", "", env.company.currency_id, partners) is None
    with pytest.raises(UserError, match="Currency must always"):
        first.build_qr_code_base64(1, "", "", None, partners)


def test_what_the_chart_made_is_found_by_name(env):
    chart = env["account.chart.template"]
    assert chart.ref("receivable") == env.ref("account.1_receivable")
    assert chart.company_xmlid("sale") == "account.1_sale"
    assert chart.ref("nothing", raise_if_not_found=False) is None
    chart.try_loading("generic_coa", env.company)
    with pytest.raises(ValidationError, match="Unknown chart"):
        chart.try_loading("zz", env["res.company"].create({"name": "Other"}))


def test_drafts_are_figures_for_other_databases(env):
    env["account.move"].create({"move_type": "entry"})
    assert env["kpi.provider"].get_kpi_summary()[-1] == {
        "id": "account_journal_type.general", "name": "Miscellaneous", "type": "integer",
        "value": 1}


def test_partners_and_exceptions_open_what_belongs_to_them(env):
    partner = env["res.partner"].create({"name": "Ada"})
    assert partner.action_view_partner_invoices()["domain"][1] == (
        "partner_id", "in", partner.ids)
    env.company.sale_lock_date = "2020-01-01"
    exception = env["account.lock_exception"].create(
        {"sale_lock_date": "2019-01-01", "user_id": False})
    action = exception.action_show_audit_trail_during_exception()
    assert action["res_model"] == "mail.message"


def test_prices_tell_what_they_come_to_with_taxes(env):
    product = env["product.template"].create({"name": "x", "list_price": 100})
    assert product.tax_string == "(= $\xa0115.00 Incl. Taxes)"
    product.taxes_id = False
    assert product.tax_string == " "


def test_terms_show_an_example(env):
    term = env.ref("account.account_payment_term_advance_60days")
    assert not term.example_invalid
    assert "300.00" in term.example_preview and "700.00" in term.example_preview
    early = env.ref("account.account_payment_term_30days_early_discount")
    assert "980.00" in early.example_preview_discount
    assert not early.line_ids.display_days_next_month


def test_revenue_is_a_figure_of_digests(env, make_invoice):
    digest = env["digest.digest"].create({"name": "d", "kpi_account_total_revenue": True})
    before = digest.kpi_account_total_revenue_value
    make_invoice()
    digest.invalidate_recordset()
    assert digest.kpi_account_total_revenue_value == before + 100


def test_lines_name_the_accounts_of_their_distribution(env, make_invoice):
    plan = env["account.analytic.plan"].create({"name": "P"})
    accounts = env["account.analytic.account"].create(
        [{"name": name, "plan_id": plan.id} for name in "ab"])
    line = make_invoice(post=False).invoice_line_ids
    line.analytic_distribution = {f"{accounts[0].id},{accounts[1].id}": 100, "999999999": 1}
    assert line.distribution_analytic_account_ids == accounts
    assert line.has_invalid_analytics


def test_a_mail_of_an_invoice_becomes_a_template(env, make_invoice):
    move = make_invoice()
    wizard = env["account.move.send.wizard"].with_context(
        active_model="account.move", active_ids=move.ids).create({})
    assert wizard.open_template_creation_wizard()["res_id"] == wizard.id
    wizard.write({"template_name": "Ours", "subject": "Hello"})
    wizard.create_mail_template()
    assert (wizard.template_id.name, wizard.template_id.subject) == ("Ours", "Hello")


def test_those_who_only_read_see_all_fields_of_a_thread(env):
    model = env.ref("account.1_bank_fees_reco")
    clerk = env["res.users"].create({"name": "c", "login": "reader", "group_ids": [
        (6, 0, [env.ref("base.group_user").id,
                env.ref("account.group_account_readonly").id])]})
    assert not model.with_user(clerk).has_access("write")
    [values] = model.with_user(clerk).read()
    assert (values["message_has_error_counter"], values["message_needaction"]) == (0, False)
