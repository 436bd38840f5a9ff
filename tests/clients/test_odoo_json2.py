"""odoo-json2: the library and the command."""
from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

odoo_json2 = pytest.importorskip("odoo_json2")


@pytest.fixture
def client(server):
    return odoo_json2.JSON2Client(server.url, server.api_key, server.db)


def test_records_from_making_to_removing(client):
    partners = client.env["res.partner"]
    [id_] = partners.create({"name": "One"})
    assert partners.write([id_], {"name": "Two"}) is True
    assert partners.read([id_], ["name"]) == [{"id": id_, "name": "Two"}]
    assert partners.search([("id", "=", id_)]) == [id_]
    assert partners.search_count([("id", "=", id_)]) == 1
    assert partners.search_read([("id", "=", id_)], ["name"], limit=1)[0]["name"] == "Two"
    assert partners.unlink([id_]) is True
    assert client.version() == {"version_info": [19, 0, 0, "final", 0, ""],
                                "version": "19.0"}


def test_fields_and_other_methods(client):
    fields = client.env["res.partner"].fields_get(["name"], ["type"])
    assert fields == {"name": {"type": "char"}}
    assert client.call("res.partner", "name_search", name="My Comp") == \
        [[1, "My Company"]]
    assert client.call("res.users", "context_get")["lang"] == "en_US"


@pytest.mark.parametrize("error, model, method, more", [
    ("OdooNotFoundError", "no.such", "search", {}),
    ("OdooNotFoundError", "res.partner", "no_such", {}),
    ("OdooValidationError", "res.partner", "search", {"nope": 1}),
    ("OdooServerException", "res.partner", "_search", {"domain": []}),
])
def test_errors(client, error, model, method, more):
    from odoo_json2 import exceptions
    with pytest.raises(getattr(exceptions, error)):
        client.call(model, method, **more)


def test_a_wrong_key(server):
    client = odoo_json2.JSON2Client(server.url, "0" * 40, server.db)
    with pytest.raises(odoo_json2.OdooAuthError, match="Invalid apikey"):
        client.env["res.partner"].search([])


def run(server, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "odoo_json2.cli", "--host", f"127.0.0.1:{server.port}",
         "--protocol", "http", "--key", server.api_key, "--db", server.db, *arguments],
        capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
    )


def test_the_command(server):
    assert "Authenticated" in run(server, "test-connection").stdout
    assert "Technical Name" in run(server, "inspect", "ir.model.no").stdout or \
        "is_company" in run(server, "inspect", "res.partner", "--limit", "200").stdout
    answer = run(server, "search", "res.country", "--json", "--fields", "code",
                 "--domain", '[["code", "=", "BE"]]')
    assert answer.returncode == 0
    assert json.loads(answer.stdout)[0]["code"] == "BE"
    assert run(server, "inspect", "no.such").returncode == 1
