"""Leads: cheers and meetings."""
from __future__ import annotations

INSTALL = ["crm"]


def make(env, **values):
    team = env.ref("sales_team.team_sales_department")
    return env["crm.lead"].create({
        "name": "L", "type": "opportunity", "team_id": team.id,
        "user_id": env.uid, **values,
    })


def test_won_deals_are_cheered_at_where_they_are_special(env):
    first = make(env, expected_revenue=100)
    effect = first.action_set_won_rainbowman()["effect"]
    assert effect["message"] == "Go, go, go! Congrats for your first deal."
    assert effect["type"] == "rainbow_man"
    better, worse = make(env, expected_revenue=200), make(env, expected_revenue=50)
    assert better.action_set_won_rainbowman()["effect"]["message"].startswith("Boom!")
    assert worse.action_set_won_rainbowman() is True
    assert make(env).get_rainbowman_message() is False


def test_meetings_with_the_customer(env):
    partner = env["res.partner"].create({"name": "C", "email": "c@x.example"})
    lead = make(env, partner_id=partner.id)
    context = lead.action_schedule_meeting()["context"]
    assert context["default_opportunity_id"] == lead.id
    assert partner.id in context["default_partner_ids"]
    meeting = env["calendar.event"].create({
        "name": "talk <b>", "start": "2031-05-05 10:00:00", "stop": "2031-05-05 11:30:00",
    })
    lead.log_meeting(meeting)
    assert "talk &lt;b&gt;" in lead.message_ids[0].body
    assert lead.redirect_lead_opportunity_view()["res_id"] == lead.id
