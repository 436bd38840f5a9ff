"""Bills and invoices that come by mail."""
from __future__ import annotations

MAIL = """From: {sender}
To: {to}
Subject: Our bill
Message-ID: <bill-{sender}@example.com>
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

{body}
--x
Content-Type: application/pdf
Content-Disposition: attachment; filename=bill.pdf
Content-Transfer-Encoding: base64

JVBERi0=
--x--
"""


def receive(env, to, sender="vendor@example.com", body="Here it is."):
    env.company.alias_domain_id = env["mail.alias.domain"].search([], limit=1) or \
        env["mail.alias.domain"].create({"name": "books.example.com"})
    env["account.journal"].search([]).alias_id.alias_domain_id = \
        env.company.alias_domain_id
    to = f"{to}@{env.company.alias_domain_id.name}"
    id_ = env["mail.thread"].message_process(
        False, MAIL.format(to=to, sender=sender, body=body))
    return env["account.move"].browse(id_)


def test_journals_have_addresses(env):
    assert env.ref("account.1_purchase").alias_name == "purchases"
    assert env.ref("account.1_sale").alias_name == "sales"
    journal = env["account.journal"].create({
        "name": "Achats généraux", "type": "purchase", "code": "ACH"})
    assert journal.alias_name == "achats-generaux"
    assert "in_invoice" in journal.alias_defaults
    assert not env.ref("account.1_bank").alias_id


def test_a_bill_comes_by_mail(env):
    vendor = env["res.partner"].create({"name": "V", "email": "vendor@example.com"})
    move = receive(env, "purchases")

    assert (move.move_type, move.state, move.name) == ("in_invoice", "draft", False)
    assert move.partner_id == vendor and move.invoice_source_email == vendor.email
    assert move.journal_id == env.ref("account.1_purchase")
    assert move.message_ids.attachment_ids.mapped("name") == ["bill.pdf"]
    assert vendor in move.message_partner_ids


def test_a_forwarded_bill_is_the_vendors(env):
    vendor = env["res.partner"].create({"name": "V", "email": "vendor@example.com"})
    user = env["res.users"].create({
        "name": "U", "login": "u", "email": "u@example.com"})
    move = receive(env, "purchases", "u@example.com",
                   "---- Forwarded: From: vendor@example.com")
    assert move.partner_id == vendor and move.message_partner_ids >= user.partner_id
    assert vendor not in move.message_partner_ids
