import html
import re

import pytest

import odoolite
from odoolite.testing.tenant import Odoo


@pytest.fixture(scope="session")
def mailing_server():
    with odoolite.Server(install=["mass_mailing"], strict=True) as server:
        yield server


@pytest.fixture
def odoo(mailing_server):
    """A database with mailings of the test's own."""
    tenant = Odoo(mailing_server)
    tenant.env["ir.config_parameter"].set_param("web.base.url", tenant.url)
    yield tenant
    tenant.close()


class Marketing:
    """Lists, mailings and letters of a database."""

    def __init__(self, odoo):
        self.odoo, self.env = odoo, odoo.env

    def make_list(self, *names, **values):
        one = self.env["mailing.list"].create({"name": "News", **values})
        self.env["mailing.contact"].create([
            {"name": name, "email": f"{name.lower()}@client.example",
             "list_ids": [(4, one.id)]} for name in names])
        return one

    def make_mailing(self, one, **values):
        return self.env["mailing.mailing"].create({
            "subject": "Spring", "email_from": "news@acme.example",
            "contact_list_ids": [(6, 0, one.ids)],
            "body_html": '<p>Dear <t t-out="object.name"/> '
                         '<a href="https://client.example/shop">shop</a> '
                         '<a href="/unsubscribe_from_list">bye</a> '
                         '<a href="/view">view</a></p>', **values})

    def letter(self, address):
        return self.odoo.outbox.to(address)[-1].message

    def body(self, address):
        return self.letter(address).get_body(("html",)).get_content()

    def link(self, address, word):
        """Return the path of a link in a letter."""
        found = re.findall(r'(?:href|src)="([^"]*)"', self.body(address))
        return next(html.unescape(link) for link in found if word in link)

    def traces(self, mailing):
        return {
            trace.email: (trace.trace_status, trace.failure_type)
            for trace in mailing.mailing_trace_ids
        }


@pytest.fixture
def marketing(odoo):
    return Marketing(odoo)
