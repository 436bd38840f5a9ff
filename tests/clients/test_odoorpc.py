"""OdooRPC: its public API throughout."""
from __future__ import annotations

import pytest

odoorpc = pytest.importorskip("odoorpc")


@pytest.fixture
def odoo(server):
    client = odoorpc.ODOO("127.0.0.1", port=server.port)
    client.login(server.db, "admin", "admin")
    return client


def test_versions_and_the_user(odoo):
    assert odoo.version == "19.0"
    assert odoo.env.user.name == "Administrator"
    assert odoo.env.user.company_id.name == "My Company"
    assert odoo.env.lang == "en_US"


def test_wrong_password(server):
    client = odoorpc.ODOO("127.0.0.1", port=server.port)
    with pytest.raises(odoorpc.error.RPCError, match="Wrong login ID or password"):
        client.login(server.db, "admin", "nope")


def test_records_are_browsed_and_written(odoo):
    partners = odoo.env["res.partner"]
    id_ = partners.create({"name": "One"})
    record = partners.browse(id_)
    record.name = "Two"
    record.country_id = odoo.env.ref("base.be")
    other = partners.create({"name": "Child"})
    record.child_ids = [(4, other)]
    record.category_id = [(0, 0, {"name": "Tag"})]

    again = partners.browse(id_)

    assert (again.name, again.country_id.code) == ("Two", "BE")
    assert again.child_ids.ids == [other] and len(again.category_id) == 1
    again.child_ids = [(3, other)]
    assert partners.browse(id_).child_ids.ids == []
    again.unlink()
    with pytest.raises(ValueError):
        partners.browse(id_).name  # noqa: B018


def test_every_field_of_common_models_can_be_browsed(odoo):
    for model in ("res.partner", "res.users", "res.company", "ir.model", "ir.ui.view",
                  "ir.cron", "ir.module.module", "res.lang", "res.currency"):
        proxy = odoo.env[model]
        for record in proxy.browse(proxy.search([], limit=2)):
            assert record.id and record.display_name is not None


def test_references_and_models(odoo):
    assert "res.partner" in odoo.env and "no.such" not in odoo.env
    with pytest.raises(odoorpc.error.RPCError, match="Not enough access rights"):
        odoo.env.ref("base.user_root")
    with pytest.raises(odoorpc.error.RPCError, match="External ID not found"):
        odoo.env.ref("no.such")


def test_errors_carry_odoos_data(odoo):
    with pytest.raises(odoorpc.error.RPCError) as caught:
        odoo.execute("res.partner", "no_such", [])
    info = caught.value.info
    assert info["code"] == 0 and info["message"] == "Odoo Server Error"
    assert info["data"]["name"] == "builtins.AttributeError"


def test_databases(odoo, server):
    odoo.db.create("admin", "rpc_one", False, "en_US", "pw")
    odoo.db.duplicate("admin", "rpc_one", "rpc_two")
    dump = odoo.db.dump("admin", "rpc_one")
    odoo.db.drop("admin", "rpc_one")
    odoo.db.restore("admin", "rpc_one", dump)
    assert odoo.db.list() == [server.db, "rpc_one", "rpc_two"]
    with pytest.raises(odoorpc.error.RPCError, match="already exist"):
        odoo.db.create("admin", "rpc_one", False, "en_US", "pw")
    with pytest.raises(odoorpc.error.RPCError, match="Access Denied"):
        odoo.db.drop("wrong", "rpc_one")
    odoo.db.drop("admin", "rpc_one")
    odoo.db.drop("admin", "rpc_two")


def test_plain_http_and_json(odoo):
    assert odoo.http("web/binary/company_logo").read(4) == b"\x89PNG"
    answer = odoo.json("/web/webclient/version_info", {})
    assert answer["result"]["server_serie"] == "19.0"
    assert "ir.module.module" in odoo.report.list()


def test_contexts(odoo):
    tags = odoo.env["res.partner.category"]
    id_ = tags.create({"name": "Away", "active": False})
    assert tags.search([("id", "=", id_)]) == []
    assert tags.with_context(active_test=False).search([("id", "=", id_)]) == [id_]
    record = tags.browse(id_).with_context(lang="en_US")
    assert record.env.context["lang"] == "en_US" and record.name == "Away"
    assert odoo.env(context={"lang": "en_US"}).lang == "en_US"


