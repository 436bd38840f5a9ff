"""Where people are sent when they log in by the form."""
from __future__ import annotations

import pytest
import requests

from odoolite import Server


@pytest.fixture(scope="module")
def server():
    with Server(install=["portal"], strict=True) as server:
        with server.env(uid=1) as env:
            env["res.users"].create({
                "name": "Pia", "login": "pia", "password": "pia",
                "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
            })
        yield server


def log_in(server, login, **more):
    session = requests.Session()
    page = session.get(f"{server.url}/web/login").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = session.post(f"{server.url}/web/login", allow_redirects=False, data={
        "csrf_token": token, "login": login, "password": login, **more,
    })
    return session, answer


@pytest.mark.parametrize(("login", "more", "target"), [
    ("pia", {}, "/my"), ("pia", {"redirect": "/my/home"}, "/my/home"),
    ("admin", {}, "/odoo"),
])
def test_after_the_form(server, login, more, target):
    _session, answer = log_in(server, login, **more)
    assert (answer.status_code, answer.headers["Location"]) == (303, target)


def test_customers_have_no_backend(server):
    session, _answer = log_in(server, "pia")
    for path in ("/", "/web", "/odoo"):
        answer = session.get(server.url + path, allow_redirects=False)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/my")
    assert session.get(f"{server.url}/my").status_code == 200
