"""Whom composers propose to write to."""
from __future__ import annotations

import pytest


@pytest.fixture
def case(odoo):
    return odoo.env["res.partner"].create({"name": "Ann", "email": "ann@client.example"})


def names(proposals):
    return [(found["name"], found["email"], found["partner_id"]) for found in proposals]


def test_customers_are_proposed(odoo, case):
    assert names(case._message_get_suggested_recipients()) == [
        ("Ann", "ann@client.example", case.id),
    ]


def test_followers_are_not(odoo, case):
    case.message_subscribe(case.ids)

    assert not case._message_get_suggested_recipients()


def test_who_wrote_last_is(odoo, case):
    bob = odoo.env["res.partner"].create({"name": "Bob", "email": "bob@client.example"})
    case.message_post(
        body="Hi", message_type="email", author_id=bob.id,
        subtype_xmlid="mail.mt_comment", email_from="bob@client.example",
        incoming_email_cc="Cleo <cleo@client.example>, ann@client.example",
    )

    found = names(case._message_get_suggested_recipients(reply_discussion=True))

    assert found == [
        ("Ann", "ann@client.example", case.id), ("Bob", "bob@client.example", bob.id),
        ("Cleo", "cleo@client.example", False),
    ]
