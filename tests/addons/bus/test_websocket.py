"""Websockets: subscribe, be notified, be closed; the bus for those without one."""
from __future__ import annotations

import contextlib
import json
import time

import pytest
import requests
from simple_websocket import Client, ConnectionClosed


@pytest.fixture
def session(odoo):
    """A browser's session of the administrator."""
    session = requests.Session()
    answer = session.post(f"{odoo.url}/web/session/authenticate", json={"params": {
        "db": odoo.db, "login": odoo.login, "password": odoo.password,
    }})
    assert answer.json()["result"]["uid"] == 2
    return session


def connect(odoo, session):
    return Client(
        odoo.url.replace("http", "ws") + "/websocket?version=19.0-2",
        headers={"Cookie": f"session_id={session.cookies['session_id']}"},
    )


def call(session, url, **params):
    return session.post(url, json={"params": params}).json()


@pytest.fixture
def socket(odoo, session):
    ws = connect(odoo, session)
    yield ws
    try:
        ws.close()
    except ConnectionClosed:
        pass


def receive(socket, send):
    """Send until something comes: the subscription may not have been read yet."""
    for _try in range(100):
        send()
        found = socket.receive(timeout=0.5)
        if found is not None:
            return json.loads(found)
    raise AssertionError("nothing came")


def test_a_notification_arrives_when_it_is_committed(odoo, socket):
    socket.send(json.dumps({
        "event_name": "subscribe", "data": {"channels": ["news"], "last": 0},
    }))

    def send():
        odoo.env["bus.bus"]._sendone("news", "greeting", {"text": "hello"})
        odoo.env.cr.commit()

    received = receive(socket, send)

    assert received[0]["message"] == {"type": "greeting", "payload": {"text": "hello"}}
    assert received[0]["id"] > 0


def test_a_users_own_channel_needs_no_subscription_by_name(odoo, socket):
    socket.send(json.dumps({"event_name": "subscribe", "data": {"channels": []}}))
    partner = odoo.env.user.partner_id

    def send():
        odoo.env["bus.bus"]._sendone(partner, "note", 1)
        odoo.env["bus.bus"]._sendone("elsewhere", "note", 2)
        odoo.env.cr.commit()

    received = receive(socket, send)

    assert {item["message"]["payload"] for item in received} == {1}


def test_what_is_no_event_is_ignored(odoo, socket):
    for text in ("{", "[]", "1", '{"data": {}}'):
        socket.send(text)
    socket.send(json.dumps({"event_name": "subscribe", "data": {"channels": ["a"]}}))

    def send():
        odoo.env["bus.bus"]._sendone("a", "t", 1)
        odoo.env.cr.commit()

    assert receive(socket, send)


def test_too_many_messages_close_the_connection(socket):
    with contextlib.suppress(ConnectionClosed, OSError):    # closed while it is sending
        for _ in range(400):
            socket.send("{}")
            time.sleep(0.0005)
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            socket.receive(timeout=60)

    assert closed.value.reason == 1013


def test_the_connection_ends_with_the_session(odoo, session, socket):
    call(session, f"{odoo.url}/web/session/destroy")
    socket.send(json.dumps({"event_name": "subscribe", "data": {"channels": ["x"]}}))

    with pytest.raises(ConnectionClosed) as closed:
        socket.receive(timeout=60)

    assert closed.value.reason == 4001


def test_an_outdated_browser_is_sent_away(odoo, session):
    ws = Client(
        odoo.url.replace("http", "ws") + "/websocket?version=17.0-1",
        headers={
            "Cookie": f"session_id={session.cookies['session_id']}", "User-Agent": "x",
        },
    )

    with pytest.raises(ConnectionClosed) as closed:
        ws.receive(timeout=60)

    assert (closed.value.reason, closed.value.message) == (1000, "OUTDATED_VERSION")


@pytest.mark.parametrize(("headers", "status"), [
    ({}, 400),
    ({"Upgrade": "websocket", "Connection": "Upgrade"}, 400),
    ({"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": "x",
      "Sec-WebSocket-Version": "12"}, 426),
])
def test_bad_handshakes(odoo, session, headers, status):
    assert session.get(f"{odoo.url}/websocket", headers=headers).status_code == status


def test_notifications_can_be_peeked(odoo, session):
    url = f"{odoo.url}/websocket/peek_notifications"
    refused = call(session, url, channels=["a"], last=0)
    first = call(session, url, channels=["a"], last=0, is_first_poll=True)
    odoo.env["bus.bus"]._sendone("a", "t", {"n": 1})
    second = call(session, url, channels=["a"], last=0)["result"]["notifications"]

    assert refused["error"]["code"] == 100
    assert first["result"]["notifications"] == []
    assert [row["message"]["payload"] for row in second] == [{"n": 1}]
    assert call(session, f"{odoo.url}/bus/has_missed_notifications",
                last_notification_id=second[0]["id"])["result"] is False


def test_only_texts_are_channels(odoo, session):
    answer = call(session, f"{odoo.url}/websocket/peek_notifications",
                  channels=[["a", 1]], last=0, is_first_poll=True)

    assert answer["error"]["data"]["message"] == \
        "bus.Bus only string channels are allowed."
