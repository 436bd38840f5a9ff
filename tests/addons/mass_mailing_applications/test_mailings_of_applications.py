"""Mailings to leads, orders and attendees, and what mailings bring."""
from __future__ import annotations

INSTALL = ["mass_mailing", "crm", "sale", "event"]


def make_mailing(env, model):
    return env["mailing.mailing"].create({
        "subject": "x", "email_from": "a@acme.example", "body_html": "<p>x</p>",
        "mailing_model_id": env["ir.model"]._get_id(model)})


def test_what_mailings_go_to(env):
    names = env["ir.model"].search([("is_mailing_enabled", "=", True)]).mapped("model")
    assert {"crm.lead", "sale.order", "event.registration"} <= set(names)
    domains = {model: make_mailing(env, model).mailing_domain for model in (
        "crm.lead", "sale.order", "event.registration")}
    assert domains == {
        "crm.lead": "[('is_blacklisted', '=', False)]",
        "sale.order": "[('state', '!=', 'cancel')]",
        "event.registration": "[('state', 'not in', ['cancel', 'draft'])]",
    }


def test_a_mailing_to_leads_is_kept_with_them(env):
    lead = env["crm.lead"].create({"name": "L", "email_from": "pia@client.example"})
    mailing = make_mailing(env, "crm.lead")
    mailing.mailing_domain = repr([("id", "=", lead.id)])
    assert mailing.reply_to_mode == "update"

    mailing.action_send_mail()

    assert mailing.mailing_trace_ids.email == "pia@client.example"
    assert lead.message_ids[0].subject == "x"


def test_what_mailings_bring(env):
    mailing = make_mailing(env, "mailing.list")
    source = {"source_id": mailing.source_id.id}
    env["crm.lead"].create({"name": "L", **source})
    partner = env["res.partner"].create({"name": "Pia"})
    env["sale.order"].create({"partner_id": partner.id, **source})
    mailing.invalidate_recordset()

    assert (mailing.crm_lead_count, mailing.sale_quotation_count) == (1, 1)
    assert mailing.sale_invoiced_amount == 0
    action = mailing.action_redirect_to_leads_and_opportunities()
    assert action["domain"] == [("source_id", "=", mailing.source_id.id)]
    assert mailing.action_redirect_to_quotations()["res_model"] == "sale.order"
    options = dict(env["utm.campaign"]._fields["ab_testing_winner_selection"]
                   ._description_selection(env))
    assert {"crm_lead_count", "sale_quotation_count"} <= set(options)


def test_attendees_are_written_to(env):
    event = env["event.event"].create({
        "name": "E", "date_begin": "2030-01-01 10:00:00",
        "date_end": "2030-01-01 12:00:00"})
    action = event.action_mass_mailing_attendees()

    mailing = env["mailing.mailing"].with_context(action["context"]).create({})

    assert mailing.subject == "Event: E"
    assert f"('event_id', 'in', [{event.id}])" in mailing.mailing_domain
    assert event.action_invite_contacts()["context"]["default_mailing_model_id"] == \
        env["ir.model"]._get_id("res.partner")
