"""Mail fetched from a real Dovecot, by IMAP and POP3, plain and over TLS."""
from __future__ import annotations

import zlib

import pytest

from odoolite.exceptions import UserError

from ...dovecot_server import PASSWORD, PROTOCOLS, dovecot_server

pytestmark = pytest.mark.xdist_group("dovecot")


@pytest.fixture(scope="session")
def dovecot():
    with dovecot_server() as server:
        yield server


@pytest.fixture
def inbox(odoo):
    """A confirmed server makes contacts of what it fetches."""
    return lambda dovecot, protocol, user, **values: odoo.env["fetchmail.server"].create({
        "name": "In", "server": "127.0.0.1", "port": dovecot.ports[protocol],
        "is_ssl": protocol.endswith("s"), "server_type": protocol[:4].rstrip("3"),
        "user": user, "password": PASSWORD, "state": "done",
        "object_id": odoo.env["ir.model"]._get_id("res.partner"), **values,
    })


def letter(subject, body=b"Hello\n"):
    number = zlib.crc32(subject.encode())
    return (f"From: Ada <ada@client.example>\nTo: people@acme.example\n"
            f"Subject: {subject}\nMessage-Id: <{number}@client.example>\n\n"
            ).encode() + body


def names(odoo):
    return odoo.env["res.partner"].search([("name", "like", "Letter%")], order="id") \
        .mapped("name")


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_is_fetched_is_not_fetched_again(odoo, dovecot, inbox, protocol):
    user = f"once-{protocol}"
    dovecot.deliver(user, [letter("Letter 1"), letter("Letter 2")])
    server = inbox(dovecot, protocol, user)
    server.button_confirm_login()

    server.fetch_mail()
    server.fetch_mail()

    assert names(odoo) == ["Letter 1", "Letter 2"]
    assert dovecot.flags(user) == (["S", "S"] if protocol.startswith("imap") else [])
    assert (server.error_message, server.state) == (False, "done")
    assert server.date


@pytest.mark.parametrize(("protocol", "error"), [
    ("imap", "Server replied with following exception:\n b'[AUTHENTICATIONFAILED]"),
    ("pop3s", "Server replied with following exception:\n b'-ERR [AUTH]"),
])
def test_a_wrong_password_is_noted(odoo, dovecot, inbox, protocol, error):
    server = inbox(dovecot, protocol, "locked", password="wrong", state="draft")
    with pytest.raises(UserError) as refused:
        server.button_confirm_login()
    server.state = "done"
    odoo.env.cr.commit()
    with pytest.raises(Exception, match="AUTH"):
        server.fetch_mail()

    assert str(refused.value).startswith(error)
    assert server.error_date
    assert "AUTH" in server.error_message


def test_tls_to_a_plain_port_is_explained(odoo, dovecot, inbox):
    server = inbox(dovecot, "imap", "plain", is_ssl=True, state="draft")

    with pytest.raises(UserError, match="An SSL exception occurred"):
        server.button_confirm_login()


@pytest.mark.parametrize("protocol", ["imap", "pop3"])
def test_one_bad_mail_does_not_stop_the_rest(odoo, dovecot, inbox, protocol):
    user = f"bad-{protocol}"
    dovecot.deliver(user, [
        letter("Letter 1"), b"\xff\xfe\x00garbage", letter("nobody"), letter("Letter 2"),
    ])
    model = odoo.env["ir.model"]._get_id("res.partner")
    odoo.env["mail.alias.domain"].create({"name": "acme.example"})
    odoo.env["mail.alias"].create({"alias_name": "people", "alias_model_id": model})
    server = inbox(dovecot, protocol, user, object_id=False)

    server.fetch_mail()

    assert names(odoo) == ["Letter 1", "Letter 2"]
    assert "" not in dovecot.flags(user)


def test_a_failing_record_leaves_the_mailbox_in_order(odoo, dovecot, inbox):
    dovecot.deliver("strict", [letter("Letter 1"), letter("Letter 2", body=b"x" * 10)])
    odoo.env["ir.config_parameter"].set_param("mail.gateway.loop.threshold", 1)
    server = inbox(dovecot, "imap", "strict")

    server.fetch_mail()

    assert dovecot.flags("strict") == ["S", "S"]


def test_batches(odoo, dovecot, inbox):
    dovecot.deliver("many", [letter(f"Letter {n}") for n in range(7)])
    odoo.env["ir.config_parameter"].set_param("mail.gateway.loop.threshold", 100)
    server = inbox(dovecot, "imaps", "many")

    server._fetch_mail(batch_limit=5)
    first = len(names(odoo))
    server._fetch_mail(batch_limit=5)

    assert (first, len(names(odoo))) == (5, 7)


def test_the_job_fetches_from_all_servers(odoo, dovecot, inbox):
    dovecot.deliver("job-imap", [letter("Letter 1")])
    dovecot.deliver("job-pop", [letter("Letter 2")])
    inbox(dovecot, "imap", "nobody-listens", port=1)
    inbox(dovecot, "imap", "job-imap")
    inbox(dovecot, "pop3s", "job-pop")
    odoo.env.cr.commit()

    odoo.env.ref("mail.ir_cron_mail_gateway_action").method_direct_trigger()

    assert sorted(names(odoo)) == ["Letter 1", "Letter 2"]


def test_a_large_mail(odoo, dovecot, inbox):
    line = b"QUJD" * 19 + b"\n"
    body = (b"--x\nContent-Type: text/plain\n\nfile\n--x\nContent-Type: application/pdf\n"
            b"Content-Disposition: attachment; filename=large.pdf\n"
            b"Content-Transfer-Encoding: base64\n\n" + line * 400_000 + b"--x--\n")
    mail = letter("Letter").replace(
        b"\n\n", b"\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n", 1
    )
    dovecot.deliver("large", [mail[:mail.index(b"\n\n") + 2] + body])
    server = inbox(dovecot, "imap", "large")

    server.fetch_mail()

    partner = odoo.env["res.partner"].search([("name", "=", "Letter")])
    file = odoo.env["ir.attachment"].search([
        ("res_model", "=", "res.partner"), ("res_id", "=", partner.id),
        ("name", "=", "large.pdf"),
    ])
    assert file.file_size == 400_000 * 57
