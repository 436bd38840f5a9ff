"""odoo-connect: over JSON-2 with a key and over /jsonrpc."""
from __future__ import annotations

import pytest

odoo_connect = pytest.importorskip("odoo_connect")


@pytest.fixture(params=["json/2", "jsonrpc"])
def env(request, server):
    if request.param == "jsonrpc":
        env = odoo_connect.connect(server.url, server.db, "admin", password="admin")
    else:
        env = odoo_connect.connect(server.url, server.db, token=server.api_key)
    assert env.protocol == request.param
    return env


def test_the_server_and_the_user(env, server):
    assert env.major_version == 19 and env.is_connected
    assert env.database == server.db and env.username == "admin"
    assert "res.partner" in env.list_models()
    assert env.ref("base.be")


def test_records_by_model(env):
    partners = env["res.partner"]
    name = f"Connected {env.protocol}"
    created = partners.create({"name": name})
    assert partners.search_count([("name", "=", name)]) == 1
    [row] = partners.search_read_dict(
        [("name", "=", name)], ["name", "company_id.name", "country_id"]
    )
    assert row["name"] == name
    ids = created if isinstance(created, list) else [created]
    assert partners.write(ids, {"name": name + "!"})
    assert partners.read_dict(ids, ["name"])[0]["name"] == name + "!"
    assert partners.unlink(ids)


def test_fields(env):
    fields = env["res.partner"].fields()
    assert fields["name"]["type"] == "char"
    assert fields["country_id"]["relation"] == "res.country"


def test_loading_and_exporting(env):
    from odoo_connect.data import export_data, load_data
    partners = env["res.partner"]
    tag = f"load {env.protocol} "
    rows = [[f"{tag}{n}", "someone@example.com"] for n in range(3)]
    answer = load_data(partners, rows, fields=["name", "email"])
    assert len(answer["ids"]) == 3 and not answer["messages"]
    data = export_data(partners, [("name", "like", tag)], ["name", "email"])
    assert sorted(row["name"] for row in data.to_dicts()) == [row[0] for row in rows]
    csv = list(data.to_csv())
    assert csv[0] == ["name", "email"] and len(csv) == 4


def test_exploring(env):
    from odoo_connect.explore import explore
    countries = explore(env["res.country"])
    found = countries.search([("code", "in", ["BE", "FR"])])
    assert sorted(found.mapped("code")) == ["BE", "FR"]
    assert len(found.filtered(lambda one: one.code == "BE")) == 1


def test_groups(server):
    # by /jsonrpc it looks for __extra_domain in answers of read_group, at Odoo in vain too
    env = odoo_connect.connect(server.url, server.db, token=server.api_key)
    rows = env["res.country"].read_group_dict(
        [("code", "in", ["BE", "FR"])], ["__count"], ["currency_id"]
    )
    assert sum(row["__count"] for row in rows) == 2


def test_a_wrong_password(server):
    with pytest.raises(odoo_connect.OdooConnectionError):
        odoo_connect.connect(server.url, server.db, "admin", password="no")
