"""The db service where databases are on a PostgreSQL server."""
from __future__ import annotations

import base64
import io
import json
import shutil
import xmlrpc.client
import zipfile

import pytest

from odoolite import Server
from odoolite.service import postgres_dump

pytestmark = pytest.mark.xdist_group("postgres")


@pytest.fixture(scope="module")
def server(postgres):
    with Server(db="first", postgres=postgres) as server:
        yield server
        for name in server.registries.list():
            if not name.startswith(("odoolite_template", "postgres")):
                server.registries.drop(name)


@pytest.fixture
def db(server):
    """The db service, asked with the master password."""
    proxy = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/db", allow_none=True)
    return lambda method, *args: getattr(proxy, method)("admin", *args)


@pytest.fixture(params=["pg_dump", "own"])
def program(request, monkeypatch):
    """Dumps made by the program, and where there is none."""
    if request.param == "own":
        monkeypatch.setattr(shutil, "which", lambda name: None)
    return request.param


def fill(server, name):
    with server.env(name) as env:
        env["res.partner"].create({
            "name": "Tab\there \\ \u20ac\nline", "comment": "<p>It's; $$ $x$ done</p>",
        })
        env["ir.attachment"].create({"name": "f.bin", "raw": b"\0\xff content"})


def check(server, name):
    with server.env(name) as env:
        [partner] = env["res.partner"].search([("name", "like", "Tab")])
        assert partner.name == "Tab\there \\ \u20ac\nline"
        assert partner.comment == "<p>It's; $$ $x$ done</p>"
        [file] = env["ir.attachment"].search([("name", "=", "f.bin")])
        assert file.raw == b"\0\xff content"
        before = env["res.partner"].search([], order="id desc", limit=1)
        assert env["res.partner"].create({"name": "next"}).id > before.id
        with pytest.raises(Exception, match="violates|exists|already"), env.cr.savepoint():
            env["res.users"].create({"name": "twice", "login": "admin"})


def test_a_dump_brings_back_records_and_files(server, db, program):
    source, target = f"source_{program}", f"target_{program}"
    db("create_database", source, False, "en_US")
    fill(server, source)
    archive = base64.b64decode(db("dump", source, "zip"))
    with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
        assert manifest["db_name"] == source and "base" in manifest["modules"]
        assert float(manifest["pg_version"]) > 10
        assert b"PostgreSQL" in zipped.read("dump.sql")[:200]
    assert db("restore", target, base64.b64encode(archive).decode(), True) is True
    check(server, target)
    with server.env(target) as env, server.env(source) as other:
        uuid = "database.uuid"
        assert env["ir.config_parameter"].get_param(uuid) != \
            other["ir.config_parameter"].get_param(uuid)
    assert db("drop", source) and db("drop", target)


def test_a_plain_dump(server, db, program):
    fill(server, "first")
    assert db("restore", f"plain_{program}", db("dump", "first", "dump")) is True
    check(server, f"plain_{program}")
    assert db("drop", f"plain_{program}")
    with server.env("first") as env:
        env["res.partner"].search([("name", "like", "Tab")]).unlink()
        env["ir.attachment"].search([("name", "=", "f.bin")]).unlink()


@pytest.mark.parametrize("content", [
    b"", b"not a dump", b"PK\x03\x04", b"PGDMP nonsense",
    b"-- odoolite: a script for PostgreSQL\nDROP nonsense;\n",
    b"-- odoolite: a script for SQLite\nCREATE TABLE x (y);",
])
def test_what_is_no_dump_leaves_nothing_behind(server, db, content):
    before = server.registries.list()
    with pytest.raises(xmlrpc.client.Fault):
        db("restore", "broken", base64.b64encode(content).decode())
    assert server.registries.list() == before


def test_copies_names_and_migration(server, db):
    db("duplicate_database", "first", "copy", True)
    with server.env("copy") as env:
        assert env["ir.config_parameter"].get_param("database.is_neutralized") == "True"
        assert env["ir.mail_server"].search([]).mapped("smtp_host") == ["invalid"]
    with server.env("first") as env:
        assert not env["ir.config_parameter"].get_param("database.is_neutralized")
    assert db("rename", "copy", "renamed") is True
    models = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/object")
    call = (2, "admin", "res.partner", "search_count", [[]])
    assert models.execute_kw("renamed", *call) > 0
    with pytest.raises(xmlrpc.client.Fault, match="does not exist"):
        models.execute_kw("copy", *call)
    assert db("migrate_databases", ["renamed"]) is True
    assert models.execute_kw("renamed", *call) > 0
    with pytest.raises(xmlrpc.client.Fault, match="already exists"):
        db("create_database", "renamed", False, "en_US")
    assert db("drop", "renamed") is True
    with pytest.raises(xmlrpc.client.Fault, match="does not exist"):
        models.execute_kw("renamed", *call)


def test_statements_are_told_apart():
    script = (
        "-- a remark\n\\restrict x\nSET a = 1;\nCREATE FUNCTION f() AS $_$\n;\n"
        "BEGIN;\n$_$;\nCOPY t (a) FROM stdin;\n1;\n-- no remark\n\\.\nSELECT 2;\n"
    )
    assert list(postgres_dump.split_script(script)) == [
        ("SET a = 1;", None), ("CREATE FUNCTION f() AS $_$\n;\nBEGIN;\n$_$;", None),
        ("COPY t (a) FROM stdin;", "1;\n-- no remark\n"), ("SELECT 2;", None),
    ]
