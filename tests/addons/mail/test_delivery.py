"""Mail handed to real SMTP servers: secured in each way, with a login, and refused."""
from __future__ import annotations

import base64
import smtplib

import pytest

from odoolite.exceptions import UserError

from ...dovecot_server import make_certificate
from ...smtp_peers import PASSWORD, USER, smtp_peer

# aiosmtpd, when it takes a login in the clear
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("certificate"))


def make_server(odoo, port, **values):
    odoo.env.user.email = "admin@acme.example"
    return odoo.env["ir.mail_server"].create({
        "name": "Peer", "smtp_host": "127.0.0.1", "smtp_port": port, **values,
    })


def make_mail(odoo, **values):
    return odoo.env["mail.mail"].create({
        "subject": "Hi", "body_html": "<p>x</p>", "email_from": "ada@acme.example",
        "email_to": "bob@client.example", **values,
    })


def make_note(odoo, address="bob@client.example"):
    """Post on a partner for another: a mail with a notification."""
    ann, bob = odoo.env["res.partner"].create([
        {"name": "Ann"}, {"name": "Bob", "email": address},
    ])
    message = ann.with_context(mail_notify_force_send=False).message_post(
        body="x", message_type="comment", subtype_xmlid="mail.mt_comment",
        partner_ids=bob.ids, mail_auto_delete=False,
    )
    mail = odoo.env["mail.mail"].sudo().search([("mail_message_id", "=", message.id)])
    return mail, message.sudo().notification_ids


@pytest.mark.parametrize(("kind", "starttls"), [("starttls", True), ("ssl", False)])
def test_letters_go_over_tls(odoo, certificate, kind, starttls):
    with smtp_peer(certificate, starttls) as peer:
        make_server(odoo, peer.port, smtp_encryption=kind)
        mail = make_mail(odoo)

        mail.send()

    assert mail.state == "sent"
    assert peer.tls == [True]
    assert peer.letters[0].rcpt_tos == ["bob@client.example"]


@pytest.mark.parametrize(("kind", "starttls"), [
    ("starttls_strict", True), ("ssl_strict", False),
])
def test_a_certificate_that_nobody_signed_is_refused_if_asked(
    odoo, certificate, kind, starttls
):
    with smtp_peer(certificate, starttls) as peer:
        server = make_server(odoo, peer.port, smtp_encryption=kind)
        mail = make_mail(odoo)
        mail.send()
        with pytest.raises(UserError) as refused:
            server.test_smtp_connection()

    assert (mail.state, mail.failure_type) == ("exception", False)
    assert "certificate verify failed" in mail.failure_reason
    assert str(refused.value).startswith("An SSL exception occurred.")
    assert not peer.letters


def test_login_over_tls(odoo, certificate):
    with smtp_peer(certificate, starttls=True, login=True) as peer:
        server = make_server(
            odoo, peer.port, smtp_encryption="starttls", smtp_user=USER.decode(),
            smtp_pass=PASSWORD.decode(),
        )
        answer = server.test_smtp_connection()
        mail = make_mail(odoo)
        mail.send()

    assert answer["params"]["message"] == "Connection Test Successful!"
    assert mail.state == "sent"
    assert set(peer.users) == {USER}


def test_wrong_password(odoo):
    with smtp_peer(login=True) as peer:
        server = make_server(odoo, peer.port, smtp_user=USER.decode(), smtp_pass="wrong")
        mail = make_mail(odoo)
        mail.send()
        with pytest.raises(UserError) as refused:
            server.test_smtp_connection()

    assert mail.state == "exception"
    assert "535" in mail.failure_reason
    assert str(refused.value).startswith("Server replied with following exception:")


def test_a_certificate_is_shown_to_the_server(odoo, certificate):
    with smtp_peer(certificate, starttls=True) as peer:
        files = [base64.b64encode(path.read_bytes()) for path in certificate]
        server = make_server(
            odoo, peer.port, smtp_encryption="starttls", smtp_authentication="certificate",
            smtp_ssl_certificate=files[0], smtp_ssl_private_key=files[1],
        )
        server.test_smtp_connection()
        mail = make_mail(odoo)
        mail.send()

    assert (mail.state, peer.tls) == ("sent", [True])