def test_values_wait_for_commit(odoo):
    odoo.config["auto_commit"] = False
    record = odoo.env["res.partner"].browse(odoo.env["res.partner"].create({"name": "A"}))
    record.name = "B"
    record.category_id += odoo.env["res.partner.category"].browse(
        odoo.env["res.partner.category"].create({"name": "T"})
    )
    assert odoo.env.dirty and record.read(["name"])[0]["name"] == "A"
    odoo.env.commit()
    assert not odoo.env.dirty
    row = record.read(["name", "category_id"])[0]
    assert row["name"] == "B" and len(row["category_id"]) == 1
    odoo.config["auto_commit"] = True
    record.category_id -= record.category_id
    assert record.read(["category_id"])[0]["category_id"] == []


def test_fields_of_every_kind(odoo):
    partner = odoo.env["res.partner"].browse(1)
    assert partner.is_company is True and partner.color == 0
    assert partner.create_date.year > 2000 and partner.partner_latitude == 0.0
    assert partner.avatar_128 and partner.type == "contact"
    assert partner.company_id == odoo.env.user.company_id.browse([]) \
        or partner.company_id.id
    partner.comment = "<p>Hello</p>"
    assert partner.browse(1).comment == "<p>Hello</p>"
    with pytest.raises(ValueError):
        partner.type = "nonsense"
    parameter = odoo.env["ir.default"]
    assert parameter.fields_get()["json_value"]["type"] == "char"
    rate = odoo.env["res.currency.rate"].create({
        "name": "2026-01-01", "rate": 1.5, "currency_id": odoo.env.ref("base.USD").id,
    })
    assert odoo.env["res.currency.rate"].browse(rate).name.year == 2026


def test_calls_by_hand(odoo):
    assert odoo.execute("res.partner", "search", [("id", "=", 1)]) == [1]
    assert odoo.execute_kw(
        "res.partner", "read", [[1]], {"fields": ["name"]}
    ) == [{"id": 1, "name": "My Company"}]
    assert odoo.env["res.users"].has_group([2], "base.group_system") is True
    with pytest.raises(odoorpc.error.RPCError, match="Private methods"):
        odoo.execute("res.partner", "_name_search", "x")


def test_saved_sessions(odoo, server, tmp_path):
    file = str(tmp_path / "sessions")
    odoo.save("mine", file)
    assert odoorpc.ODOO.list(file) == ["mine"]
    assert odoorpc.ODOO.load("mine", file).env.uid == 2
    odoorpc.ODOO.remove("mine", file)
    assert odoorpc.ODOO.list(file) == []


def test_reports_are_for_browsers_since_14(odoo):
    with pytest.raises(NotImplementedError):
        odoo.report.download(odoo.report.list()["ir.module.module"][0]["report_name"], [1])


def test_the_master_password(odoo):
    odoo.db.change_password("admin", "other")
    with pytest.raises(odoorpc.error.RPCError, match="Access Denied"):
        odoo.db.create("admin", "rpc_denied")
    odoo.db.change_password("other", "admin")


def test_a_key_by_the_assistant(odoo, server):
    """make_key asks for the password, and the key opens JSON-2's door and this one."""
    client = odoorpc.ODOO("127.0.0.1", port=server.port)
    client.json("/web/session/authenticate", {
        "db": server.db, "login": "admin", "password": "admin",
    })

    def call(model, method, args, context=None):
        answer = client.json("/web/dataset/call_kw", {
            "model": model, "method": method, "args": args,
            "kwargs": {"context": context or {}},
        })
        return answer["result"]

    model = call("res.users", "api_key_wizard", [[2]])["res_model"]
    [wizard] = call(model, "create", [[{"name": "k", "duration": "1"}]])
    action = call(model, "make_key", [[wizard]])
    assert action["res_model"] == "res.users.identitycheck"
    action = call(action["res_model"], "run_check", [[action["res_id"]]],
                  {"password": "admin"})
    key = action["context"]["default_key"]
    again = odoorpc.ODOO("127.0.0.1", port=server.port)
    again.login(server.db, "admin", key)
    assert again.env.uid == 2


def test_logging_out(odoo):
    assert odoo.logout() is True
    with pytest.raises(odoorpc.error.InternalError):
        odoo.env  # noqa: B018
