"""Series of Odoo at the wire: versions, addresses, what is logged."""
from __future__ import annotations

import logging
import xmlrpc.client

import pytest
import requests

from odoolite import Server
from odoolite.config import ConfigError
from odoolite.service.series import known_series, load_series


def ask(server, path, **json):
    return requests.post(server.url + path, json=json)


def version_of(server):
    return ask(server, "/web/webclient/version_info", params={}).json()["result"]


def test_an_unknown_series_is_refused():
    assert known_series() == ["18.0", "19.0", "20.0", "22.0"]
    with pytest.raises(ConfigError, match=r"18\.0, 19\.0, 20\.0, 22\.0"):
        load_series("21.0")


def test_18_has_no_json2():
    with Server(odoo_version="18.0") as server:
        assert version_of(server)["server_version_info"] == [18, 0, 0, "final", 0, ""]
        assert requests.get(f"{server.url}/web/version").json()["version"] == "18.0"
        common = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/common")
        assert common.version()["server_serie"] == "18.0"
        headers = {"Authorization": f"bearer {server.api_key}"}
        answer = requests.post(
            f"{server.url}/json/2/res.partner/search_count", json={"domain": []},
            headers=headers, allow_redirects=False,
        )
        assert answer.status_code in (303, 400, 404)


def test_20_has_the_db_service_on_pages_only():
    with Server(odoo_version="20.0") as server:
        db = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/db")
        with pytest.raises(xmlrpc.client.Fault):
            db.list()
        assert ask(server, "/web/database/list", params={}).json()["result"] == [
            server.db,
        ]
        common = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/common")
        assert common.login(server.db, "admin", "admin") == 2


def test_22_has_no_legacy_rpc():
    with Server(odoo_version="22.0") as server:
        assert requests.post(f"{server.url}/xmlrpc/2/common", "<x/>").status_code == 404
        assert ask(server, "/jsonrpc", params={}).status_code == 404
        answer = requests.post(
            f"{server.url}/json/2/res.partner/search_count", json={"domain": []},
            headers={"Authorization": f"bearer {server.api_key}"},
        )
        assert answer.status_code == 200


def test_19_logs_what_will_go_once(caplog):
    caplog.set_level(logging.WARNING)
    with Server() as server:
        for _ in range(3):
            common = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/common")
            common.version()
    lines = [r for r in caplog.records if r.name.startswith("odoo.addons.rpc.")]
    assert [r.name for r in lines] == ["odoo.addons.rpc.controllers.xmlrpc"]
