"""Leads and their customers; leads made one."""
from __future__ import annotations

INSTALL = ["crm"]


def make_lead(env, **values):
    return env["crm.lead"].create({"name": "L", **values})


def test_address_is_taken_over_as_a_whole(env):
    partner = env["res.partner"].create({"name": "P", "city": "Ghent"})
    blank = env["res.partner"].create({"name": "Q"})
    lead = make_lead(env, street="Old street", city="Old")

    lead.partner_id = blank
    assert (lead.street, lead.city) == ("Old street", "Old")
    lead.partner_id = partner
    assert (lead.street, lead.city) == (False, "Ghent")


def test_names_of_companies_and_people(env):
    firm = env["res.partner"].create({"name": "Firm", "is_company": True})
    person = env["res.partner"].create({"name": "Ann", "parent_id": firm.id})
    lead = make_lead(env, contact_name="Typed")

    lead.partner_id = firm
    assert (lead.partner_name, lead.contact_name) == ("Firm", "Typed")
    lead.partner_id = person
    assert (lead.partner_name, lead.contact_name) == ("Firm", "Ann")


def test_address_and_number_go_back_to_the_customer(env):
    partner = env["res.partner"].create({"name": "P", "email": "old@example.com"})
    lead = make_lead(env, partner_id=partner.id)

    lead.write({"email_from": "new@example.com", "phone": "+32 475 12 34 56"})
    assert (partner.email, partner.phone) == ("new@example.com", "+32 475 12 34 56")

    lead.email_from = False
    assert partner.email == "new@example.com"
    assert lead.partner_email_update


def test_customer_made_of_a_lead(env):
    lead = make_lead(env, partner_name="Firm", email_from="Ann <ann@example.com>",
                     street="Street", phone="+32 2")

    person = lead._create_customer()

    email = "ann@example.com"
    assert (person.name, person.email, person.street) == ("Ann", email, "Street")
    assert (person.parent_id.name, person.parent_id.email) == ("Firm", email)
    assert make_lead(env, email_from="x@example.com")._create_customer().name == "L"


def test_the_wizard_finds_a_customer_by_address(env):
    partner = env["res.partner"].create({"name": "P", "email": "p@example.com"})
    lead = make_lead(env, type="lead", email_from="p@example.com")
    wizard = env["crm.lead2opportunity.partner"].with_context(
        active_model="crm.lead", active_id=lead.id, active_ids=lead.ids
    ).create({"name": "convert"})

    assert (wizard.action, wizard.partner_id) == ("exist", partner)
    wizard.action_apply()
    assert (lead.type, lead.partner_id) == ("opportunity", partner)


def test_merging_keeps_what_the_best_says_and_fills_up(env):
    best = make_lead(env, name="Best", probability=90, priority="1",
                     description="<p>one</p>", type="opportunity", user_id=False)
    other = make_lead(env, name="Other", probability=10, priority="3", phone="+32 2",
                      description="<p>two</p>", city="Ghent", type="lead")
    other.message_post(body="said", subtype_xmlid="mail.mt_comment")
    env["ir.attachment"].create({
        "name": "f", "raw": b"x", "res_model": "crm.lead", "res_id": other.id,
    })

    merged = (other | best).merge_opportunity()

    assert merged == best
    assert not other.exists()
    assert (merged.name, merged.priority, merged.phone, merged.city) == (
        "Best", "3", "+32 2", "Ghent")
    assert merged.description == "<p>one</p><br><br><p>two</p>"
    assert merged.message_ids.filtered(lambda m: m.body == "<p>said</p>")
    assert env["ir.attachment"].search_count([
        ("res_model", "=", "crm.lead"), ("res_id", "=", best.id)]) == 1


def test_deleting_a_lead_leaves_its_meetings(env):
    lead = make_lead(env)
    meeting = env["calendar.event"].create({
        "name": "M", "start": "2030-01-01 10:00:00", "stop": "2030-01-01 11:00:00",
        "res_id": lead.id, "res_model_id": env["ir.model"]._get_id("crm.lead"),
    })

    lead.unlink()

    assert meeting.exists()
    assert not meeting.res_id


def test_company_follows_those_responsible(env):
    other = env["res.company"].create({"name": "Other"})
    team = env["crm.team"].create({"name": "T", "company_id": other.id})
    lead = make_lead(env, user_id=False, team_id=False)
    assert not lead.company_id

    lead.team_id = team
    assert lead.company_id == other
