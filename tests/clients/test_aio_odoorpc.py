"""aio-odoorpc: synchronous and asynchronous, over /jsonrpc with httpx."""
from __future__ import annotations

import asyncio

import pytest

aio_odoorpc = pytest.importorskip("aio_odoorpc")
httpx = pytest.importorskip("httpx")


@pytest.fixture
def odoo(server):
    with httpx.Client(base_url=f"{server.url}/jsonrpc") as session:
        client = aio_odoorpc.OdooRPC(
            database=server.db, username_or_uid="admin", password="admin",
            http_client=session, default_model_name="res.partner",
        )
        client.login()
        yield client


def test_logging_in(odoo, server):
    assert odoo.uid == 2
    with httpx.Client(base_url=f"{server.url}/jsonrpc") as session:
        client = aio_odoorpc.OdooRPC(
            database=server.db, username_or_uid="admin", password="wrong",
            http_client=session,
        )
        assert client.login() is False


def test_records_from_making_to_removing(odoo):
    [id_] = odoo.execute_kw("create", [{"name": "Aio"}], {})     # a list as one argument
    assert odoo.read(id_, fields=["name"]) == [{"id": id_, "name": "Aio"}]
    assert odoo.write(id_, {"name": "Oia"}) is True
    assert odoo.search([("id", "=", id_)]) == [id_]
    assert odoo.search_count([("id", "=", id_)]) == 1
    assert odoo.search_read([("id", "=", id_)], fields=["name"], limit=1) == \
        [{"id": id_, "name": "Oia"}]
    assert odoo.execute_kw("unlink", [id_], {}) is True


def test_formats_of_ids(odoo):
    odoo.set_format_for_id_fields("int")
    [row] = odoo.search_read([("id", "=", 1)], fields=["create_uid"])
    assert row["create_uid"] == 1


def test_another_model(odoo):
    countries = odoo.new_for_model("res.country")
    assert countries.search_count([("code", "=", "BE")]) == 1


def test_errors(odoo):
    with pytest.raises(Exception, match="Odoo Server Error|no_such"):
        odoo.execute_kw("no_such", [], {})


def test_services(server):
    # what it calls without arguments (list_lang...) fails at a live Odoo too: no "args"
    from aio_odoorpc_base.sync import db
    with httpx.Client(base_url=f"{server.url}/jsonrpc") as session:
        assert db.db_exist(session, db_name=server.db) is True
        assert db.create_database(
            session, admin_password="admin", db_name="aio_one", demo=False, lang="en_US"
        )
        assert db.rename_database(
            session, admin_password="admin", old_name="aio_one", new_name="aio_two"
        )
        dump = db.dump_database(session, admin_password="admin", db_name="aio_two")
        assert db.drop_database(session, admin_password="admin", db_name="aio_two")
        assert db.restore_database(
            session, admin_password="admin", db_name="aio_three", data=dump.decode()
        )
        assert db.drop_database(session, admin_password="admin", db_name="aio_three")


def test_many_at_once(server):
    async def count() -> list[int]:
        async with httpx.AsyncClient(base_url=f"{server.url}/jsonrpc") as session:
            odoo = aio_odoorpc.AsyncOdooRPC(
                database=server.db, username_or_uid="admin", password="admin",
                http_client=session, default_model_name="res.country",
            )
            await odoo.login()
            codes = ["BE", "FR", "NL", "DE"] * 5
            return await asyncio.gather(
                *(odoo.search_count([("code", "=", code)]) for code in codes)
            )

    assert asyncio.run(count()) == [1] * 20
