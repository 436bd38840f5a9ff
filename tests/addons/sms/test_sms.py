"""Texts: on records, in the queue, by the composer, by server actions."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError

INSTALL = ["mail"]      # sms comes by itself
NUMBER, PROPER = "+32 475 12 34 56", "+32475123456"


def make_partner(env, **values):
    return env["res.partner"].create({"name": "Pia", "phone": NUMBER, **values})


def test_a_message_goes_as_a_text(env):
    partner = make_partner(env)

    message = partner._message_sms("Dear <b>you</b>")

    notification = message.notification_ids
    text = notification.sms_id
    assert (message.message_type, message.body) == ("sms", "<p>Dear *you*</p>")
    assert (notification.notification_type, notification.sms_number) == ("sms", PROPER)
    assert (text.body, text.number, text.state) == ("Dear *you*", PROPER, "outgoing")

    text.send()
    assert (text.state, notification.notification_status) == ("pending", "pending")


def test_a_text_without_number_fails(env):
    partner = make_partner(env, phone=False)

    message = partner._message_sms("x")

    assert message.notification_ids.failure_type == "sms_number_missing"
    assert message.has_sms_error
    assert partner.message_has_sms_error
    found = env["res.partner"].search([("message_has_sms_error", "=", True)])
    assert found == partner


def test_numbers_that_are_none_fail_when_they_are_sent(env):
    texts = env["sms.sms"].create([{"number": "12", "body": "x"}, {"body": "y"},
                                   {"number": NUMBER, "body": "z"}])

    env["sms.sms"]._process_queue()

    assert texts.mapped("state") == ["error", "error", "pending"]
    assert texts.mapped("failure_type") == ["sms_number_format", "sms_number_missing",
                                            False]
    assert "no SMS Text Messages" in texts[2].resend_failed()["params"]["message"]


def test_states_are_told_to_notifications(env):
    message = make_partner(env)._message_sms("x")
    text = message.notification_ids.sms_id

    text.action_set_error("sms_credit")
    assert message.notification_ids.notification_status == "exception"
    assert message.notification_ids.failure_type == "sms_credit"
    text.action_set_outgoing()
    assert message.notification_ids.notification_status == "ready"
    text.action_set_canceled()
    assert message.notification_ids.notification_status == "canceled"


def make_template(env, **values):
    return env["sms.template"].create({
        "name": "T", "model_id": env["ir.model"]._get_id("res.partner"),
        "body": "Dear {{ object.name }}", **values,
    })


def test_composer_in_mass_mode(env):
    listed = make_partner(env, name="Lis", phone="+32 475 00 00 00")
    env["phone.blacklist"].create({"number": listed.phone})
    partners = make_partner(env) | make_partner(env, name="Twin") | listed

    composer = env["sms.composer"].with_context(
        active_model="res.partner", active_ids=partners.ids, sms_composition_mode="guess",
    ).create({"template_id": make_template(env).id})
    composer.action_send_sms_mass_now()

    texts = env["sms.sms"].search([("body", "like", "Dear")], order="id")
    assert composer.composition_mode == "mass"
    assert texts.mapped("body") == ["Dear Pia", "Dear Twin", "Dear Lis"]
    assert texts.mapped("state") == ["pending", "canceled", "canceled"]
    assert texts.mapped("failure_type") == [False, "sms_duplicate", "sms_blacklist"]
    assert partners[0].message_ids[0].message_type == "sms"


def test_composer_on_one_record_keeps_a_typed_number(env):
    partner = make_partner(env, phone=False)
    composer = env["sms.composer"].with_context(
        active_model="res.partner", active_id=partner.id
    ).create({"body": "hello"})
    with pytest.raises(UserError, match="Invalid recipient number"):
        composer.action_send_sms()

    composer.recipient_single_number_itf = NUMBER
    composer.action_send_sms()

    assert partner.phone == NUMBER
    assert partner.message_ids[0].notification_ids.sms_number == PROPER


def test_composer_to_numbers(env):
    values = {"composition_mode": "numbers", "body": "hi"}
    env["sms.composer"].create({**values, "numbers": f"{NUMBER}, +32475999999"}
                               ).action_send_sms()
    assert env["sms.sms"].search([("body", "=", "hi")]).mapped("number") == [
        "+32475999999", PROPER]

    with pytest.raises(UserError, match="not correctly encoded"):
        env["sms.composer"].create({**values, "numbers": "nonsense"}).action_send_sms()


def test_server_action_sends_a_text(env):
    template = make_template(env)
    partner = make_partner(env)
    action = env["ir.actions.server"].create({
        "name": "Text", "state": "sms", "model_id": template.model_id.id,
        "sms_template_id": template.id, "sms_method": "comment",
    })

    action.with_context(active_model="res.partner", active_id=partner.id,
                        active_ids=partner.ids).run()

    assert partner.message_ids[0].body == "<p>Dear Pia</p>"


def test_template_shows_and_offers_itself(env):
    template = make_template(env)
    preview = env["sms.template.preview"].create({
        "sms_template_id": template.id,
        "resource_ref": f"res.partner,{make_partner(env).id}",
    })
    template.action_create_sidebar_action()

    assert preview.body == "Dear Pia"
    assert template.sidebar_action_id.binding_model_id == template.model_id
    template.action_unlink_sidebar_action()
    assert not template.sidebar_action_id
    assert template.copy().name == "T (copy)"


def test_models_that_take_texts(env):
    names = env["ir.model"].search([("is_mail_thread_sms", "=", True)]).mapped("model")

    assert "res.partner" in names
    assert "mail.blacklist" not in names
