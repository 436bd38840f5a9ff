"""Providers, methods, tokens: what goes with what."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError, ValidationError

INSTALL = ["payment"]


@pytest.fixture
def provider(env):
    card = env.ref("payment.payment_method_card")
    return env["payment.provider"].create({
        "name": "P", "state": "test", "payment_method_ids": [(6, 0, card.ids)]})


@pytest.fixture
def card(env, provider):
    card = env.ref("payment.payment_method_card")
    card.active = True
    return card


def make_token(env, provider, card, **values):
    return env["payment.token"].create({
        "provider_id": provider.id, "payment_method_id": card.id, "provider_ref": "x",
        "partner_id": env["res.partner"].create({"name": "Pia"}).id, **values})


def make_transaction(env, provider, card, **values):
    return env["payment.transaction"].create({
        "provider_id": provider.id, "payment_method_id": card.id, "amount": 10.0,
        "currency_id": env.company.currency_id.id,
        "partner_id": env["res.partner"].create({
            "name": "Pia", "email": "pia@client.example", "street": "A 1"}).id, **values})


def test_providers_that_come_along(env):
    stripe = env.ref("payment.payment_provider_stripe")
    assert (stripe.name, stripe.code, stripe.state) == ("Stripe", "none", "disabled")
    assert stripe.color == 4
    with pytest.raises(UserError, match="disable it or uninstall"):
        stripe.unlink()
    with pytest.raises(UserError, match="cannot publish a disabled"):
        stripe.action_toggle_is_published()


def test_the_cron_runs_while_a_provider_is_on(env, provider):
    cron = env.ref("payment.cron_post_process_payment_tx")
    assert cron.active
    provider.state = "disabled"
    assert not cron.active


def test_methods_need_a_provider_that_is_on(env, provider, card):
    with pytest.raises(UserError, match="partner in crime"):
        env.ref("payment.payment_method_ideal").active = True
    assert card.is_primary
    assert not env.ref("payment.payment_method_visa").is_primary
    provider.state = "disabled"
    assert not card.active


def test_manual_capture_needs_methods_that_can_it(env, provider, card):
    card.support_manual_capture = "none"
    with pytest.raises((UserError, ValidationError), match="enable manual capture"):
        provider.capture_manually = True


def test_tokens_show_the_end_of_a_number(env, provider, card):
    token = make_token(env, provider, card, payment_details="4242")
    assert token.display_name == "•••• 4242"
    assert token._build_display_name(max_length=3) == "242"
    assert make_token(env, provider, card).display_name.startswith("Payment details saved")
    assert token.partner_id.payment_token_count == 1


def test_tokens_go_with_provider_and_method(env, provider, card):
    token = make_token(env, provider, card)
    provider.state = "disabled"
    assert not token.active
    with pytest.raises(UserError, match="unarchive tokens"):
        token.active = True


def test_references_are_counted_on(env, provider, card):
    compute = env["payment.transaction"]._compute_reference
    make_transaction(env, provider, card, reference="S1")
    assert compute("none", prefix="S1") == "S1-1"
    make_transaction(env, provider, card, reference="S1-1")
    assert compute("none", prefix="S1") == "S1-2"
    assert compute("none", prefix="S2") == "S2"
    assert make_transaction(env, provider, card).reference.startswith("tx-")


def test_a_transaction_keeps_the_partner_and_its_states(env, provider, card):
    tx = make_transaction(env, provider, card)
    assert (tx.partner_email, tx.partner_address) == ("pia@client.example", "A 1")

    tx._set_pending("wait")
    assert (tx.state, tx.state_message) == ("pending", "wait")
    tx._set_done()
    tx._set_canceled()
    assert tx.state == "done"
    assert "has been confirmed (P)" in tx._get_received_message()
    tx.action_post_process()
    assert tx.is_post_processed


def test_what_a_provider_cannot_is_said(env, provider, card):
    tx = make_transaction(env, provider, card)
    with pytest.raises(ValidationError, match="authorization is not supported"):
        tx._set_authorized()
    other = make_transaction(env, provider, card)
    other._set_done()
    with pytest.raises(NotImplementedError, match="_send_refund_request"):
        other.action_refund()
    with pytest.raises(ValidationError, match="Only authorized"):
        other.action_void()


def test_providers_for_a_payment(env, provider):
    choose = env["payment.provider"]._get_compatible_providers
    company, partner = env.company.id, env["res.partner"].create({"name": "Pia"})
    currency = env.company.currency_id.id
    args = (company, partner.id, 50.0)
    assert provider in choose(*args, currency_id=currency)

    provider.maximum_amount = 40
    assert provider not in choose(*args, currency_id=currency)
    provider.write({"maximum_amount": 0,
                    "available_country_ids": [(6, 0, env.ref("base.be").ids)]})
    partner.country_id = env.ref("base.fr")
    assert provider not in choose(*args)
    partner.country_id = env.ref("base.be")
    assert provider in choose(*args)
    assert provider not in choose(*args, force_tokenization=True)


def test_links_say_what_they_were_made_for(env):
    partner = env["res.partner"].create({"name": "Pia"})
    wizard = env["payment.link.wizard"].create({
        "res_model": "res.partner", "res_id": partner.id, "amount": 5, "amount_max": 4,
        "partner_id": partner.id, "currency_id": env.company.currency_id.id})

    assert "/payment/pay?amount=5.0&" in wizard.link
    assert "lower than" in wizard.warning_message


@pytest.mark.parametrize(("country", "module"), [
    ("mx", "mercado_pago"), ("in", "razorpay"), ("be", "stripe"), ("aq", False)])
def test_the_provider_that_is_offered_first(env, country, module):
    env.company.country_id = env.ref(f"base.{country}")
    assert env["res.config.settings"].create({}).onboarding_payment_module == module
