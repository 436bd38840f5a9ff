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
        for path in ("/doc", "/doc/res.partner", "/doc-bearer/index.json"):
            answer = requests.get(server.url + path, headers=headers)
            assert answer.status_code == 404


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


@pytest.fixture(scope="module")
def old():
    """A server of 18.0, asked by the administrator."""
    with Server(odoo_version="18.0") as server:
        models = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/object")

        def call(model, method, *args, **kwargs):
            return models.execute_kw(server.db, 2, "admin", model, method, args, kwargs)

        yield call


def test_18_has_its_names_of_fields(old):
    fields = old("res.users", "fields_get", [], ["type", "relation"])
    assert fields["groups_id"] == {"type": "many2many", "relation": "res.groups"}
    assert "group_ids" not in fields
    [group] = old("ir.model.data", "search_read", [
        ("module", "=", "base"), ("name", "=", "group_user")], ["res_id"])
    user = old("res.users", "create", {
        "name": "Old", "login": "old", "groups_id": [(6, 0, [group["res_id"]])],
    })
    assert old("res.users", "read", [user], ["groups_id"])[0]["groups_id"]
    assert old("res.users", "search", [
        ("groups_id", "in", [group["res_id"]]), ("id", "=", user)]) == [user]
    assert old("res.users", "search_count", [("groups_id.name", "=", "nope")]) == 0
    [row] = old("res.groups", "read", [group["res_id"]], ["users"])
    assert user in row["users"]
    old("res.groups", "write", [group["res_id"]], {"users": [(3, user)]})
    assert group["res_id"] not in old("res.users", "read", [user], ["groups_id"])[0][
        "groups_id"]


@pytest.mark.parametrize(("method", "args"), [
    ("search", [[("group_ids", "!=", False)]]), ("read", [[2], ["group_ids"]]),
    ("create", [{"name": "x", "login": "x", "group_ids": []}]),
    ("search_read", [[], ["group_ids"]]),
])
def test_18_refuses_the_names_of_19(old, method, args):
    with pytest.raises(xmlrpc.client.Fault, match="group_ids"):
        old("res.users", method, *args)


def test_18_logs_no_deprecation(caplog):
    caplog.set_level(logging.WARNING)
    with Server(odoo_version="18.0") as server:
        xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/common").version()
        xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/db").list()
        ask(server, "/jsonrpc", params={"service": "common", "method": "version",
                                        "args": []})
    assert not [r for r in caplog.records if r.name.startswith("odoo.addons.rpc.")]


@pytest.mark.parametrize(("version", "service", "text"), [
    ("19.0", "db", "Odoo 20"), ("19.0", "common", "Odoo 22"), ("20.0", "common", "Odoo 22"),
])
def test_what_is_said_of_services(caplog, version, service, text):
    caplog.set_level(logging.WARNING)
    with Server(odoo_version=version) as server:
        proxy = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/{service}")
        proxy.server_version() if service == "db" else proxy.version()
        ask(server, "/jsonrpc", params={"service": "common", "method": "version",
                                        "args": []})
    said = [r for r in caplog.records if r.name.startswith("odoo.addons.rpc.")]
    assert [r.name.rpartition(".")[2] for r in said] == ["xmlrpc", "jsonrpc"]
    assert text in said[0].getMessage() and service in said[0].getMessage()


@pytest.mark.parametrize("version", ["20.0", "22.0"])
def test_later_series_say_who_they_are(version):
    with Server(odoo_version=version) as server:
        assert version_of(server)["server_serie"] == version
        assert requests.get(f"{server.url}/web/version").json()["version"] == version
        info = requests.post(
            f"{server.url}/web/session/authenticate",
            json={"params": {"db": server.db, "login": "admin", "password": "admin"}},
        ).json()["result"]
        assert info["server_version"] == version
        assert requests.get(f"{server.url}/doc-bearer/index.json", headers={
            "Authorization": f"bearer {server.api_key}",
        }).status_code == 200


def test_keys_are_made_and_revoked_by_programs_after_19():
    """Announced for later series; 19.0 has neither method."""
    def ask(server, bearer, method, **body):
        answer = requests.post(
            f"{server.url}/json/2/res.users.apikeys/{method}", json=body,
            headers={"Authorization": f"bearer {bearer}"},
        )
        return answer.status_code, answer.json()

    with Server(odoo_version="20.0", strict=True) as server:
        wish = {"scope": "rpc", "name": "made", "expiration_date": "2090-01-01 00:00:00"}
        status, made = ask(server, server.api_key, "generate", key=server.api_key, **wish)
        assert (status, len(made)) == (200, 40)
        assert ask(server, made, "search_count", domain=[]) == (200, 2)
        status, error = ask(server, made, "generate", key=made, **{**wish, "scope": None})
        assert (status, error["name"]) == (403, "odoo.exceptions.AccessError")
        status, error = ask(server, made, "generate", key="0" * 40, **wish)
        assert (status, error["name"]) == (403, "odoo.exceptions.AccessDenied")
        assert ask(server, made, "revoke", key=made) == (200, None)
        assert ask(server, made, "search_count", domain=[])[0] == 401
    with Server(strict=True) as server:
        assert ask(server, server.api_key, "generate")[0] == 404
