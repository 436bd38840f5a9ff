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
