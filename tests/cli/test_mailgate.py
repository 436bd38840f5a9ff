"""Mail that comes in by processes: the pipe of mail servers, SMTP, LMTP."""
from __future__ import annotations

import smtplib
import subprocess
import sys

import pytest

from tests.postgres_server import free_port
from tests.serving import clean_environ, execute, serving

EX_USAGE, EX_DATAERR, EX_NOUSER, EX_TEMPFAIL, EX_NOPERM = 64, 65, 67, 75, 77
NOBODY_LISTENS = "http://127.0.0.1:9"
PORTS = {}


@pytest.fixture(scope="module")
def printed():
    """A server that listens everywhere; mail to people@ makes contacts."""
    PORTS.update(smtp=free_port(), lmtp=free_port())
    with serving(
        "--install", "mail", "--strict", "--smtp-strict", "--log-level", "critical",
        "--smtp-listen", f"127.0.0.1:{PORTS['smtp']}", "--smtp-max-size", "100000",
        "--lmtp-listen", f"127.0.0.1:{PORTS['lmtp']}",
    ) as (_process, printed):
        models = execute(printed, "ir.model", "search", [("model", "=", "res.partner")])
        execute(printed, "mail.alias.domain", "create", {"name": "acme.example"})
        for name in ("people", "friends"):
            execute(printed, "mail.alias", "create", {
                "alias_name": name, "alias_model_id": models[0],
            })
        yield printed


def letter(subject, to="people@acme.example", size=10):
    return (f"From: Ada <ada@client.example>\r\nTo: {to}\r\nSubject: {subject}\r\n"
            f"Message-Id: <{subject}@client.example>\r\n\r\n{'x' * size}\r\n").encode()


def count(printed, name):
    return execute(printed, "res.partner", "search_count", [("name", "=", name)])


def mailgate(printed, data, *options):
    command = [sys.executable, "-m", "odoolite", "mailgate", "--url",
               printed["odoolite answers at"], *options]
    return subprocess.run(command, input=data, capture_output=True, timeout=60,
                          env=clean_environ())


def test_pipe_takes_a_mail(printed):
    assert mailgate(printed, letter("piped")).returncode == 0
    assert count(printed, "piped") == 1
    # duplicates are taken, and make nothing
    assert mailgate(printed, letter("piped")).returncode == 0
    assert count(printed, "piped") == 1


def test_pipe_takes_any_bytes(printed):
    mail = letter("bytes").replace(b"xxx", b"\xff\xfe\x01")

    assert mailgate(printed, mail).returncode == 0
    assert count(printed, "bytes") == 1


@pytest.mark.parametrize(("data", "options", "status"), [
    (letter("lost", "nobody@else.example"), [], EX_NOUSER),
    (letter("x"), ["--password", "wrong"], EX_NOPERM),
    (letter("x"), ["--url", NOBODY_LISTENS], EX_TEMPFAIL),
    (letter("x"), ["--db", "missing"], EX_TEMPFAIL),
    (b"", [], EX_DATAERR),
    (letter("x"), ["--model"], EX_USAGE),
    (letter("x"), ["--no-such-option"], EX_USAGE),
])
def test_pipe_says_why_not(printed, data, options, status):
    done = mailgate(printed, data, *options)

    assert done.returncode == status
    assert done.stderr


def test_pipe_with_a_last_resort(printed):
    mail = letter("resort", "nobody@else.example")

    assert mailgate(printed, mail, "--model", "res.partner").returncode == 0
    assert count(printed, "resort") == 1


@pytest.mark.parametrize(("kind", "client"), [
    ("smtp", smtplib.SMTP), ("lmtp", smtplib.LMTP),
])
def test_listeners(printed, kind, client):
    with client("127.0.0.1", PORTS[kind]) as session:
        session.sendmail("ada@client.example", ["people@acme.example"], letter(kind))
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            session.sendmail("ada@client.example", ["nobody@acme.example"], letter("no"))
        with pytest.raises((smtplib.SMTPSenderRefused, smtplib.SMTPDataError)) as large:
            session.sendmail("ada@client.example", ["people@acme.example"],
                             letter("large", size=200_000))

    assert count(printed, kind) == 1
    assert refused.value.recipients["nobody@acme.example"][0] == 550
    assert large.value.smtp_code == 552
    assert not count(printed, "large")


def test_lmtp_answers_for_each_recipient(printed):
    with smtplib.LMTP("127.0.0.1", PORTS["lmtp"]) as session:
        session.ehlo()
        for subject in ("each", "next"):
            session.mail("ada@client.example")
            taken = [session.rcpt(f"{name}@acme.example")[0]
                     for name in ("people", "nobody", "friends")]
            # the standard library knows one answer only
            session.docmd("DATA")
            session.send(letter(subject) + b".\r\n")
            answers = [session.getreply()[0] for code in taken if code == 250]

            assert (taken, answers) == ([250, 550, 250], [250, 250])

    # one for each alias
    assert count(printed, "each") == 2
    assert count(printed, "next") == 2


def test_blind_copies_are_routed_by_the_envelope(printed):
    with smtplib.SMTP("127.0.0.1", PORTS["smtp"]) as session:
        session.sendmail("ada@client.example", ["people@acme.example"],
                         letter("blind", "undisclosed@client.example"))

    assert count(printed, "blind") == 1
