"""The SMTP listener, spoken to by the standard library."""
from __future__ import annotations

import smtplib
import socket

import pytest

from odoolite.mail.smtp_in import Listener, NobodyExpects


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def taken() -> list[tuple[str, list[str], bytes]]:
    return []


@pytest.fixture
def listener(taken):  # type: ignore[no-untyped-def]
    def deliver(sender: str, recipients: list[str], data: bytes) -> None:
        if b"nobody" in data:
            raise NobodyExpects("no route")
        taken.append((sender, recipients, data))

    found = Listener("127.0.0.1", free_port(), deliver,
                     knows=lambda address: address.startswith("known"), max_size=10_000)
    found.start()
    yield found
    found.stop()


def test_letters_are_handed_over(listener, taken):  # type: ignore[no-untyped-def]
    with smtplib.SMTP("127.0.0.1", listener.port) as smtp:
        smtp.sendmail("a@x.example", ["known@y.example"], b"Subject: hi\r\n\r\ntext\r\n")

    assert taken[0][:2] == ("a@x.example", ["known@y.example"])
    assert b"Subject: hi" in taken[0][2]


def test_unknown_recipients_are_refused(listener):  # type: ignore[no-untyped-def]
    with smtplib.SMTP("127.0.0.1", listener.port) as smtp, \
            pytest.raises(smtplib.SMTPRecipientsRefused):
        smtp.sendmail("a@x.example", ["other@y.example"], b"Subject: hi\r\n\r\n")


def test_letters_nobody_expects_are_refused(listener):  # type: ignore[no-untyped-def]
    with smtplib.SMTP("127.0.0.1", listener.port) as smtp, \
            pytest.raises(smtplib.SMTPDataError) as refused:
        smtp.sendmail("a@x.example", ["known@y.example"], b"Subject: nobody\r\n\r\n")

    assert refused.value.smtp_code == 550


def test_large_letters_are_refused(listener, taken):  # type: ignore[no-untyped-def]
    with smtplib.SMTP("127.0.0.1", listener.port) as smtp, \
            pytest.raises(smtplib.SMTPException):
        large = b"Subject: x\r\n\r\n" + b"y" * 20_000
        smtp.sendmail("a@x.example", ["known@y.example"], large)

    assert not taken
