"""Secrets that come by every door stay out of logs, answers, dumps and pages."""
from __future__ import annotations

import io
import json
import logging
import xmlrpc.client
import zipfile

import pytest
import requests

from odoolite import Server

MASTER, PASSWORD, NEW, MADE = "mast3r-w0rd", "pa55-w0rd", "n3w-w0rd", "m4de-w0rd"
KEY = "5ecre7" + "0123456789" * 3 + "beef"
WRONG = "wr0ng-w0rd"
SECRETS = (MASTER, PASSWORD, NEW, MADE, KEY, WRONG)


@pytest.fixture
def server():
    """A server for each test: wrong passwords of one do not set off another's cooldown."""
    with Server(
        master_password=MASTER, admin_password=PASSWORD, api_key=KEY, db="safe"
    ) as server:
        yield server


@pytest.fixture
def seen(caplog):
    """All that is logged, at the finest level, and what `keep` is given."""
    caplog.set_level(logging.DEBUG)
    answers = []

    class Seen:
        keep = staticmethod(lambda answer: answers.append(str(answer)) or answer)

        @staticmethod
        def check(*allowed):
            text = caplog.text + "".join(answers)
            assert len(text) > 50
            for secret in SECRETS:
                if secret not in allowed:
                    assert secret not in text, secret

    return Seen


def ask(server, path, params, **options):
    return requests.post(
        server.url + path, json={"jsonrpc": "2.0", "params": params, "id": 1}, **options
    )


@pytest.mark.parametrize("version", ["/xmlrpc/2", "/xmlrpc"])
def test_xmlrpc(server, seen, version):
    common = xmlrpc.client.ServerProxy(f"{server.url}{version}/common")
    models = xmlrpc.client.ServerProxy(f"{server.url}{version}/object")
    assert common.login("safe", "admin", PASSWORD) == 2
    assert common.login("safe", "admin", WRONG) is False
    for password in (PASSWORD, WRONG, KEY):
        for method, args in (
            ("search_count", [[]]), ("no_such", []), ("search", [[("no", "=", 1)]]),
            ("search", 5),
        ):
            try:
                models.execute_kw("safe", 2, password, "res.partner", method, args)
            except xmlrpc.client.Fault as fault:
                seen.keep(fault)
    for args in (["safe"], ["nowhere", "admin", WRONG], ["safe", "admin", WRONG, 1]):
        try:
            common.login(*args)
        except xmlrpc.client.Fault as fault:
            seen.keep(fault)
    seen.check()


def test_jsonrpc_and_json2(server, seen):
    for password in (PASSWORD, WRONG, KEY):
        for method, args in (("search_count", [[]]), ("no_such", []), ("search", 5)):
            seen.keep(ask(server, "/jsonrpc", {
                "service": "object", "method": "execute_kw",
                "args": ["safe", 2, password, "res.partner", method, args],
            }).text)
        for body in ('{"domain": [["no", "=", 1]]}', "{", '{"nope": 1}'):
            seen.keep(requests.post(
                f"{server.url}/json/2/res.partner/search", data=body,
                headers={"Authorization": f"Bearer {password}",
                         "Content-Type": "application/json"},
            ).text)
    seen.check()


def test_sessions_and_forms(server, seen):
    session = requests.Session()
    for password in (WRONG, PASSWORD):
        seen.keep(ask(server, "/web/session/authenticate", {
            "db": "safe", "login": "admin", "password": password,
        }).text)
        page = session.get(f"{server.url}/web/login").text
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        seen.keep(session.post(f"{server.url}/web/login", data={
            "login": "admin", "password": password, "csrf_token": token,
        }).text)
    for method, args in (
        ("write", [[2], {"password": NEW, "no_such": 1}]),
        ("create", [{"login": "x", "password": NEW}]),
        ("change_password", [WRONG, NEW]), ("change_password", [PASSWORD, ""]),
        ("read", [[2], ["password"]]), ("search", [[("password", "=", NEW)]]),
    ):
        seen.keep(session.post(f"{server.url}/web/dataset/call_kw", json={"params": {
            "model": "res.users", "method": method, "args": args, "kwargs": {},
        }}).text)
    seen.check()


def test_the_master_password(server, seen):
    db = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/db")
    for password in (WRONG, MASTER):
        for method, args in (
            ("create_database", ["safe", False, "en_US", MADE]),
            ("create_database", ["made", False, "en_US", MADE, "admin", "ZZ"]),
            ("create_database", [1, 2, 3, MADE, 4, 5, 6, 7, 8]), ("drop", ["nowhere"]),
            ("dump", ["nowhere", "zip"]), ("restore", ["safe", "x"]), ("rename", []),
        ):
            try:
                getattr(db, method)(password, *args)
            except xmlrpc.client.Fault as fault:
                seen.keep(fault)
        for what, values in (
            ("create", {"name": "safe", "lang": "en_US", "password": MADE}),
            ("drop", {"name": "nowhere"}), ("backup", {"name": "nowhere"}),
            ("duplicate", {"name": "nowhere", "new_name": "x"}),
        ):
            seen.keep(requests.post(f"{server.url}/web/database/{what}", data={
                "master_pwd": password, **values}).text)
    seen.check()


def test_sessions_of_others_are_told_nowhere(server, seen):
    session = requests.Session()
    ask_ = {"db": "safe", "login": "admin", "password": PASSWORD}
    session.post(f"{server.url}/web/session/authenticate", json={"params": ask_})
    sid = session.cookies["session_id"]
    seen.keep(session.get(f"{server.url}/odoo").text)
    found = session.post(f"{server.url}/web/dataset/call_kw", json={"params": {
        "model": "res.device", "method": "search_read", "args": [[]], "kwargs": {},
    }}).text
    assert sid not in seen.keep(found)
    info = session.post(
        f"{server.url}/web/session/get_session_info", json={"params": {}}
    ).json()["result"]
    assert sid not in json.dumps(info)
    seen.check()


def test_what_the_server_says_of_itself(server, seen):
    """Its own doors (those under /_odoolite) and the lint's list."""
    for path in ("/_odoolite/openapi.json?model=res.users", "/_odoolite/lint",
                 "/_odoolite/outbox", "/web/health", "/web/database/manager"):
        seen.keep(requests.get(server.url + path).text)
    with server.env("safe") as env:
        seen.keep(env.registry.lint)
        seen.keep(env["ir.logging"].sudo().search_read([]))
    seen.check()


def test_a_dump_holds_hashes_only(server):
    db = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/db")
    import base64
    archive = base64.b64decode(db.dump(MASTER, "safe", "zip"))
    with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
        script = zipped.read("dump.sql").decode(errors="replace")
    assert "$pbkdf2-sha512$" in script
    for secret in SECRETS:
        assert secret not in script
