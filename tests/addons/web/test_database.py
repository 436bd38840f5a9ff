"""The database manager's pages and forms; the service behind them."""
from __future__ import annotations

import base64
import io
import json
import time
import xmlrpc.client
import zipfile

import pytest
import requests

from odoolite import Server


@pytest.fixture(scope="module")
def server():
    with Server(db="first") as server:
        yield server


@pytest.fixture
def db(server):
    """The db service, asked with the master password."""
    proxy = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/db", allow_none=True)
    server.registries.master_password = "admin"
    yield lambda method, *args: getattr(proxy, method)("admin", *args)
    server.registries.master_password = "admin"
    for name in server.registries.list():
        if name != "first":
            server.registries.drop(name)


def post(server, what, files=None, **data):
    return requests.post(
        f"{server.url}/web/database/{what}", allow_redirects=False, files=files,
        data={"master_pwd": "admin", **data},
    )


def test_creating_takes_milliseconds(server, db):
    db("create_database", "warm_up", False, "en_US")
    started = time.process_time()       # of the processor: others may be busy too
    db("create_database", "one", False, "en_US", "pw", "boss@example.com", "FR", "+33 1")
    taken = time.process_time() - started

    with server.env("one") as env:
        company = env["res.company"].browse(1)
        assert (company.country_id.code, company.phone) == ("FR", "+33 1")
        assert env.user.tz == "Europe/Paris" and env.user.login == "boss@example.com"
        assert not env["res.users.apikeys"].search([])
    assert taken < 1.5


def test_a_language_is_loaded(server, db):
    db("create_database", "french", False, "fr_FR")
    with server.env("french") as env:
        assert env.user.lang == "fr_FR"
        assert "fr_FR" in dict(env["res.lang"].get_installed())


@pytest.mark.parametrize("name", ["", "-x", "a/b", "../x", "a b", ".x", "x" * 3 + "\n", 7])
def test_impossible_names_are_refused(server, db, name):
    with pytest.raises(xmlrpc.client.Fault):
        db("create_database", name, False, "en_US")
    assert server.registries.list() == ["first"]


def test_a_wrong_country_leaves_nothing_behind(server, db):
    with pytest.raises(xmlrpc.client.Fault):
        db("create_database", "half", False, "en_US", "pw", "admin", "ZZ")
    assert server.registries.list() == ["first"]


def test_a_neutralized_copy_sends_nothing(server, db):
    db("duplicate_database", "first", "copy", True)
    with server.env("copy") as env:
        assert env["ir.config_parameter"].get_param("database.is_neutralized") == "True"
        assert env["ir.cron"].search([]).mapped("cron_name") or True
        active = env["ir.mail_server"].search([])
        assert active.mapped("smtp_host") == ["invalid"]
    with server.env("first") as env:
        assert not env["ir.config_parameter"].get_param("database.is_neutralized")


def test_modules_are_brought_up_to_date(server, db):
    db("create_database", "older", False, "en_US")
    with server.env("older") as env:
        view = env.ref("base.view_users_form")
        view.arch = '<form><field name="login"/></form>'
    assert db("migrate_databases", ["older"]) is True
    with server.env("older") as env:
        view = env.ref("base.view_users_form")
        assert len(view.arch) > 100
        arch = env["res.users"].get_view(view.id, "form")["arch"]
        assert "totp_enabled" in arch        # of auth_totp, which comes later


def test_an_upgrade_keeps_the_languages(server, db):
    db("create_database", "french_older", False, "fr_FR")
    assert db("migrate_databases", ["french_older"]) is True
    with server.env("french_older") as env:
        assert env["res.lang"].search([]).mapped("code") == ["en_US", "fr_FR"]


def test_a_dump_brings_back_records_and_files(server, db):
    db("create_database", "source", False, "en_US")
    with server.env("source") as env:
        env["ir.attachment"].create({"name": "f.bin", "raw": b"\0\xff content"})
    archive = base64.b64decode(db("dump", "source", "zip"))
    names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
    assert any(name.startswith("filestore/") and len(name) > 40 for name in names)

    db("restore", "target", base64.b64encode(archive).decode(), True)

    with server.env("target") as env, server.env("source") as other:
        found = env["ir.attachment"].search([("name", "=", "f.bin")])
        assert found.raw == b"\0\xff content"
        uuid = "database.uuid"
        assert env["ir.config_parameter"].get_param(uuid) != \
            other["ir.config_parameter"].get_param(uuid)


