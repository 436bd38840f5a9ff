"""erppeek: old, positional, without keyword arguments; over XML-RPC and JSON-RPC.

Its record objects ask for `fields_get_keys`, which Odoo 19 has no more.
"""
from __future__ import annotations

import pytest

erppeek = pytest.importorskip("erppeek")


@pytest.fixture(params=["", "/xmlrpc", "/jsonrpc"])
def client(request, server):
    return erppeek.Client(server.url + request.param, server.db, "admin", "admin")


def test_services(client, server):
    assert server.db in client.db.list() and client.db.db_exist(server.db)
    assert client.server_version == "19.0"
    assert ["en_US", "English (US)"] in [list(pair) for pair in client.db.list_lang()]


def test_reading(client):
    assert client.read("res.partner", [1], "name") == ["My Company"]
    assert client.read("res.partner", 1, "%(name)s!") == "My Company!"
    assert client.read("res.country", [("code", "=", "BE")], "name") == ["Belgium"]
    assert client.count("res.partner", [("id", "=", 1)]) == 1
    assert client.search("res.country", ["code = BE"])


def test_writing(client):
    id_ = client.create("res.partner", {"name": "Peeked"})
    assert client.write("res.partner", [id_], {"name": "Twice"})
    assert client.read("res.partner", id_, "name") == "Twice"
    assert client.copy("res.partner", id_) != id_
    assert client.unlink("res.partner", [id_])


def test_models_modules_and_access(client):
    assert "ResPartnerBank" in client.models("res.par")
    assert client.access("res.partner")
    assert "base" in client.modules("base")["installed"]


def test_what_is_gone_says_so(client):
    with pytest.raises(Exception, match="does not exist"):
        client.execute("res.partner", "fields_get_keys")
    with pytest.raises(Exception, match="does not exist"):
        client.execute("res.partner", "name_get", [1])


def test_a_wrong_password(server):
    with pytest.raises(erppeek.Error, match="Invalid username or password"):
        erppeek.Client(server.url, server.db, "admin", "wrong")
