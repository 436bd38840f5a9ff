"""Passwords, API keys, logs of logins, and what ends a session."""
from __future__ import annotations

import datetime
import xmlrpc.client

import pytest
import requests

passlib = pytest.importorskip("passlib.hash")


def set_hash(odoo, hashed):
    odoo.env.cr.execute("UPDATE res_users SET password = %s WHERE id = 2", [hashed])
    odoo.env.cr.commit()


def log_in(odoo, password, login="admin"):
    common = xmlrpc.client.ServerProxy(f"{odoo.url}/xmlrpc/2/common")
    return common.login(odoo.db, login, password)


def stored(odoo):
    odoo.env.cr.rollback()
    odoo.env.cr.execute("SELECT password FROM res_users WHERE id = 2")
    return odoo.env.cr.fetchone()[0]


def test_a_hash_of_another_database_logs_in(odoo):
    """What passlib wrote there, as Odoo does, with the rounds of a live server."""
    hashed = passlib.pbkdf2_sha512.using(rounds=600_000).hash("s3cret \u20ac")
    assert hashed.startswith("$pbkdf2-sha512$600000$")
    set_hash(odoo, hashed)
    assert log_in(odoo, "s3cret \u20ac") == 2
    assert log_in(odoo, "s3cret") is False
    models = xmlrpc.client.ServerProxy(f"{odoo.url}/xmlrpc/2/object")
    assert models.execute_kw(odoo.db, 2, "s3cret \u20ac", "res.partner", "search_count",
                             [[]])
    with pytest.raises(xmlrpc.client.Fault, match="Access Denied"):
        models.execute_kw(odoo.db, 2, "admin", "res.partner", "search_count", [[]])


def test_our_hashes_can_be_read_elsewhere(odoo):
    odoo.env["res.users"].browse(2).password = "new one"
    odoo.env.cr.commit()
    assert passlib.pbkdf2_sha512.verify("new one", stored(odoo))


def test_a_plain_password_is_hashed_when_it_is_used(odoo):
    set_hash(odoo, "plain")
    assert log_in(odoo, "plain") == 2
    assert passlib.pbkdf2_sha512.verify("plain", stored(odoo))
    assert log_in(odoo, "plain") == 2


def test_more_rounds_hash_a_password_anew(odoo):
    odoo.env["ir.config_parameter"].sudo().set_param("password.hashing.rounds", "3000")
    odoo.env.cr.commit()
    assert log_in(odoo, odoo.password) == 2
    assert stored(odoo).startswith("$pbkdf2-sha512$3000$")


@pytest.mark.parametrize("hashed", [None, "", "$pbkdf2-sha512$1$x", "$6$other$hash"])
def test_no_hash_lets_nobody_in(odoo, hashed):
    set_hash(odoo, hashed)
    for password in ("", "x", hashed or "None", "False"):
        if hashed and password == hashed:
            continue        # a text that is no hash is a plain password
        assert not log_in(odoo, password)


def make_key(odoo, scope="rpc", ends=None):
    keys = odoo.env(user=2)["res.users.apikeys"]
    key = keys._generate(scope, "test", ends)
    odoo.env.cr.commit()
    return key


def by_json2(odoo, key):
    return requests.post(
        f"{odoo.url}/json/2/res.users/context_get", json={},
        headers={"Authorization": f"Bearer {key}", "X-Odoo-Database": odoo.db},
    ).status_code


@pytest.mark.parametrize(("scope", "opens"), [("rpc", True), (None, True), ("x", False)])
def test_scopes_of_keys(odoo, scope, opens):
    key = make_key(odoo, scope)
    assert log_in(odoo, key) == (2 if opens else False)
    assert by_json2(odoo, key) == (200 if opens else 401)


def test_the_end_of_a_key(odoo):
    later = datetime.datetime.now() + datetime.timedelta(days=1)
    key = make_key(odoo, ends=later)
    assert log_in(odoo, key) == 2 and by_json2(odoo, key) == 200
    odoo.env.cr.execute("UPDATE res_users_apikeys SET expiration_date = '2020-01-01'")
    odoo.env.cr.commit()
    assert log_in(odoo, key) is False and by_json2(odoo, key) == 401
    odoo.env["res.users.apikeys"]._gc_user_apikeys()
    assert not odoo.env["res.users.apikeys"].search([])


