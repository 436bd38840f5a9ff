"""Many leads become opportunities at once."""
from __future__ import annotations

import pytest

import odoolite
from odoolite.testing.tenant import Odoo


@pytest.fixture(scope="module")
def server():
    with odoolite.Server(install=["crm"], strict=True) as server:
        yield server


@pytest.fixture
def odoo(server):
    tenant = Odoo(server)
    yield tenant
    tenant.close()


def open_window(leads, **values):
    return leads.env["crm.lead2opportunity.partner.mass"].with_context(
        active_model="crm.lead", active_ids=leads.ids, active_id=leads[:1].id
    ).create(values)


def test_leads_are_converted_and_shared_out(odoo):
    env = odoo.env
    users = env["res.users"].create([
        {"name": name, "login": name,
         "group_ids": [(4, env.ref("sales_team.group_sale_salesman").id)]}
        for name in ("one", "two")
    ])
    known = env["res.partner"].create({"name": "Known", "email": "known@client.example"})
    leads = env["crm.lead"].create([
        {"name": "First", "type": "lead", "email_from": "known@client.example",
         "user_id": False, "partner_id": False},
        {"name": "Second", "type": "lead", "contact_name": "New", "user_id": False,
         "email_from": "new@client.example"},
    ])

    action = open_window(leads, user_ids=users.ids).action_mass_convert()

    assert leads.mapped("type") == ["opportunity", "opportunity"]
    assert leads[0].partner_id == known
    assert leads[1].partner_id.name == "New"
    assert leads.mapped("user_id") == users
    assert (action["res_model"], action["res_id"]) == ("crm.lead", leads[0].id)


def test_twins_are_merged(odoo):
    leads = odoo.env["crm.lead"].create([
        {"name": name, "type": "lead", "email_from": "same@client.example"}
        for name in ("First", "Second")
    ])

    open_window(leads).action_mass_convert()

    assert len(leads.exists()) == 1
    assert leads.exists().type == "opportunity"


def test_a_meeting_leaves_a_note(odoo):
    lead = odoo.env["crm.lead"].create({"name": "First"})
    meeting = odoo.env["calendar.event"].create({
        "name": "Talk", "start": "2026-01-02 10:00:00", "stop": "2026-01-02 11:00:00",
    })

    lead.log_meeting(meeting)

    assert "Talk" in lead.message_ids[:1].body
    assert lead.action_schedule_meeting()["res_model"] == "calendar.event"


def test_copies_of_mails_are_proposed_again(odoo):
    lead = odoo.env["crm.lead"].create({
        "name": "First", "email_cc": "Cleo <cleo@client.example>",
        "email_from": "ada@client.example",
    })

    found = lead._message_get_suggested_recipients()

    assert [(one["name"], one["email"]) for one in found] == [
        ("ada@client.example", "ada@client.example"), ("Cleo", "cleo@client.example"),
    ]
