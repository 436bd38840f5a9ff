"""odoo-rpc-client: over XML-RPC of the first kind and over /jsonrpc."""
from __future__ import annotations

import pytest

odoo_rpc_client = pytest.importorskip("odoo_rpc_client")


@pytest.fixture(params=["xml-rpc", "json-rpc"])
def client(request, server, port):
    return odoo_rpc_client.Client(
        "127.0.0.1", server.db, "admin", "admin", port=port, protocol=request.param
    )


def test_the_server_and_its_services(client, server):
    assert client.uid == 2 and client.user.login == "admin"
    assert str(client.server_version).startswith("19")
    assert client.user_context["lang"] == "en_US"
    assert server.db in client.services.db.list_db()
    assert client.ref("base.be").code == "BE"


def test_records(client):
    partners = client["res.partner"]
    record = partners.create_record({"name": "Client", "country_id": 1})
    assert record.name == "Client" and record.country_id.id == 1
    partners.write([record.id], {"name": "Tneilc"})
    record.refresh()
    assert record.name == "Tneilc" and record.as_dict["name"] == "Tneilc"
    assert partners.search([("id", "=", record.id)]) == [record.id]
    assert partners.search_count([("id", "=", record.id)]) == 1
    assert partners.search_read([("id", "=", record.id)], ["name"])[0]["name"] == "Tneilc"
    assert partners.unlink([record.id]) is True


def test_lists_of_records(client):
    found = client["res.country"].search_records(
        [("code", "in", ["BE", "FR"])], order="code"
    )
    assert [country.code for country in found] == ["BE", "FR"]
    found.prefetch("currency_id.name")
    assert {country.currency_id.name for country in found} == {"EUR"}
    assert len(found.filter(lambda country: country.code == "BE")) == 1
    assert set(found.group_by("code")) == {"BE", "FR"}


def test_what_is_gone_is_refused(client):
    with pytest.raises(Exception, match="does not exist"):
        client["res.partner"].name_get([1])
    with pytest.raises(Exception, match="Private methods"):
        client["res.partner"].exists([1])
    with pytest.raises(Exception, match="nosvc|unexistent"):
        client.services["unexistent_service_42"].some_method()


def test_a_wrong_password(server, port):
    with pytest.raises(odoo_rpc_client.exceptions.LoginException):
        odoo_rpc_client.Client("127.0.0.1", server.db, "admin", "no", port=port).uid  # noqa: B018
