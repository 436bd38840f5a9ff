"""Posting, capturing, built-in mailboxes."""
from __future__ import annotations

import pytest


@pytest.fixture
def domain(odoo):
    env = odoo.env
    found = env["mail.alias.domain"].create({"name": "acme.example"})
    env.company.alias_domain_id = found
    return found


@pytest.fixture
def alias(odoo, domain):
    env = odoo.env
    return env["mail.alias"].create({
        "alias_name": "people", "alias_model_id": env["ir.model"]._get_id("res.partner"),
    })


def letter(number, body=b"Hello\r\n", headers=b""):
    return (b"From: Ada <ada@client.example>\r\nTo: people@acme.example\r\n"
            b"Subject: Letter\r\nMessage-Id: <%d@client.example>\r\n" % number
            + headers + b"\r\n" + body)


def test_mail_is_captured_not_sent(odoo, domain):
    mail = odoo.env["mail.mail"].create({
        "subject": "Hi", "email_to": "bob@client.example", "body_html": "<p>x</p>",
        "email_from": "ada@acme.example",
    })

    mail.send()

    assert mail.state == "sent"
    assert odoo.outbox[0].recipients == ("bob@client.example",)
    assert odoo.outbox[0].subject == "Hi"


def test_builtin_mailbox_is_fetched(odoo, alias):
    env = odoo.env
    mails = [letter(1), letter(2)]
    vars(env.registry)["mailboxes"] = {"box@acme.example": mails}
    server = env["fetchmail.server"].create({
        "name": "In", "server": "imap.acme.example", "user": "box@acme.example",
        "password": "x", "server_type": "imap",
    })
    server.button_confirm_login()

    server.fetch_mail()

    assert env["res.partner"].search_count([("name", "=", "Letter")]) == 2
    assert not mails


def test_routes_are_explained(odoo, alias):
    odoo.env["mail.thread"].message_process(False, letter(1))

    routes = vars(odoo.env.registry)["mail_routes"]
    assert routes[-1]["outcome"] == "new"
    assert "people@acme.example" in routes[-1]["why"]
