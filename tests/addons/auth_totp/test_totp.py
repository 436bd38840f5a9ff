"""The second factor: setting it up, logging in with it, trusted browsers, RPC."""
from __future__ import annotations

import base64
import time
import xmlrpc.client

import pytest
import requests


def current_code(secret, offset=0):
    from odoo.addons.auth_totp.models.totp import TIMESTEP, hotp
    key = base64.b32decode(secret.replace(" ", ""))
    return f"{hotp(key, int(time.time()) // TIMESTEP + offset):06d}"


class Browser(requests.Session):
    def __init__(self, odoo):
        super().__init__()
        self.odoo = odoo

    def call(self, url, **params):
        return self.post(self.odoo.url + url, json={"params": params}).json()

    def log_in(self):
        return self.call("/web/session/authenticate", db=self.odoo.db, login="admin",
                         password="admin")["result"]

    def kw(self, model, method, *args, **kwargs):
        answer = self.call("/web/dataset/call_kw", model=model, method=method,
                           args=list(args), kwargs=kwargs)
        return answer.get("result", answer.get("error"))

    def submit(self, path, **data):
        page = self.get(f"{self.odoo.url}/web/login?db={self.odoo.db}").text
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        return self.post(self.odoo.url + path, allow_redirects=False,
                         data={**data, "csrf_token": token})


def check_identity(browser, action):
    return browser.kw("res.users.identitycheck", "run_check", [action["res_id"]],
                      context={"password": "admin"})


@pytest.fixture
def secret(odoo):
    """Turn the second factor of the administrator on; return its secret."""
    browser = Browser(odoo)
    browser.log_in()
    action = browser.kw("res.users", "action_totp_enable_wizard", [2])
    wizard = check_identity(browser, action)
    found = browser.kw("auth_totp.wizard", "read", [wizard["res_id"]], ["secret", "url"])
    secret = found[0]["secret"]
    assert found[0]["url"].startswith("otpauth://totp/My%20Company%3Aadmin?secret=")
    bad = browser.kw("auth_totp.wizard", "enable", [wizard["res_id"]],
                     context={"code": "x"})
    assert bad["data"]["message"] == "The verification code should only contain numbers"
    done = browser.kw("auth_totp.wizard", "enable", [wizard["res_id"]],
                      context={"code": current_code(secret, -1)})
    assert done["params"]["message"] == "2-Factor authentication is now enabled."
    assert browser.kw("res.users", "read", [2], ["totp_enabled"])[0]["totp_enabled"]
    return secret


def test_the_codes_are_those_of_the_standard(odoo):
    from odoo.addons.auth_totp.models.totp import hotp
    key = b"12345678901234567890"
    assert [hotp(key, n) for n in range(3)] == [755224, 287082, 359152]


def test_json_login_tells_that_a_code_is_missing(odoo, secret):
    browser = Browser(odoo)
    assert browser.log_in() == {"uid": None}
    answer = browser.post(f"{odoo.url}/web/session/check", json={"params": {}})
    assert "uid" not in answer.text and "result" not in answer.text


def test_logging_in_with_the_code(odoo, secret):
    browser = Browser(odoo)
    first = browser.submit("/web/login", login="admin", password="admin")
    assert first.headers["Location"].startswith("/web/login/totp")
    wrong = browser.submit("/web/login/totp", totp_token="000000")
    assert "Verification failed, please double-check the 6-digit code" in wrong.text
    odd = browser.submit("/web/login/totp", totp_token="abc")
    assert "Invalid authentication code format." in odd.text
    right = browser.submit(
        "/web/login/totp", totp_token=current_code(secret), remember="1"
    )
    assert (right.status_code, right.headers["Location"]) == (303, "/odoo")
    info = browser.call("/web/session/get_session_info")["result"]
    assert info["uid"] == 2

    again = Browser(odoo)
    again.cookies.set("td_id", browser.cookies["td_id"])
    again.submit("/web/login", login="admin", password="admin")
    page = again.get(f"{odoo.url}/web/login/totp", allow_redirects=False)
    assert page.headers["Location"] == "/odoo"


def test_a_code_counts_once(odoo, secret):
    code = current_code(secret)
    for expected in (303, 200):
        browser = Browser(odoo)
        browser.submit("/web/login", login="admin", password="admin")
        assert browser.submit("/web/login/totp", totp_token=code).status_code == expected


def test_programs_need_a_key(odoo, secret):
    common = xmlrpc.client.ServerProxy(f"{odoo.url}/xmlrpc/2/common")
    assert common.authenticate(odoo.db, "admin", "admin", {}) is False
    assert common.authenticate(odoo.db, "admin", odoo.api_key, {}) == 2


def test_turning_it_off(odoo, secret):
    odoo.env(su=True)["res.users"].browse(2).write({"totp_secret": False})
    odoo.env.cr.commit()
    assert Browser(odoo).log_in()["uid"] == 2
