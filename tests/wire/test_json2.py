"""JSON-2 beyond the recordings: keys that end, people in browsers, several databases."""
from __future__ import annotations

import datetime

import pytest
import requests


@pytest.fixture
def ask(odoo):
    def ask(method="search_count", body=None, key=None, db=True, **headers):
        if key is not False:
            headers["Authorization"] = f"Bearer {key or odoo.api_key}"
        if db:
            headers["X-Odoo-Database"] = odoo.db
        return requests.post(
            f"{odoo.url}/json/2/res.partner/{method}",
            json={"domain": []} if body is None else body, headers=headers,
        )
    return ask


def make_key(odoo, key="a" * 40, **values):
    record = odoo.env["res.users.apikeys"]._set_key(None, "k", key, **values)
    odoo.env.cr.commit()
    return record


def test_a_removed_key_is_refused_at_once(odoo, ask):
    record = make_key(odoo)
    assert ask(key="a" * 40).status_code == 200
    record.sudo().unlink()
    odoo.env.cr.commit()
    assert ask(key="a" * 40).json()["message"] == "Invalid apikey"


def test_an_ended_key_is_refused(odoo, ask):
    now = datetime.datetime.now()
    make_key(odoo, expiration_date=now + datetime.timedelta(hours=1))
    make_key(odoo, "c" * 40, expiration_date=now - datetime.timedelta(days=2))
    assert ask(key="a" * 40).status_code == 200
    assert ask(key="c" * 40).status_code == 401


def test_the_key_of_an_archived_user_is_refused(odoo, ask):
    user = odoo.env["res.users"].create({"name": "U", "login": "u"})
    odoo.env(user=user.id)["res.users.apikeys"]._set_key(None, "k", "d" * 40)
    odoo.env.cr.commit()
    assert ask(key="d" * 40).status_code == 200
    user.active = False
    odoo.env.cr.commit()
    assert ask(key="d" * 40).status_code == 401


def test_a_key_of_another_scope_is_no_key(odoo, ask):
    odoo.env["res.users.apikeys"]._set_key("browser", "k", "e" * 40)
    odoo.env.cr.commit()
    assert ask(key="e" * 40).status_code == 401


def test_without_a_database_the_address_is_unknown(odoo, ask):
    odoo.server.registries.create("another", bare=True)
    try:
        assert ask(db=False).status_code == 404
    finally:
        odoo.server.registries.drop("another")


def test_a_session_with_the_key_of_another_user(odoo, ask):
    user = odoo.env["res.users"].create({"name": "U", "login": "u"})
    odoo.env(user=user.id)["res.users.apikeys"]._set_key(None, "k", "f" * 40)
    odoo.env.cr.commit()
    session = requests.post(f"{odoo.url}/web/session/authenticate", json={"params": {
        "db": odoo.db, "login": "admin", "password": "admin",
    }})
    cookie = f"session_id={session.cookies['session_id']}"
    answer = ask(key="f" * 40, Cookie=cookie)
    assert answer.status_code == 403
    assert answer.json()["message"] == "Session user does not match the used apikey."


def test_a_failed_call_is_undone(odoo, ask):
    before = odoo.env["res.partner"].search_count([])
    answer = ask("create", {"vals_list": [{"name": "ok"}, {"nope": 1}]})
    assert answer.status_code == 500
    assert odoo.env["res.partner"].search_count([]) == before


@pytest.mark.parametrize(("body", "text"), [
    ({"domain": [], "limit": 1, "nope": 2}, "got an unexpected keyword argument 'nope'"),
    ({}, "missing a required argument: 'domain'"),
    ({"ids": [1], "domain": []}, "cannot call res.partner.search with ids"),
])
def test_wrong_arguments(ask, body, text):
    answer = ask("search", body)
    assert (answer.status_code, answer.json()["message"]) == (422, text)


def headers(odoo, key):
    return {"Authorization": f"Bearer {key}", "X-Odoo-Database": odoo.db}


def test_a_key_is_made_by_a_program_that_shows_the_password(odoo):
    """Methods see a request here, which they do not over XML-RPC and JSON-RPC."""
    def call(model, method, **body):
        answer = requests.post(
            f"{odoo.url}/json/2/{model}/{method}", json=body,
            headers=headers(odoo, odoo.api_key),
        )
        return answer.json()

    keys = "res.users.apikeys.description"
    [wizard] = call(keys, "create", vals_list=[{"name": "made", "duration": "1"}])
    action = call(keys, "make_key", ids=[wizard])
    assert action["res_model"] == "res.users.identitycheck"
    check = {"ids": [action["res_id"]]}
    refused = call("res.users.identitycheck", "run_check", **check,
                   context={"password": "wrong"})
    assert refused["name"] == "odoo.exceptions.UserError"
    made = call("res.users.identitycheck", "run_check", **check,
                context={"password": odoo.password})
    key = made["context"]["default_key"]
    answer = requests.post(
        f"{odoo.url}/json/2/res.users/context_get", json={},
        headers=headers(odoo, key),
    )
    assert answer.json()["uid"] == 2


@pytest.mark.parametrize(("data", "status"), [
    (b'{"domain": [["name", "=", "\xff"]]}', 200), (b"\xef\xbb\xbf{}", 400),
    ('{"domain": []}'.encode("utf-16"), 400),
])
def test_bodies_are_utf8_and_what_is_not_is_replaced(odoo, data, status):
    answer = requests.post(
        f"{odoo.url}/json/2/res.partner/search_count", data=data,
        headers={**headers(odoo, odoo.api_key), "Content-Type": "application/json"},
    )
    assert answer.status_code == status


@pytest.mark.parametrize(("ids", "found"), [
    (0, []), (None, []), (False, []), ([], []), (1, [1]), ([1, 1], [1, 1]), ([999], []),
])
def test_ids_of_every_kind(ask, ids, found):
    rows = ask("read", {"ids": ids, "fields": ["name"]}).json()
    assert [row["id"] for row in rows] == found


@pytest.mark.parametrize(("ids", "name"), [
    (True, "builtins.TypeError"), (1.0, "builtins.TypeError"),
    ({"a": 1}, "psycopg2.errors.InvalidTextRepresentation"),
])
def test_what_is_no_list_of_ids(ask, ids, name):
    answer = ask("read", {"ids": ids, "fields": ["name"]})
    assert (answer.status_code, answer.json()["name"]) == (500, name)
