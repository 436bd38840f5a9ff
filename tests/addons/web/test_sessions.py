"""Sessions: rotation, expiry, cooldown, CSRF, devices, other databases."""
from __future__ import annotations

import time

import pytest


def set_password(odoo, uid, password):
    odoo.env["res.users"].browse(uid).write({"password": password})
    odoo.env.cr.commit()


def test_logging_in_gives_another_session_id(browser, odoo):
    first = browser.cookies["session_id"]
    browser.log_in()
    assert browser.cookies["session_id"] != first
    assert len(first) == 84


def test_the_cookie_is_not_for_scripts(new_browser, odoo):
    browser = new_browser()
    answer = browser.post("/web/session/authenticate", json={"params": {
        "db": odoo.db, "login": "admin", "password": "admin",
    }})
    header = answer.headers["Set-Cookie"]
    assert "HttpOnly" in header and "Path=/" in header and "Max-Age=604800" in header


def test_a_long_session_gets_a_new_id_and_goes_on(odoo, browser):
    store = odoo.server._httpd.app.store
    session = store.get(browser.cookies["session_id"])
    session["create_time"] = time.time() - 4 * 3600
    store.save(session)
    before = browser.cookies["session_id"]

    assert browser.call("/web/session/check") == {"jsonrpc": "2.0", "id": 1}

    after = browser.cookies["session_id"]
    assert after != before and after[:42] == before[:42]
    assert browser.call("/web/session/get_session_info")["result"]["uid"] == 2


def test_an_old_session_is_over(odoo, browser):
    store = odoo.server._httpd.app.store
    sid = browser.cookies["session_id"]
    store._known[sid] = (time.time() - 8 * 24 * 3600, store._known[sid][1])

    answer = browser.post("/web/session/check", json={"params": {}},
                          headers={"X-Odoo-Database": odoo.db})

    assert answer.json()["error"]["code"] == 100


def test_archiving_the_user_ends_the_session(odoo, new_browser):
    uid = odoo.env["res.users"].create(
        {"name": "U", "login": "u", "password": "u-password"}
    ).id
    odoo.env.cr.commit()
    browser = new_browser()
    browser.log_in("u", "u-password")
    odoo.env["res.users"].browse(uid).write({"active": False})
    odoo.env.cr.commit()

    assert browser.call("/web/session/check")["error"]["code"] == 100


def test_revoking_a_device_ends_its_session(odoo, browser, new_browser):
    browser.call("/web/session/check")
    other = new_browser()
    other.log_in()
    other.call("/web/session/check")
    devices = odoo.env["res.device"].search([("user_id", "=", 2)])
    mine = devices.filtered(
        lambda device: browser.cookies["session_id"].startswith(device.session_identifier)
    )
    assert len(mine) == 1 and mine.ip_address == "127.0.0.1"

    mine._revoke()
    odoo.env.cr.commit()

    assert browser.call("/web/session/check")["error"]["code"] == 100
    assert "error" not in other.call("/web/session/check")


def test_too_many_failures_refuse_the_right_password_too(odoo, new_browser):
    browser = new_browser()
    for _ in range(10):
        assert browser.log_in(password="no")["error"]["data"]["message"] == "Access Denied"

    refused = browser.log_in()
    assert refused["error"]["data"]["message"] == (
        "Too many login failures, please wait a bit before trying again."
    )
    odoo.env["ir.config_parameter"].set_param("base.login_cooldown_duration", "0")
    odoo.env.cr.commit()
    assert browser.log_in()["result"]["uid"] == 2


def test_a_session_of_one_database_and_the_header_of_another(odoo, browser):
    answer = browser.get("/web/health", headers={"X-Odoo-Database": "other"})
    assert answer.status_code == 403


def test_the_header_keeps_no_session(odoo, visitor):
    answer = visitor.get("/web/login")
    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers


def test_the_header_of_the_sessions_own_database_keeps_it(odoo, browser):
    header = {"X-Odoo-Database": odoo.db}
    browser.get("/web/session/logout", headers=header)
    error = browser.call("/web/session/check")["error"]
    assert error["code"] == 100


def test_a_changed_session_is_told_again(browser):
    before = browser.cookies["session_id"]
    answer = browser.post("/web/session/get_session_info", json={"params": {}})
    assert f"session_id={before};" in answer.headers["Set-Cookie"]
    assert "Set-Cookie" not in browser.post("/web/session/check", json={}).headers


@pytest.mark.parametrize("token", ["", "x", "0" * 40 + "o9999999999", "o", "ao1"])
def test_a_wrong_token_is_refused(odoo, new_browser, token):
    browser = new_browser()
    browser.csrf_token()
    answer = browser.post("/web/login", data={
        "login": "admin", "password": "admin", "csrf_token": token,
    })
    assert (answer.status_code, "CSRF" in answer.text) == (400, True)


def test_the_token_of_another_session_is_refused(odoo, new_browser):
    one, two = new_browser(), new_browser()
    two.csrf_token()
    answer = two.post("/web/login", data={
        "login": "admin", "password": "admin", "csrf_token": one.csrf_token(),
    })
    assert answer.status_code == 400


@pytest.mark.parametrize("target", [
    "https://evil.example/x", "//evil.example/x", "\\\\evil.example", "javascript:1",
    "/\\evil.example", "///evil.example",
])
def test_redirects_stay_on_this_site(browser, target):
    answer = browser.get("/web/session/logout", params={"redirect": target})
    location = answer.headers["Location"]
    assert location.startswith("/") and not location.startswith("//")
    assert "\\" not in location


def test_a_header_cannot_be_smuggled_into_an_answer(browser):
    answer = browser.get("/web/session/logout?redirect=/a%0d%0aX-Evil:%201")
    assert "X-Evil" not in answer.headers


def test_secrets_are_in_no_log_and_no_error(odoo, new_browser, caplog):
    import logging
    caplog.set_level(logging.DEBUG)
    browser = new_browser()
    answer = browser.call(
        "/web/session/authenticate", db=odoo.db, login="admin", password="hush-hush-1",
    )
    odoo.execute("res.partner", "search_count", [])
    assert "hush-hush-1" not in caplog.text + str(answer)
    assert browser.cookies.get("session_id", "none") not in caplog.text


def test_become_makes_an_administrator_the_superuser(browser):
    assert browser.get("/web/become").headers["Location"] == "/odoo"
    assert browser.call("/web/session/get_session_info")["result"]["uid"] == 1


def test_the_landing_page_carries_the_session(browser):
    page = browser.get("/odoo/contacts")
    assert page.status_code == 200
    assert '"username": "admin"' in page.text
    assert "</script><" not in page.text.partition("__session_info__")[2].split("\n")[0]
