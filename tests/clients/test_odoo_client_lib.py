"""odoo-client-lib: the same calls over XML-RPC of the first kind, JSON-RPC and JSON-2."""
from __future__ import annotations

import pytest

odoolib = pytest.importorskip("odoolib")


@pytest.fixture(params=["xmlrpc", "jsonrpc", "json2"])
def connection(request, server, port):
    return odoolib.get_connection(
        hostname="127.0.0.1", port=port, database=server.db, login="admin",
        password=server.api_key, protocol=request.param,
    )


def test_logging_in(connection):
    connection.check_login()
    assert connection.get_user_context()["lang"] == "en_US"


def test_records_from_making_to_removing(connection):
    partners = connection.get_model("res.partner")
    created = partners.create({"name": "One"})
    id_ = created[0] if isinstance(created, list) else created
    partners.write([id_], {"name": "Two"})
    assert partners.read(id_, ["name"])["name"] == "Two"
    assert partners.read([1, id_], ["name"])[1]["id"] == id_
    assert partners.search_read([("id", "=", id_)], ["name"])[0]["name"] == "Two"
    assert partners.search([("id", "=", id_)]) == [id_]
    assert partners.search_count([("id", "=", id_)]) == 1
    assert partners.unlink([id_]) is True
    assert partners.search([("id", "=", id_)]) == []


def test_arguments_by_place(connection):
    countries = connection.get_model("res.country")
    found = countries.search([("code", "in", ["BE", "FR"])], 1, 1, "code")
    assert countries.read(found[0], ["code"])["code"] == "FR"
    assert countries.name_search("Belgi")[0][1] == "Belgium"
    assert "code" in countries.fields_get(["code"])


@pytest.mark.parametrize("protocol", ["xmlrpc", "jsonrpc"])
def test_a_wrong_password(server, port, protocol):
    from odoolib.tools import AuthenticationError
    connection = odoolib.get_connection(
        hostname="127.0.0.1", port=port, database=server.db, login="admin",
        password="wrong", protocol=protocol,
    )
    with pytest.raises(AuthenticationError):
        connection.check_login()


@pytest.mark.parametrize("protocol", ["xmlrpc", "jsonrpc"])
def test_services(server, port, protocol):
    connection = odoolib.get_connection(
        hostname="127.0.0.1", port=port, database=server.db, login="admin",
        password="admin", protocol=protocol,
    )
    assert server.db in connection.get_service("db").list()
    assert connection.get_service("common").version()["server_serie"] == "19.0"


def test_errors(connection):
    with pytest.raises(Exception, match="does not exist|no_such"):
        connection.get_model("res.partner").no_such([1])