def test_a_plain_dump_can_be_restored_too(server, db):
    dump = db("dump", "first", "dump")
    assert db("restore", "plain", dump) is True
    with server.env("plain") as env:
        assert env["res.users"].search_count([("login", "=", "admin")]) == 1


@pytest.mark.parametrize("content", [
    b"", b"not a dump", b"PK\x03\x04", b"-- odoolite: a script for SQLite\nDROP nonsense",
])
def test_what_is_no_dump_leaves_nothing_behind(server, db, content):
    with pytest.raises(xmlrpc.client.Fault):
        db("restore", "broken", base64.b64encode(content).decode())
    assert server.registries.list() == ["first"]


def test_a_dropped_database_answers_without_a_crash(server, db):
    db("create_database", "doomed", False, "en_US", "admin")
    models = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/object")
    call = ("doomed", 2, "admin", "res.partner", "search_count", [[]])
    assert models.execute_kw(*call) > 0
    with server.registries.get("doomed").cursor("read") as cr:
        cr.execute("SELECT 1")
        assert db("drop", "doomed") is True
    with pytest.raises(xmlrpc.client.Fault, match="does not exist"):
        models.execute_kw(*call)


def test_the_forms_do_what_the_service_does(server, db):
    created = post(server, "create", name="formed", lang="en_US", password="pw",
                   login="boss", phone="")
    assert (created.status_code, created.headers["Location"]) == (303, "/odoo")
    page = requests.get(f"{server.url}/odoo", cookies=created.cookies)
    assert "boss" in page.text

    assert post(server, "duplicate", name="formed", new_name="twin").status_code == 303
    backup = post(server, "backup", name="twin", backup_format="zip")
    assert backup.headers["Content-Disposition"].startswith(
        "attachment; filename*=UTF-8''twin_"
    )
    manifest = zipfile.ZipFile(io.BytesIO(backup.content)).read("manifest.json")
    assert json.loads(manifest)["db_name"] == "twin"
    assert post(server, "drop", name="twin").headers["Location"] == \
        "/web/database/manager"
    restored = post(server, "restore", files={"backup_file": backup.content},
                    name="again", copy="true")
    assert restored.status_code == 303
    assert server.registries.list() == ["again", "first", "formed"]


@pytest.mark.parametrize(("what", "data", "text"), [
    ("create", {"name": "../x", "lang": "en_US", "password": "p"}, "naming issue"),
    ("create", {"name": "first", "lang": "en_US", "password": "p"}, "already exists"),
    ("duplicate", {"name": "first", "new_name": "first"}, "duplication error"),
    ("backup", {"name": "nope"}, "backup error"),
    ("restore", {"name": "first"}, "restore error"),
    ("drop", {"name": "first", "master_pwd": "wrong"}, "Access Denied"),
])
def test_errors_are_pages_with_status_200(server, db, what, data, text):
    server.registries.master_password = "secret"
    data = {"master_pwd": "secret", **data}
    files = {"backup_file": b"x"} if what == "restore" else None

    answer = post(server, what, files=files, **data)

    assert (answer.status_code, text in answer.text) == (200, True)
    assert "Traceback" not in answer.text
    assert server.registries.list() == ["first"]


def test_the_first_master_password_posted_is_taken(server, db):
    post(server, "drop", name="nothing", master_pwd="chosen")
    assert server.registries.master_password == "chosen"


def test_change_password(server, db):
    assert post(server, "change_password", master_pwd_new="new").status_code == 303
    assert server.registries.master_password == "new"


def test_without_the_list_nothing_is_shown_or_managed(db):
    with Server(db="hidden", list_db=False) as server:
        page = requests.get(f"{server.url}/web/database/manager").text
        proxy = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/db")
        for call in (
            lambda: proxy.list(), lambda: proxy.drop("admin", "hidden"),
            lambda: proxy.create_database("admin", "x", False, "en_US"),
        ):
            with pytest.raises(xmlrpc.client.Fault, match="Access Denied"):
                call()
        assert "disabled by the administrator" in page
        listed = requests.post(f"{server.url}/web/database/list", json={"params": {}})
        assert listed.json()["error"]["data"]["name"] == "odoo.exceptions.AccessDenied"
        assert proxy.db_exist("hidden") is True
