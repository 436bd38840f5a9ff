"""The application without our server: any WSGI server or client can use it."""
from __future__ import annotations

import httpx
import pytest

from odoolite.config import Config
from odoolite.service.registries import Registries
from odoolite.storage.databases import DatabaseStore
from odoolite.wire.app import create_app


@pytest.fixture(scope="module")
def client():
    registries = Registries(DatabaseStore(None), Config(api_key="k" * 40))
    registries.open("odoolite")
    app = create_app(registries, registries.config)
    with httpx.Client(
        transport=httpx.WSGITransport(app=app), base_url="http://odoo.test"
    ) as client:
        yield client
    registries.close()


def test_pages(client):
    assert client.get("/web/health").json() == {"status": "pass"}
    assert client.get("/web/static/img/favicon.ico").content[:4] == b"\0\0\1\0"
    assert client.head("/web/login").content == b""


def test_sessions(client):
    answer = client.post("/web/session/authenticate", json={"params": {
        "db": "odoolite", "login": "admin", "password": "admin",
    }})
    assert answer.json()["result"]["username"] == "admin"
    assert client.get("/odoo").status_code == 200


def test_json2(client):
    answer = client.post(
        "/json/2/res.users/context_get", json={},
        headers={"Authorization": "bearer " + "k" * 40},
    )
    assert answer.json()["lang"] == "en_US"


def test_websockets_need_our_server(client):
    assert client.get("/websocket").status_code == 404