def test_starttls_that_is_not_there(odoo):
    with smtp_peer() as peer:
        server = make_server(odoo, peer.port, smtp_encryption="starttls")
        with pytest.raises(UserError) as refused:
            server.test_smtp_connection()

    assert str(refused.value).startswith("An option is not supported by the server:")


@pytest.mark.parametrize(("command", "answer", "error"), [
    ("MAIL", "553 5.7.1 not from you", "SMTPSenderRefused: (553, b'5.7.1 not from you'"),
    ("RCPT", "550 5.1.1 no such user", "SMTPRecipientsRefused: {'bob@client.example'"),
    ("RCPT", "451 4.7.1 try later", "SMTPRecipientsRefused: {'bob@client.example'"),
    ("DATA", "554 5.6.0 not such a letter", "SMTPDataError: (554, b'5.6.0 not such"),
])
def test_refusals_are_noted(odoo, command, answer, error):
    with smtp_peer() as peer:
        make_server(odoo, peer.port)
        peer.answers[command] = answer
        mail, notification = make_note(odoo)

        mail.send()

    assert (mail.state, mail.failure_type) == ("exception", "unknown")
    assert mail.failure_reason.startswith(
        "Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\n"
    )
    assert error in mail.failure_reason
    assert notification.notification_status == "exception"
    assert notification.failure_type == (
        "mail_email_invalid" if command == "RCPT" else "unknown"
    )


def test_one_refused_recipient_of_two_is_passed_over(odoo):
    with smtp_peer() as peer:
        make_server(odoo, peer.port)
        peer.refused["eve"] = "550 5.1.1 no such user"
        mail = make_mail(odoo, email_to="bob@client.example, eve@client.example")
        mail.send()

    assert mail.state == "sent"
    assert peer.letters[0].rcpt_tos == ["bob@client.example"]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_mail_whose_connection_drops_stays_in_the_queue(odoo, command):
    with smtp_peer() as peer:
        make_server(odoo, peer.port)
        mail, notification = make_note(odoo)
        odoo.env.cr.commit()
        peer.answers[command] = "drop"
        with pytest.raises((smtplib.SMTPServerDisconnected, OSError)):
            odoo.env["mail.mail"].process_email_queue()
        odoo.env.cr.rollback()
        before = mail.state
        peer.answers.clear()

        odoo.env["mail.mail"].process_email_queue()

    assert before == "outgoing"
    assert (mail.exists().state or "sent", len(peer.letters)) == ("sent", 1)
    assert notification.notification_status == "sent"


def test_what_was_sent_before_the_drop_is_not_sent_again(odoo):
    with smtp_peer() as peer:
        make_server(odoo, peer.port)
        first = make_mail(odoo, subject="first")
        make_mail(odoo, subject="second", email_to="eve@client.example")
        odoo.env.cr.commit()
        peer.refused["eve"] = "421 4.3.2 closing down"
        odoo.env["mail.mail"].process_email_queue()
        odoo.env["mail.mail"].process_email_queue()

    assert first.state == "sent"
    assert [letter.rcpt_tos for letter in peer.letters] == [["bob@client.example"]]


def test_letters_that_are_too_large_for_the_server(odoo):
    with smtp_peer(data_size_limit=20_000) as peer:
        server = make_server(odoo, peer.port)
        server.action_retrieve_max_email_size()
        mail = make_mail(odoo, body_html=f"<p>{'x' * 30_000}</p>")
        mail.send()

    assert round(server.max_email_size, 4) == round(20_000 / 1024**2, 4)
    assert (mail.state, mail.failure_type) == ("exception", "unknown")
    assert "552" in mail.failure_reason


def test_ten_thousand_recipients(odoo):
    with smtp_peer(data_size_limit=None) as peer:
        make_server(odoo, peer.port)
        mail = make_mail(odoo, email_to=", ".join(
            f"p{number}@client.example" for number in range(10_000)
        ))
        mail.send()

    assert mail.state == "sent"
    assert len(peer.letters[0].rcpt_tos) == 10_000


def test_thirty_megabytes(odoo):
    with smtp_peer(data_size_limit=None) as peer:
        make_server(odoo, peer.port)
        file = odoo.env["ir.attachment"].create({
            "name": "large.bin", "raw": bytes(range(256)) * (30 * 4096),
        })
        mail = make_mail(odoo, attachment_ids=[(4, file.id)])
        mail.send()

    assert mail.state == "sent"
    assert len(peer.letters[0].content) > 40_000_000
