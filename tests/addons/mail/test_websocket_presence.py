"""What websockets bring of Discuss: one's channels, and who is at the screen."""
from __future__ import annotations

import json

import pytest
import requests
from simple_websocket import Client, ConnectionClosed

STATUS = "bus.bus/im_status_updated"


@pytest.fixture
def connect(odoo):
    """Connect as a user; what is sent and received is JSON."""
    opened = []

    def connect(login="admin", password="admin"):
        session = requests.post(f"{odoo.url}/web/session/authenticate", json={"params": {
            "db": odoo.db, "login": login, "password": password,
        }})
        opened.append(Client(
            odoo.url.replace("http", "ws") + "/websocket?version=19.0-2",
            headers={"Cookie": f"session_id={session.cookies['session_id']}"},
        ))
        return opened[-1]

    yield connect
    for ws in opened:
        try:
            ws.close()
        except ConnectionClosed:
            pass


def send(ws, name, **data):
    ws.send(json.dumps({"event_name": name, "data": data}))


def receive(ws, kind):
    """Return the payload of the next message of a kind."""
    while (found := ws.receive(timeout=30)) is not None:
        for item in json.loads(found):
            if item["message"]["type"] == kind:
                return item["message"]["payload"]
    raise AssertionError(f"no {kind} came")


def make_user(odoo, login, group="base.group_user"):
    user = odoo.env["res.users"].create({
        "name": login, "login": login, "password": login,
        "group_ids": [(6, 0, odoo.env.ref(group).ids)],
    })
    odoo.env.cr.commit()
    return user


def test_who_watches_is_told_who_is_there(odoo, connect):
    bea = make_user(odoo, "bea").partner_id
    watcher = connect()
    send(watcher, "subscribe", channels=[f"odoo-presence-res.partner_{bea.id}"], last=0)
    other = connect("bea", "bea")
    send(other, "update_presence", inactivity_period=0)
    told = receive(watcher, STATUS)
    assert told == {
        "presence_status": "online", "im_status": "online", "partner_id": bea.id,
    }
    send(other, "update_presence", inactivity_period=31 * 60 * 1000)
    assert receive(watcher, STATUS)["presence_status"] == "away"
    other.close()
    assert receive(watcher, STATUS)["im_status"] == "offline"


def test_a_new_watcher_is_told_at_once(odoo, connect):
    admin = odoo.env.user.partner_id
    odoo.env["mail.presence"]._update_presence(odoo.env.user, 0)
    odoo.env.cr.commit()
    ws = connect()
    send(ws, "subscribe", channels=[f"odoo-presence-res.partner_{admin.id}"], last=0)
    assert receive(ws, STATUS)["im_status"] == "online"


def test_who_has_said_to_be_busy_is_busy(odoo):
    user = odoo.env.user
    odoo.env["mail.presence"]._update_presence(user, 0)
    assert (user.im_status, user.partner_id.im_status) == ("online", "online")
    user.manual_im_status = "busy"
    assert (user.im_status, user.partner_id.im_status) == ("busy", "busy")


def test_a_message_of_ones_channel_arrives(odoo, connect):
    channel = odoo.env["discuss.channel"].create({"name": "talk"})
    odoo.env.cr.commit()
    ws = connect()
    send(ws, "subscribe", channels=[], last=0)
    channel._bus_send("discuss.channel/test", {"n": 1})
    odoo.env.cr.commit()
    assert receive(ws, "discuss.channel/test") == {"n": 1}


def test_channels_of_others_stay_theirs(odoo):
    make_user(odoo, "bea")
    hidden = odoo.env["discuss.channel"].create({
        "name": "secret", "channel_type": "group",
    })
    bea = odoo.env["res.users"].search([("login", "=", "bea")])
    for user, heard in ((odoo.env.user, True), (bea, False)):
        found = odoo.env(user=user.id)["ir.websocket"]._build_bus_channel_list(
            [f"discuss.channel_{hidden.id}", "odoo-presence-res.partner_1"]
        )
        assert (hidden.id in [
            one.id for one in found if getattr(one, "_name", "") == "discuss.channel"
        ]) is heard


def test_portal_users_watch_nobody(odoo):
    portal = make_user(odoo, "pia", "base.group_portal")
    found = odoo.env(user=portal.id)["ir.websocket"]._build_bus_channel_list(
        ["odoo-presence-res.partner_1"]
    )
    assert not [one for one in found if isinstance(one, tuple) and one[1] == "presence"]
