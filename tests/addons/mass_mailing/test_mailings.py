"""Mailings from draft to done: who gets them, what becomes of them."""
from __future__ import annotations

from datetime import timedelta

import pytest

from odoolite.exceptions import UserError, ValidationError


def test_defaults_of_a_mailing_to_partners(env):
    mailing = env["mailing.mailing"].create({
        "subject": "A subject that is longer than that", "mailing_type": "mail",
        "mailing_model_id": env["ir.model"]._get_id("res.partner")})

    assert mailing.mailing_domain == "[('is_blacklisted', '=', False)]"
    assert mailing.reply_to_mode == "new"
    assert mailing.reply_to == env.user.email_formatted
    assert mailing.name.startswith("A subject that is lo... (Mass Mailing created on ")
    assert mailing.copy().name == f"{mailing.name} [2]"


def test_a_subject_names_the_source(marketing):
    mailing = marketing.make_mailing(marketing.make_list())
    source = mailing.source_id

    mailing.subject = "Autumn"

    assert mailing.source_id == source
    assert source.name.startswith("Autumn (")


def test_sending_tells_what_became_of_each(marketing, env):
    one = marketing.make_list("Ann", "Out", "Black", "Void", "Bad")
    named = {c.name: c for c in one.contact_ids}
    named["Out"].subscription_ids.opt_out = True
    env["mail.blacklist"].create({"email": named["Black"].email})
    named["Void"].email = False
    named["Bad"].email = "not an address"
    mailing = marketing.make_mailing(one)

    mailing.action_send_mail()

    assert marketing.traces(mailing) == {
        "ann@client.example": ("sent", False),
        "out@client.example": ("cancel", "mail_optout"),
        "black@client.example": ("cancel", "mail_bl"),
        "": ("cancel", "mail_email_missing"),
        "not an address": ("cancel", "mail_email_invalid"),
    }
    assert (mailing.state, mailing.sent, mailing.canceled) == ("done", 1, 4)
    assert mailing.received_ratio == 100.0
    assert not env["mail.mail"].search([("mailing_id", "=", mailing.id)])
    with pytest.raises(UserError, match="no recipients"):
        mailing.action_send_mail()


def test_without_the_exclusion_list_all_get_it(marketing, env):
    one = marketing.make_list("Ann")
    env["mail.blacklist"].create({"email": "ann@client.example"})
    mailing = marketing.make_mailing(one, use_exclusion_list=False)

    mailing.action_send_mail()

    assert marketing.traces(mailing) == {"ann@client.example": ("sent", False)}


def test_who_opted_out_of_one_list_gets_it_by_another(marketing, env):
    one, two = marketing.make_list("Ann"), marketing.make_list()
    contact = one.contact_ids
    contact.write({"subscription_ids": [(0, 0, {"list_id": two.id})]})
    contact.subscription_ids.filtered(lambda s: s.list_id == one).opt_out = True
    mailing = marketing.make_mailing(one | two)

    mailing.action_send_mail()

    assert marketing.traces(mailing) == {"ann@client.example": ("sent", False)}


def test_the_queue_sends_what_is_due(marketing, env):
    now = env.cr.now()
    due = marketing.make_mailing(marketing.make_list("Ann"))
    later = marketing.make_mailing(
        marketing.make_list("Bob"), schedule_type="scheduled",
        schedule_date=now + timedelta(days=1))
    empty = marketing.make_mailing(marketing.make_list())
    due.action_launch()
    later.action_schedule()
    empty.action_put_in_queue()
    assert later.calendar_date >= later.schedule_date
    triggers = env["ir.cron.trigger"].search([
        ("cron_id", "=", env.ref("mass_mailing.ir_cron_mass_mailing_queue").id)])
    assert later.schedule_date in triggers.mapped("call_at")

    env["mailing.mailing"]._process_mass_mailing_queue()

    assert (due | later | empty).mapped("state") == ["done", "in_queue", "done"]
    assert due.sent == 1


def test_a_moment_is_asked_for(marketing, env):
    mailing = marketing.make_mailing(marketing.make_list("Ann"))

    action = mailing.action_schedule()
    assert action["res_model"] == "mailing.mailing.schedule.date"
    moment = env.cr.now().replace(microsecond=0) + timedelta(days=2)
    env["mailing.mailing.schedule.date"].create({
        "mass_mailing_id": mailing.id, "schedule_date": moment}).action_schedule_date()

    assert (mailing.state, mailing.schedule_date) == ("in_queue", moment)
    mailing.action_cancel()
    assert (mailing.state, mailing.schedule_date) == ("draft", False)


def test_what_failed_is_tried_again(marketing, env):
    mailing = marketing.make_mailing(marketing.make_list("Ann"))
    contact = mailing.contact_list_ids.contact_ids
    mail = env["mail.mail"].create({
        "mailing_id": mailing.id, "state": "exception", "email_to": contact.email,
        "mailing_trace_ids": [(0, 0, {
            "model": "mailing.contact", "res_id": contact.id, "email": contact.email,
            "mass_mailing_id": mailing.id, "trace_status": "error"})]})
    assert mailing.failed == 1

    mailing.action_retry_failed()

    assert not mail.exists()
    assert (mailing.failed, mailing.state) == (0, "in_queue")
    env["mailing.mailing"]._process_mass_mailing_queue()
    assert mailing.sent == 1


