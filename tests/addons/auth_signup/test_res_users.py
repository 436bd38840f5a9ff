"""Invitation, signing up, and the state of users."""
from __future__ import annotations

import pytest

from odoolite import Server
from odoolite.exceptions import UserError
from odoolite.testing.tenant import Odoo


@pytest.fixture(scope="module")
def mail_server():
    """A server of its own: the session's may have been started without mail."""
    with Server(install=["mail"]) as server:
        yield server


@pytest.fixture
def odoo(mail_server):
    tenant = Odoo(mail_server)
    yield tenant
    tenant.close()


def test_new_user_is_invited_until_it_logs_in(env):
    user = env["res.users"].create({"name": "U", "login": "u", "password": "pw"})
    assert user.state == "new"

    user._login({"login": "u", "password": "pw", "type": "password"}, {})
    user.invalidate_recordset()

    assert user.state == "active"
    assert user in env["res.users"].search([("state", "=", "active")])


def test_token_signs_its_partner_up_once(env):
    partner = env["res.partner"].create({"name": "Ann"})
    token = partner.signup_get_auth_param()[partner.id]["token"]

    env["res.users"].signup({"login": "ann@example.com", "password": "s"}, token)

    assert partner.user_ids.login == "ann@example.com"
    with pytest.raises(UserError, match="not valid or expired"):
        env["res.users"].signup({"login": "x", "password": "s"}, token)


def test_changed_token_is_refused(env):
    partner = env["res.partner"].create({"name": "Ann"})
    token = partner.signup_get_auth_param()[partner.id]["token"]

    with pytest.raises(UserError, match="not valid or expired"):
        env["res.users"].signup({"login": "x"}, token[:-1] + "0x"[token[-1] == "0"])


def test_archived_people_are_invited_back(env):
    user = env["res.users"].create({"name": "U", "login": "u@x.com", "active": False})

    env["res.users"].web_create_users(["u@x.com", "new@x.com"])

    assert user.active
    assert env["res.users"].search([("login", "=", "new@x.com")]).name == "new"
