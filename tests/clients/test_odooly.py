"""odooly: over web sessions, over /jsonrpc and with a key over JSON-2."""
from __future__ import annotations

import pytest

odooly = pytest.importorskip("odooly")


@pytest.fixture(autouse=True)
def forgetful():
    """It remembers who logged in where in a class."""
    odooly.Env._cache.clear()


def create(env, model, values):
    """Make a record; over JSON-2, where `create` answers a list, it gives a list too."""
    made = env[model].create(values)
    return made[0] if isinstance(made, odooly.RecordList) else made


@pytest.fixture(params=["web", "jsonrpc", "json2"])
def env(request, server):
    """An environment of each of its ways to call."""
    if request.param == "json2":
        client = odooly.Client(server.url, server.db, "admin", api_key=server.api_key)
    else:
        path = "/jsonrpc" if request.param == "jsonrpc" else ""
        client = odooly.Client(server.url + path, server.db, "admin", "admin")
    return client.env


@pytest.fixture
def web(server):
    return odooly.Client(server.url, server.db, "admin", "admin").env


def test_records_from_making_to_removing(env):
    partners = env["res.partner"]
    one = create(env, "res.partner", {"name": "One", "country_id": env.ref("base.be")})
    one.name = "Two"
    assert one.read("name") == "Two" and one.country_id.code == "BE"
    one.write({"category_id": [(0, 0, {"name": "Tag"})]})
    assert one.category_id.mapped("name") == ["Tag"]
    [copy] = one.copy({"name": "Copy"})
    both = partners.browse([one.id, copy.id])
    assert both.name == ["Two", "Copy"]
    assert both.sorted("name").name == ["Copy", "Two"]
    assert both.filtered("country_id") == both
    assert (both - copy) == partners.browse([one.id])
    assert sorted(both.exists().id) == sorted(both.id)
    assert copy.unlink() and both.exists() == partners.browse([one.id])
    one.unlink()


def test_searching(env):
    countries = env["res.country"]
    assert countries.search_count([("code", "=", "BE")]) == 1
    assert countries.search([("code", "in", ["BE", "FR"])], order="code").code == \
        ["BE", "FR"]
    assert countries.get([("code", "=", "BE")]).name == "Belgium"
    assert countries.get("base.fr").code == "FR"
    assert countries.search_read([("code", "=", "BE")], ["code"]) == \
        [{"id": env.ref("base.be").id, "code": "BE"}]
    assert countries.read([("code", "=", "BE")], "{code}: {name}") == ["BE: Belgium"]
    assert len(countries.search([], limit=3)) == 3


def test_models_fields_and_access(env):
    assert "res.partner.bank" in env.models("res.par")
    partners = env["res.partner"]
    assert "name" in partners.keys() and partners.field("name")["type"] == "char"
    assert partners.fields(["email"])["email"]["string"] == "Email"
    assert partners.access() and env.access("res.partner", "unlink")


def test_external_ids_and_metadata(env):
    record = create(env, "res.partner", {"name": "Named"})
    record._external_id = "test_odooly." + f"p{record.id}"
    assert env.ref(f"test_odooly.p{record.id}") == record
    assert record.get_metadata()[0]["create_uid"][0] == env.user.id
    record.unlink()


def test_context_and_user(env):
    assert env.user.name == "Administrator" and env.lang == "en_US"
    tag = create(env, "res.partner.category", {"name": "Off", "active": False})
    tags = env["res.partner.category"]
    assert not tags.search([("id", "=", tag.id)])
    assert tags.with_context(active_test=False).search([("id", "=", tag.id)]).id == [tag.id]


def test_errors_name_what_went_wrong(env):
    with pytest.raises((odooly.Error, odooly.ServerError), match="no_such"):
        env["res.partner"].no_such()
    with pytest.raises(Exception, match="no.such"):
        env["no.such"]


def test_modules(web):
    assert "base" in web.modules("base")["installed"]
    assert "crm" in web.modules("crm")["uninstalled"]


def test_statements_of_sql(web):
    """By a server action, which logs what it finds."""
    found = web.sql("SELECT id, login FROM res_users WHERE id = 2; SELECT 1 AS n WHERE 1=0")
    assert found["result"] == [{"id": 2, "login": "admin"}, {"n": ()}]
    web.sql("UPDATE res_users SET signature = 'x' WHERE id = 2")
    assert web["res.users"].browse(2).signature == "x"


def test_the_superuser_by_the_web(web):
    assert web.sudo().user.id == 1


def test_a_wrong_password(server):
    with pytest.raises(odooly.Error, match="Invalid username or password"):
        odooly.Client(server.url, server.db, "admin", "wrong")


def test_databases_by_forms(server):
    client = odooly.Client(server.url, server.db, "admin", "admin")
    # without a country the client posts "None" where it picks urllib, as it does by chance
    client.create_database("admin", "ly_one", country_code="BE")   # and goes on with it
    client.clone_database("admin", "ly_two")
    assert client.env.db_name == "ly_two"
    assert {"ly_one", "ly_two"} <= set(client.database.list())
    client.drop_database("admin", "ly_one")
    client = odooly.Client(server.url, server.db, "admin", "admin")
    client.drop_database("admin", "ly_two")
    assert client.database.list() == [server.db]
