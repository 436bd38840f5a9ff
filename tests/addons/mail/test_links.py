"""The links in mails of notifications: opening the record, unfollowing it."""
from __future__ import annotations

import html
import re

import pytest
import requests


@pytest.fixture
def followed(odoo):
    """A partner that an employee, by mail, and a customer follow."""
    env = odoo.env
    env["ir.config_parameter"].set_param("web.base.url", odoo.url)
    user = env["res.users"].create({
        "name": "Max", "login": "max", "email": "max@acme.example",
        "password": "max-secret", "notification_type": "email",
    })
    ann, customer = env["res.partner"].create([
        {"name": "Ann"}, {"name": "Cleo", "email": "cleo@client.example"},
    ])
    ann.message_subscribe([user.partner_id.id, customer.id])
    ann.message_post(body="News", message_type="comment", subtype_xmlid="mail.mt_comment")
    env.cr.commit()
    return ann, user


def links(odoo, address, word):
    body = odoo.outbox.to(address)[0].message.get_body(("html",)).get_content()
    return [html.unescape(link) for link in re.findall(r'href="([^"]*)"', body)
            if word in link]


def get(odoo, url, session=requests):
    return session.get(url, headers={"X-Odoo-Database": odoo.db}, allow_redirects=False)


def test_an_employee_unfollows(odoo, followed):
    ann, user = followed
    link = links(odoo, "max@acme.example", "/mail/unfollow")[0]

    answer = get(odoo, link)

    assert answer.status_code == 200
    assert "Ann" in answer.text
    odoo.env.invalidate_all()
    assert user.partner_id not in ann.message_partner_ids


def test_a_wrong_token_changes_nothing(odoo, followed):
    ann, user = followed
    link = links(odoo, "max@acme.example", "/mail/unfollow")[0]

    answer = get(odoo, re.sub("token=.", "token=x", link))

    assert answer.status_code == 403
    odoo.env.invalidate_all()
    assert user.partner_id in ann.message_partner_ids


def test_customers_get_no_link_to_unfollow(odoo, followed):
    assert not links(odoo, "cleo@client.example", "/mail/unfollow")


def test_the_record_opens_after_the_login(odoo, followed):
    ann, _user = followed
    link = links(odoo, "max@acme.example", "/mail/view")[0]

    answer = get(odoo, link)

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/web/login?redirect=%2Fmail%2Fview")

    session = requests.Session()
    session.post(f"{odoo.url}/web/session/authenticate", json={"params": {
        "db": odoo.db, "login": "max", "password": "max-secret",
    }})
    answer = session.get(link, allow_redirects=False)
    assert answer.headers["Location"].endswith(f"/odoo/res.partner/{ann.id}")
