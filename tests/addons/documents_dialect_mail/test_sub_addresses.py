"""Answers to `catchall+SO-00042@…`, as guides describe them."""
from __future__ import annotations

import pytest

import odoolite
from odoolite.testing.tenant import Odoo


@pytest.fixture(scope="module")
def server():
    modules = ["sale", "documents_dialect", "documents_dialect_mail"]
    with odoolite.Server(install=modules) as server:
        yield server


@pytest.fixture
def odoo(server):
    tenant = Odoo(server)
    domain = tenant.env["mail.alias.domain"].create({"name": "acme.example"})
    tenant.env.company.alias_domain_id = domain
    yield tenant
    tenant.close()


@pytest.fixture
def order(odoo):
    ann = odoo.env["res.partner"].create({"name": "Ann", "email": "ann@client.example"})
    return odoo.env["sale.order"].create({"partner_id": ann.id, "name": "S00042"})


def letter(to, extra=""):
    return (f"From: Ann <ann@client.example>\r\nTo: {to}\r\nSubject: Re: your offer\r\n"
            f"{extra}Message-Id: <{abs(hash((to, extra)))}@client.example>\r\n\r\nYes!\r\n")


@pytest.mark.parametrize("token", ["S00042", "SO-00042", "so00042", "s00042"])
def test_answers_reach_the_record(odoo, order, token):
    found = odoo.env["mail.thread"].message_process(
        False, letter(f"catchall+{token}@acme.example")
    )

    assert found == order.id
    assert "Yes!" in order.message_ids[:1].body
    assert any(entry["code"] == "D11" for entry in odoo.registry.lint)


def test_answers_go_to_the_sub_address(odoo, order):
    assert order._notify_get_reply_to()[order.id].endswith("catchall+S00042@acme.example>")


def test_unknown_names_lead_nowhere(odoo, order):
    with pytest.raises(ValueError, match="No possible route"):
        odoo.env["mail.thread"].message_process(False, letter("catchall+X9@acme.example"))


def test_references_come_first(odoo, order):
    ann = order.partner_id
    other = order.copy({"name": "S00043"})
    message = other.message_post(body="Offer", message_type="comment", partner_ids=ann.ids)

    found = odoo.env["mail.thread"].message_process(False, letter(
        "catchall+S00042@acme.example", f"In-Reply-To: {message.message_id}\r\n"
    ))

    assert found == other.id
