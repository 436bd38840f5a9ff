"""Chances worked out from leads that were won and lost; leads given out."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError, ValidationError

INSTALL = ["crm"]


def test_chances_follow_what_was_won_and_lost(env):
    leads = env["crm.lead"]
    assert leads.create({"name": "first"}).probability == 0

    leads.create({"name": "won", "phone": "+32 2"}).action_set_won()
    leads.create({"name": "lost"}).action_set_lost()

    chance = leads.create({"name": "next"})
    likely = leads.create({"name": "like the one won", "phone": "+32 3"})
    assert chance.probability == chance.automated_probability == 50
    assert likely.probability > 90


def test_a_chance_by_hand_stays(env):
    lead = env["crm.lead"].create({"name": "mine", "probability": 12})
    env["crm.lead"].create({"name": "won"}).action_set_won()

    lead.stage_id = env.ref("crm.stage_lead2")

    assert lead.probability == 12
    assert not lead.is_automated_probability
    lead.action_set_automated_probability()
    assert lead.probability == lead.automated_probability > 90


def test_taking_a_lost_lead_up_again_takes_it_off_the_tables(env):
    lead = env["crm.lead"].create({"name": "again"})
    first = [("variable", "=", "stage_id"), ("team_id", "=", False),
             ("value", "=", str(env.ref("crm.stage_lead1").id))]
    lead.action_set_lost()
    row = env["crm.lead.scoring.frequency"].search(first)
    assert round(row.lost_count, 1) == 1.1

    lead.action_restore()

    assert round(row.lost_count, 1) == 0.1


def test_counting_anew(env):
    env["crm.lead"].create({"name": "won"}).action_set_won()
    open_lead = env["crm.lead"].create({"name": "open", "phone": "+32 2"})
    env["crm.lead.scoring.frequency"].search([]).unlink()
    wizard = env["crm.lead.pls.update"].create({"pls_start_date": "2000-01-01"})

    wizard.action_update_crm_lead_probabilities()

    assert open_lead.probability > 90
    parameters = env["ir.config_parameter"]
    assert parameters.get_param("crm.pls_start_date") == "2000-01-01"


def make_leads(env, count):
    return env["crm.lead"].create([
        {"name": f"n{i}", "user_id": False, "team_id": False,
         "email_from": f"n{i}@example.com"} for i in range(count)
    ])


def test_leads_are_given_to_teams_and_members(env):
    team = env.ref("sales_team.team_sales_department")
    member = team.crm_team_member_ids
    member.write({"assignment_max": 90, "assignment_domain": "[('name', '!=', 'n0')]"})
    leads = make_leads(env, 5)

    action = team.action_assign_leads()

    assert leads.team_id == team
    assert not leads[0].user_id
    assert len(leads.filtered("user_id")) == 3      # 90 a month are 3 a day
    assert action["params"]["title"] == "Leads Assigned"
    assert member.lead_day_count == 3


def test_twins_are_merged_when_they_are_given_out(env):
    leads = make_leads(env, 2)
    leads.email_from = "same@example.com"

    env.ref("sales_team.team_sales_department").action_assign_leads()

    assert len(leads.exists()) == 1


def test_only_managers_give_leads_out(env):
    user = env["res.users"].create({
        "name": "s", "login": "s",
        "group_ids": [(4, env.ref("sales_team.group_sale_salesman").id)],
    })

    with pytest.raises(UserError, match="managers or administrators"):
        env.ref("sales_team.team_sales_department").with_user(user).action_assign_leads()


def test_a_domain_has_to_be_one(env):
    with pytest.raises(ValidationError, match="incorrectly formatted"):
        env.ref("sales_team.team_sales_department").assignment_domain = "[('nope', '=', 1)]"


def test_settings_start_the_job(env):
    cron = env.ref("crm.ir_cron_crm_lead_assign")
    env["res.config.settings"].create({
        "crm_use_auto_assignment": True, "crm_auto_assignment_action": "auto",
        "crm_auto_assignment_interval_type": "hours",
        "crm_auto_assignment_interval_number": 4,
    }).execute()

    assert (cron.active, cron.interval_type, cron.interval_number) == (True, "hours", 4)


def test_digest_counts_leads(env):
    env["crm.lead"].create({"name": "won"}).action_set_won()
    digest = env["digest.digest"].search([], limit=1)

    assert digest.kpi_crm_lead_created_value == 1
    assert digest.kpi_crm_opportunities_won_value == 1
