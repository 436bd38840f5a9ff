"""Panels of first steps and how far companies got."""
import pytest

from odoolite.exceptions import ValidationError

INSTALL = ["account"]


@pytest.fixture
def panel(env):
    steps = env["onboarding.onboarding.step"].create([
        {"title": title, "panel_step_open_action_name": "action_x"} for title in "ab"])
    return env["onboarding.onboarding"].create(
        {"name": "P", "route_name": "p", "step_ids": [(6, 0, steps.ids)]})


def test_steps_are_done_one_by_one(env, panel):
    one, two = panel.step_ids
    assert panel.is_per_company and panel.current_onboarding_state == "not_done"
    progress = panel._search_or_create_progress()
    assert one.action_set_just_done() == one and not one.action_set_just_done()
    panel.action_refresh_progress_ids()
    assert (one.current_step_state, progress.onboarding_state) == ("just_done", "not_done")
    two.action_set_just_done()
    assert progress.onboarding_state == "done"
    assert progress.progress_step_ids.action_consolidate_just_done()
    assert one.current_step_state == "done"
    other = env["res.company"].create({"name": "Other"})
    assert one.with_company(other).current_step_state == "not_done"


def test_panels_close(env, panel):
    panel.action_close()
    assert panel.is_onboarding_closed
    panel.action_toggle_visibility()
    assert not panel.is_onboarding_closed
    env["onboarding.onboarding"].action_close_panel("account.nothing")
    with pytest.raises(ValidationError, match='"Opening Action" is required'):
        panel.step_ids.create({"title": "c", "onboarding_ids": panel.ids})


def test_first_steps_of_accounting(env):
    steps = env["onboarding.onboarding.step"]
    name = "account.onboarding_onboarding_step_company_data"
    assert steps.action_open_step_company_data()["res_id"] == env.company.id
    assert env.company.action_save_onboarding_company_data() == "JUST_DONE"
    assert steps.action_validate_step(name) == "WAS_DONE"
    assert steps.action_validate_step("account.nothing") == "NOT_FOUND"
    assert env.company.action_save_onboarding_sale_tax() == "JUST_DONE"
    assert steps.action_open_step_sales_tax()["target"] == "new"
    assert steps.action_open_step_create_invoice()["context"] == {
        "default_move_type": "out_invoice"}
    assert steps.action_open_step_bank_account()["res_model"] == \
        "account.setup.bank.manual.config"
    assert steps.action_open_step_chart_of_accounts()["view_mode"] == "list"
    assert env.company.account_opening_move_id


def test_the_year_is_set_by_its_wizard(env):
    action = env["onboarding.onboarding.step"].action_open_step_fiscal_year()
    wizard = env["account.financial.year.op"].browse(action["res_id"])
    wizard.write({"fiscalyear_last_day": 30, "fiscalyear_last_month": "6",
                  "opening_date": "2025-07-01"})
    assert (env.company.fiscalyear_last_month, str(env.company.account_opening_date)) == (
        "6", "2025-07-01")
    with pytest.raises(ValidationError, match="day is out of range for month"):
        wizard.fiscalyear_last_day = 31
    assert wizard.action_save_onboarding_fiscal_year() == "JUST_DONE"


def test_layout_of_documents(env):
    layout = env["base.document.layout"].create({"company_id": env.company.id})
    layout.account_number = "BE71 0961 2345 6769"
    assert env.company.partner_id.bank_ids.acc_number == "BE71 0961 2345 6769"
    assert layout.document_layout_save() == {"type": "ir.actions.act_window_close"}
