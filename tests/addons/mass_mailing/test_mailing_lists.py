"""Lists, contacts and subscriptions."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError, ValidationError


def test_counts_of_a_list(marketing, env):
    one = marketing.make_list("Ann", "Bob", "Cid", "Dan")
    bob, cid, dan = (one.contact_ids.filtered(lambda c, n=n: c.name == n)
                     for n in ("Bob", "Cid", "Dan"))
    bob.subscription_ids.opt_out = True
    env["mail.blacklist"].create({"email": cid.email})
    dan.message_bounce = 1

    assert (one.contact_count, one.contact_count_email) == (4, 2)
    assert (one.contact_count_opt_out, one.contact_count_blacklisted) == (1, 1)
    assert (one.contact_pct_opt_out, one.contact_pct_bounce) == (25.0, 25.0)
    assert one.display_name == "News (4)"


def test_opting_out_has_a_moment_and_a_reason(marketing, env):
    line = marketing.make_list("Ann").subscription_ids
    reason = env["mailing.subscription.optout"].search([], limit=1)

    line.opt_out_reason_id = reason
    assert line.opt_out
    assert line.opt_out_datetime
    line.opt_out = False
    assert not line.opt_out_datetime


def test_opting_out_is_told_in_the_context_of_a_list(marketing):
    one = marketing.make_list("Ann")
    one.subscription_ids.opt_out = True
    contact = one.contact_ids

    assert not contact.opt_out
    assert contact.with_context(default_list_ids=one.ids).opt_out
    search = contact.with_context(default_list_ids=one.ids).search
    assert search([("opt_out", "=", True)]) == contact
    assert contact not in search([("opt_out", "=", False)])


def test_contacts_join_the_lists_of_the_context(marketing, env):
    one = marketing.make_list()
    contacts = env["mailing.contact"].with_context(default_list_ids=one.ids)

    contact = contacts.create({"email": "x@client.example"})
    assert contact.list_ids == one
    assert contact.copy().list_ids == one
    with pytest.raises(UserError, match="either list_ids"):
        env["mailing.contact"].create({
            "list_ids": [(4, one.id)], "subscription_ids": [(0, 0, {"list_id": one.id})]})


def test_names_are_put_together_or_read(env, marketing):
    contact = env["mailing.contact"].create({"first_name": "Ann", "last_name": "Lee"})
    assert contact.name == "Ann Lee"

    one = marketing.make_list()
    id_, _name = env["mailing.contact"].add_to_list("Zed <zed@client.example>", one.id)
    assert one.contact_ids.ids == [id_]
    assert one.contact_ids.email == "zed@client.example"


def test_merging_takes_each_address_once(marketing, env):
    one, other = marketing.make_list("Ann"), marketing.make_list("Ann", "Bob", "Out")
    other.subscription_ids.filtered(
        lambda s: s.contact_id.name == "Out").opt_out = True
    wizard = env["mailing.list.merge"].with_context(
        active_model="mailing.list", active_ids=(one | other).ids
    ).create({"merge_options": "existing"})

    wizard.action_mailing_lists_merge()

    assert wizard.dest_list_id == one
    assert sorted(one.contact_ids.mapped("name")) == ["Ann", "Bob"]
    assert not other.active


def test_a_list_in_use_is_not_archived(marketing):
    one = marketing.make_list("Ann")
    mailing = marketing.make_mailing(one)

    with pytest.raises(UserError, match="ongoing mailing"):
        one.active = False
    mailing.action_send_mail()
    one.active = False


def test_contacts_are_read_from_lines(marketing, env):
    one = marketing.make_list("Ann")
    wizard = env["mailing.contact.import"].create({
        "mailing_list_ids": [(4, one.id)],
        "contact_list": "Ann <ann@client.example>\nBob <BOB@client.example>\n"
                        "bob@client.example\nnonsense",
    })

    answer = wizard.action_import()

    assert sorted(one.contact_ids.mapped("email")) == [
        "ann@client.example", "bob@client.example"]
    assert "1 Contacts have been imported." in answer["params"]["message"]


def test_contacts_are_put_on_a_list(marketing, env):
    contacts = marketing.make_list("Ann", "Bob").contact_ids
    two = marketing.make_list("Zed")
    wizard = env["mailing.contact.to.list"].create({
        "contact_ids": [(6, 0, contacts.ids)], "mailing_list_id": two.id})

    wizard.action_add_contacts()

    assert two.contact_count == 3


def test_filters_must_fit_their_model(env):
    model = env["ir.model"]._get_id("res.partner")
    values = {"name": "F", "mailing_model_id": model}
    chosen = env["mailing.filter"].create(
        {**values, "mailing_domain": "[('city', '=', 'Brno')]"})

    with pytest.raises(ValidationError, match="not valid"):
        env["mailing.filter"].create({**values, "mailing_domain": "[('nope', '=', 1)]"})
    mailing = env["mailing.mailing"].create({
        "subject": "x", "mailing_model_id": model, "mailing_filter_id": chosen.id})
    assert mailing.mailing_domain == "[('city', '=', 'Brno')]"
    with pytest.raises(ValidationError, match="incompatible"):
        mailing.write({"mailing_model_id": env["ir.model"]._get_id("mailing.list"),
                       "mailing_filter_id": chosen.id})


def test_models_that_mailings_go_to(env):
    names = env["ir.model"].search([("is_mailing_enabled", "=", True)]).mapped("model")
    assert {"mailing.contact", "mailing.list", "res.partner"} <= set(names)
    assert "ir.model" not in names
