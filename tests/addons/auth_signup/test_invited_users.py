"""Invitation, signing up, and the state of users."""
from __future__ import annotations

import re

import pytest
import requests

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


def mails(env):
    return env["mail.mail"].sudo().search([], order="id")


def test_new_users_with_an_address_are_invited(env, mail_server):
    before = len(env.registry.outbox)
    env["res.users"].create({"name": "U", "login": "nobody"})
    env["res.users"].with_context(no_reset_password=True).create(
        {"name": "V", "login": "v", "email": "v@x.example"})
    assert len(env.registry.outbox) == before
    user = env["res.users"].create({"name": "W", "login": "w", "email": "w@x.example"})
    env.cr.commit()
    [letter] = env.registry.outbox[before:]
    assert "w@x.example" in str(letter) and "/web/signup?" in str(letter)
    assert user.partner_id.signup_type == "signup"
    assert user.copy({"login": "w2"}) and len(env.registry.outbox) == before + 1


def test_passwords_are_reset_by_mail(env):
    users = env["res.users"].with_context(no_reset_password=True)
    user = users.create({"name": "R", "login": "r", "email": "r@x.example"})
    answer = user.action_reset_password()
    assert answer["tag"] == "display_notification"
    assert user.partner_id.signup_type == "reset"
    with pytest.raises(Exception, match="No account found for this login"):
        users.reset_password("who")
    users.reset_password("r@x.example")
    lonely = users.create({"name": "L", "login": "l"})
    with pytest.raises(UserError, match="Cannot send email: user L has no email address"):
        lonely.action_reset_password()
    user.active = False
    with pytest.raises(UserError, match="archived user"):
        user.action_reset_password()


def test_hosts_are_reminded_of_guests_who_never_came(env):
    env.user.email = "host@x.example"
    users = env["res.users"].with_context(no_reset_password=True)
    user = users.create({"name": "Late", "login": "late"})
    env.cr.execute("UPDATE res_users SET create_date = datetime(create_date, '-5 days') "
                   "WHERE id = %s", [user.id])
    env.invalidate_all()
    env["res.users"].send_unregistered_user_reminder()
    letter = mails(env)[-1]
    assert "Late (late)" in letter.body_html


def test_page_of_a_token_sets_the_password_without_logging_in(odoo):
    env = odoo.env
    user = env["res.users"].with_context(no_reset_password=True).create(
        {"name": "R", "login": "r@x.example", "email": "r@x.example"})
    user.partner_id.signup_prepare(signup_type="reset")
    token = user.partner_id.sudo()._generate_signup_token()
    env.cr.commit()
    session = requests.Session()
    session.get(f"{odoo.url}/web/login", params={"db": odoo.db})
    page = session.get(f"{odoo.url}/web/reset_password", params={"token": token})
    csrf = re.search(r'csrf_token" value="(\w+)"', page.text)[1]

    answer = session.post(f"{odoo.url}/web/reset_password", data={
        "token": token, "login": "r@x.example", "password": "new.password",
        "confirm_password": "new.password", "csrf_token": csrf})

    assert "Your password has been reset successfully." in answer.text
    assert session.get(f"{odoo.url}/odoo", allow_redirects=False).status_code == 303
