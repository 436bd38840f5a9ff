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


def test_logging_out(odoo):
    assert odoo.logout() is True
    with pytest.raises(odoorpc.error.InternalError):
        odoo.env  # noqa: B018
