"""What belongs to a user: browsers, volumes of calls, a mail server; whom to invite."""
from __future__ import annotations

import pytest

from odoolite.exceptions import AccessError, UserError

INSTALL = ["mail"]
KEYS = {"p256dh": "x", "auth": "y"}


def test_a_browser_is_registered_once(env):
    devices = env["mail.push.device"]
    key = devices.get_web_push_vapid_public_key()
    assert key == devices.get_web_push_vapid_public_key()
    assert len(key) == 87     # 65 bytes of a point, in base64

    devices.register_devices(endpoint="https://push.example/1", browser_keys=KEYS,
                             vapid_public_key=key)
    devices.register_devices(endpoint="https://push.example/2", browser_keys=KEYS,
                             vapid_public_key=key,
                             previous_endpoint="https://push.example/1")
    assert devices.search([]).mapped("endpoint") == ["https://push.example/2"]
    assert devices.search([]).partner_id == env.user.partner_id

    devices.unregister_devices(endpoint="https://push.example/2")
    assert not devices.search([])


def test_a_browser_with_another_key_is_refused(env):
    env["mail.push.device"].get_web_push_vapid_public_key()

    with pytest.raises(UserError, match="Invalid VAPID public key"):
        env["mail.push.device"].register_devices(
            endpoint="https://push.example/1", browser_keys=KEYS, vapid_public_key="other")


def test_volumes_of_others(env):
    settings = env["res.users.settings"]._find_or_create_for_user(env.user)
    partner = env["res.partner"].create({"name": "Loud"})

    settings.set_volume_setting(partner.id, 0.1)
    settings.set_volume_setting(partner.id, 0.9)

    assert [(v.partner_id, v.volume) for v in settings.volume_settings_ids] \
        == [(partner, 0.9)]


def test_activities_of_hidden_records_lead_to_each_other(env):
    partner = env["res.partner"].create({"name": "P"})
    activity = partner.activity_schedule("mail.mail_activity_data_todo", summary="x")

    action = activity.action_done_redirect_to_other()

    assert not activity.active
    assert action["name"] == "Other activities"


def test_who_can_be_invited(env):
    user = env["res.users"].create({"name": "Nadia Invited", "login": "nadia"})
    env["res.partner"].create({"name": "Nadia without user"})
    channel = env["discuss.channel"].create({"name": "Room", "group_public_id": False})
    partners = env["res.partner"]

    found = partners.search_for_channel_invite("nadia", channel.id)
    assert (found["count"], found["partner_ids"]) == (1, user.partner_id.ids)

    channel.add_members(partner_ids=user.partner_id.ids)
    assert partners.search_for_channel_invite("nadia", channel.id)["count"] == 0
    mentions = partners.get_mention_suggestions_from_channel(channel.id, "nadia")
    assert [p["name"] for p in mentions["res.partner"]] == ["Nadia Invited"]


def test_own_mail_server(env):
    user = env["res.users"].create({
        "name": "Own", "login": "own", "email": "own@example.com",
        "group_ids": [(4, env.ref("base.group_user").id)],
    })
    env["ir.mail_server"].create({
        "name": "own", "smtp_host": "127.0.0.1", "owner_user_id": user.id,
        "smtp_port": 9, "from_filter": "own@example.com",
    })
    users = env["res.users"].with_user(user)

    with pytest.raises(UserError, match="Connection Test Failed"):
        users.action_test_outgoing_mail_server()
    with pytest.raises(UserError, match="not supported"):
        users.action_setup_outgoing_mail_server("gmail")
    action = users.action_setup_outgoing_mail_server("default")
    assert action["params"]["message"] == "Switching back to the default server."
    with pytest.raises(UserError):
        users.action_test_outgoing_mail_server()


def test_strangers_have_no_mail_server(env):
    public = env.ref("base.public_user")

    with pytest.raises(AccessError):
        env["res.users"].with_user(public).action_setup_outgoing_mail_server("default")


def test_the_layout_of_mails_is_a_view(env):
    action = env["res.config.settings"].create({}).open_email_layout()

    assert action["res_id"] == env.ref("mail.mail_notification_layout").id
