"""odooly, odoo-client-lib, erppeek, odoo-connect: what each does first and most."""
from __future__ import annotations

import pytest


def test_odooly_over_a_web_session(server):
    odooly = pytest.importorskip("odooly")
    env = odooly.Client(server.url, server.db, "admin", "admin").env
    partner = env["res.partner"].create({"name": "One"})
    partner.name = "Two"
    assert partner.read("name") == "Two" and env.user.name == "Administrator"
    assert env["res.partner"].search_count([("name", "=", "Two")]) == 1
    assert env.ref("base.be").code == "BE" and env.access("res.partner")
    assert "base" in env.modules("base")["installed"]
    assert "res.partner.bank" in env.models("res.par")
    assert env.sudo().user.id == 1


def test_odooly_over_jsonrpc_and_with_a_key(server):
    odooly = pytest.importorskip("odooly")
    url = f"{server.url}/jsonrpc"
    env = odooly.Client(url, server.db, "admin", "admin").env
    assert env["res.partner"].search_count([("id", "=", 1)]) == 1
    env = odooly.Client(server.url, server.db, "admin", api_key=server.api_key).env
    assert env["res.partner"].search_count([("id", "=", 1)]) == 1


@pytest.mark.parametrize("protocol", ["xmlrpc", "jsonrpc", "json2"])
def test_odoo_client_lib(server, port, protocol):
    odoolib = pytest.importorskip("odoolib")
    connection = odoolib.get_connection(
        hostname="127.0.0.1", port=port, database=server.db, login="admin",
        password=server.api_key, protocol=protocol,
    )
    partners = connection.get_model("res.partner")
    created = partners.create({"name": "One"})
    id_ = created[0] if isinstance(created, list) else created
    partners.write([id_], {"name": "Two"})
    assert partners.read(id_, ["name"])["name"] == "Two"
    assert partners.search_read([("id", "=", id_)], ["name"])[0]["name"] == "Two"
    assert partners.search([("id", "=", id_)]) == [id_]
    assert partners.unlink([id_]) is True


def test_erppeek(server):
    erppeek = pytest.importorskip("erppeek")
    client = erppeek.Client(server.url, server.db, "admin", "admin")
    assert server.db in client.db.list()
    assert client.read("res.partner", [1], "name") == ["My Company"]
    assert client.count("res.partner", [("id", "=", 1)]) == 1
    assert "base" in client.modules("base")["installed"]


@pytest.mark.parametrize("suffix", ["", "/jsonrpc"])
def test_odoo_connect(server, suffix):
    odoo_connect = pytest.importorskip("odoo_connect")
    env = odoo_connect.connect(
        server.url + suffix, server.db, "admin", password=server.api_key
    )
    partners = env["res.partner"]
    name = f"Connected {suffix}"
    partners.create({"name": name})
    assert partners.search_count([("name", "=", name)]) == 1
    assert env.ref("base.be")
