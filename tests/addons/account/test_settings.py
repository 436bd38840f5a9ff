"""Settings of invoicing and sales, groups that users' forms leave out."""
import pytest

from odoolite.exceptions import UserError, ValidationError


def test_settings_of_invoicing(env):
    settings = env["res.config.settings"].create({})
    assert settings.chart_template == "generic_coa" and settings.has_chart_of_accounts
    settings.module_account_budget = True
    settings.onchange_module_account_budget()
    settings.onchange_analytic_accounting()
    assert settings.group_analytic_accounting and settings.module_account_accountant
    assert settings.action_update_terms()["res_id"] == env.company.id
    with pytest.raises(UserError, match="l10n_eu_oss"):
        settings.action_eu_oss_tax_mapping()
    with pytest.raises(ValidationError, match="Could not establish the connection"):
        settings.action_sale_start_payment_onboarding()


def test_the_credit_limit_of_all_partners(env):
    settings = env["res.config.settings"].create({"account_default_credit_limit": 700})
    settings.execute()
    assert env["res.config.settings"].create({}).account_default_credit_limit == 700


def test_forms_of_users_leave_groups_out(env):
    known = env.ref("account.group_account_user") | env.ref("account.group_account_invoice")
    found = env["res.groups"].get_application_groups([("id", "in", known.ids)])
    assert found == env.ref("account.group_account_invoice")


def test_payments_of_orders_that_nobody_made(env):
    order = env["sale.order"].create(
        {"partner_id": env["res.partner"].create({"name": "Ada"}).id})
    assert order.payment_action_capture() is None
    assert order.payment_action_void() is None


def test_products_are_added_to_documents(env, make_invoice):
    move = make_invoice(post=False)
    action = move.line_ids.with_context(order_id=move.id).action_add_from_catalog()
    assert action["context"]["product_catalog_order_id"] == move.id


def test_journals_without_networks(env):
    journal = env["account.journal"].search([("type", "=", "purchase")], limit=1)
    journal.incoming_einvoice_notification_email = "a@example.com"
    journal.button_fetch_in_einvoices()
    journal.button_unsubscribe_from_invoice_notifications()
    assert not journal.incoming_einvoice_notification_email


def test_documents_tell_the_terms(env):
    env["ir.config_parameter"].set_param("account.use_invoice_terms", "True")
    env.company.invoice_terms = "<p>Pay.</p>"
    partner = env["res.partner"].create({"name": "Ada"})
    moves = env["account.move"]
    values = {"move_type": "out_invoice", "partner_id": partner.id}
    assert env.company.terms_type == "plain"
    assert moves.create(values).narration == "<p>Pay.</p>"
    assert moves.create({**values, "narration": "<p>x</p>"}).narration == "<p>x</p>"
    assert not moves.create({**values, "move_type": "in_invoice"}).narration
    env.company.terms_type = "html"
    assert "/terms" in moves.create(values).narration


def test_notes_have_the_currency_of_their_document(env, make_invoice):
    euro = env.ref("base.EUR")
    euro.active = True
    move = make_invoice(post=False)
    move.invoice_line_ids = [(0, 0, {"display_type": "line_note", "name": "n"})]
    move.currency_id = euro
    assert move.line_ids.currency_id == euro