def test_letters_carry_what_readers_need(marketing):
    mailing = marketing.make_mailing(
        marketing.make_list("Ann"), preview="Look", reply_to="answers@acme.example")

    mailing.action_send_mail()

    letter, body = marketing.letter("ann@client.example"), \
        marketing.body("ann@client.example")
    assert letter["Reply-To"] == "answers@acme.example"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/unsubscribe_oneclick?" in letter["List-Unsubscribe"]
    assert letter["Precedence"] == "list"
    assert "Dear Ann" in body
    assert "Look</div>" in body
    assert "client.example/shop" not in body
    assert [link.label for link in marketing.env["link.tracker"].search(
        [("mass_mailing_id", "=", mailing.id)])] == ["shop"]


def test_a_mailing_with_followers_is_kept_with_the_records(marketing, env):
    partner = env["res.partner"].create({"name": "Pia", "email": "pia@client.example"})
    mailing = env["mailing.mailing"].create({
        "subject": "Kept", "body_html": "<p>x</p>", "reply_to_mode": "update",
        "mailing_model_id": env["ir.model"]._get_id("res.partner"),
        "mailing_domain": repr([("id", "=", partner.id)])})

    mailing.action_send_mail()

    assert partner.message_ids[0].subject == "Kept"
    assert not mailing.reply_to


def test_a_sample_is_sent_and_noted(marketing, env):
    mailing = marketing.make_mailing(marketing.make_list("Ann"))
    wizard = env["mailing.mailing.test"].create({
        "mass_mailing_id": mailing.id, "email_to": "me@acme.example\nnonsense"})

    wizard.send_mail_test()

    assert marketing.letter("me@acme.example")["Subject"] == "[TEST] Spring"
    assert "Dear" in marketing.body("me@acme.example")
    note = mailing.message_ids[0].body
    assert "successfully sent to me@acme.example" in note
    assert "incorrect: nonsense" in note
    assert not mailing.mailing_trace_ids


def test_the_composer_makes_a_mailing_of_a_name(env):
    partners = env["res.partner"].create([
        {"name": name, "email": f"{name}@client.example"} for name in ("a", "b")])
    composer = env["mail.compose.message"].create({
        "composition_mode": "mass_mail", "model": "res.partner",
        "res_ids": repr(partners.ids), "subject": "Hey", "body": "<p>x</p>",
        "mass_mailing_name": "By hand"})

    composer._action_send_mail()

    mailing = env["mailing.mailing"].search([("subject", "=", "Hey")])
    assert (mailing.name, mailing.state, mailing.sent) == ("By hand", "done", 2)


def test_numbers_are_told_after_a_day(marketing, env):
    env["ir.config_parameter"].set_param("mass_mailing.mass_mailing_reports", "1")
    env.user.email = "boss@acme.example"
    mailing = marketing.make_mailing(marketing.make_list("Ann"), user_id=env.uid)
    mailing.action_send_mail()
    mailing.sent_date -= timedelta(days=2)

    env["mailing.mailing"]._process_mass_mailing_queue()

    told = env["mail.mail"].search([("subject", "like", "24H Stats")])
    assert "boss@acme.example" in told.email_to
    assert not mailing.kpi_mail_required


def test_favorites_are_offered_once(marketing, env):
    one = marketing.make_mailing(marketing.make_list(), body_arch="<p>x</p>")
    two = one.copy()
    (one | two).favorite = True

    found = env["mailing.mailing"].action_fetch_favorites()

    assert [row["body_arch"] for row in found] == ["<p>x</p>"]
    one.action_remove_favorite()
    assert not one.favorite_date


def test_the_report_counts_by_mailing(marketing, env):
    mailing = marketing.make_mailing(marketing.make_list("Ann", "Bob"))
    mailing.action_send_mail()
    mailing.mailing_trace_ids[0].set_opened()

    row = env["mailing.trace.report"].search([("name", "=", mailing.name)])

    assert (row.sent, row.delivered, row.opened) == (2, 2, 1)


def test_versions_are_compared_and_the_best_goes_to_the_rest(marketing, env):
    one = marketing.make_list(*(f"P{number}" for number in range(10)))
    first = marketing.make_mailing(one, ab_testing_enabled=True, ab_testing_pc=20)
    second = first.copy({"subject": "Other", "campaign_id": first.campaign_id.id,
                         "ab_testing_enabled": True})
    assert first.total == 2
    assert first.campaign_id.ab_testing_mailings_count == 2
    (first | second).action_send_mail()
    assert not set(first.mailing_trace_ids.mapped("res_id")) & set(
        second.mailing_trace_ids.mapped("res_id"))
    second.mailing_trace_ids.set_opened()
    first.campaign_id.ab_testing_schedule_datetime = env.cr.now() - timedelta(hours=1)

    env["utm.campaign"]._cron_process_mass_mailing_ab_testing()

    final = first.campaign_id.ab_testing_winner_mailing_id
    assert (final.subject, final.state) == ("Other", "in_queue")
    assert first.ab_testing_completed
    env["mailing.mailing"]._process_mass_mailing_queue()
    assert final.sent == 6
    assert first.campaign_id.received_ratio == 100.0


def test_a_test_needs_its_campaign(marketing):
    mailing = marketing.make_mailing(marketing.make_list("Ann"), ab_testing_enabled=True)

    with pytest.raises(UserError, match="campaign should be set"):
        mailing.campaign_id = False
    with pytest.raises(ValidationError, match="has been sent yet"):
        mailing.action_send_winner_mailing()