def test_only_the_start_of_a_key_is_stored(odoo):
    key = make_key(odoo)
    odoo.env.cr.execute(
        'SELECT "index", key FROM res_users_apikeys ORDER BY id DESC LIMIT 1'
    )
    index, hashed = odoo.env.cr.fetchone()
    assert index == key[:8] and key not in hashed
    assert passlib.pbkdf2_sha512.verify(key, hashed)


def test_the_password_check_lasts_and_is_the_users_own(odoo):
    session = requests.Session()

    def call(model, method, args, context=None):
        return session.post(f"{odoo.url}/web/dataset/call_kw", json={"params": {
            "model": model, "method": method, "args": args,
            "kwargs": {"context": context or {}},
        }}).json()

    session.post(f"{odoo.url}/web/session/authenticate", json={"params": {
        "db": odoo.db, "login": "admin", "password": odoo.password}})
    [wizard] = call("res.users.apikeys.description", "create", [[{
        "name": "k", "duration": "1"}]])["result"]
    check = call("res.users.apikeys.description", "make_key", [[wizard]])["result"]
    wrong = call("res.users.identitycheck", "run_check", [[check["res_id"]]],
                 {"password": "wrong"})
    assert "Incorrect Password" in wrong["error"]["data"]["message"]
    right = call("res.users.identitycheck", "run_check", [[check["res_id"]]],
                 {"password": odoo.password})["result"]
    key = right["context"]["default_key"]
    assert by_json2(odoo, key) == 200
    # within ten minutes it is not asked again
    [wizard] = call("res.users.apikeys.description", "create", [[{
        "name": "l", "duration": "1"}]])["result"]
    again = call("res.users.apikeys.description", "make_key", [[wizard]])["result"]
    assert again["res_model"] == "res.users.apikeys.show"
    # and programs cannot ask for keys at all
    with pytest.raises(xmlrpc.client.Fault, match="only be accessed over HTTP"):
        odoo.execute("res.users.apikeys.description", "make_key", [wizard])


def test_logins_are_logged(odoo):
    logs = odoo.env["res.users.log"].sudo()
    before = logs.search_count([("create_uid", "=", 2)])
    log_in(odoo, odoo.password)
    log_in(odoo, "wrong")
    odoo.env.cr.rollback()
    assert logs.search_count([("create_uid", "=", 2)]) == before + 1
    odoo.env.invalidate_all()
    assert odoo.env["res.users"].browse(2).login_date


def test_devices_are_known_by_what_they_say(odoo):
    session = requests.Session()
    session.headers["User-Agent"] = (
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    )
    session.post(f"{odoo.url}/web/session/authenticate", json={"params": {
        "db": odoo.db, "login": "admin", "password": odoo.password}})
    session.post(f"{odoo.url}/web/session/get_session_info", json={"params": {}})
    odoo.env.cr.rollback()
    [device] = odoo.env["res.device"].sudo().search([("user_id", "=", 2)])
    assert (device.platform, device.browser) == ("linux", "firefox")
    assert device.ip_address == "127.0.0.1" and device.device_type == "computer"


def test_a_new_password_ends_the_other_sessions(odoo):
    def open_session(password=odoo.password):
        session = requests.Session()
        session.post(f"{odoo.url}/web/session/authenticate", json={"params": {
            "db": odoo.db, "login": "admin", "password": password}})
        return session

    def alive(session):
        return "error" not in session.post(
            f"{odoo.url}/web/session/check", json={"params": {}}
        ).json()

    one, two = open_session(), open_session()
    answer = one.post(f"{odoo.url}/web/dataset/call_kw", json={"params": {
        "model": "res.users", "method": "change_password",
        "args": [odoo.password, "another one"], "kwargs": {},
    }}).json()
    assert answer["result"] is True
    assert not alive(two)
    one = open_session("another one")
    assert log_in(odoo, "another one") == 2 and log_in(odoo, odoo.password) is False
    answer = one.post(f"{odoo.url}/web/dataset/call_kw", json={"params": {
        "model": "res.users", "method": "change_password", "args": ["wrong", "x"],
        "kwargs": {},
    }}).json()
    assert answer["error"]["data"]["name"] == "odoo.exceptions.AccessDenied"


@pytest.mark.parametrize("password", [5, ["admin"], True, {"a": "b"}])
def test_a_password_that_is_no_text(odoo, password):
    kind = type(password).__name__
    with pytest.raises(xmlrpc.client.Fault, match=f"unicode or bytes, not {kind}"):
        log_in(odoo, password)
