"""A server that is killed while it fetches or sends: no mail is lost, none doubled.

What Odoo's own protocol allows: the one mail that was in flight may go out again.
"""
from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from email import message_from_bytes

import pytest

from tests.dovecot_server import PASSWORD, dovecot_server
from tests.serving import execute, serving
from tests.smtp_peers import Peer, smtp_peer

MAILS = 80
OPTIONS = ("--install", "mail", "--strict", "--log-level", "critical")
pytestmark = pytest.mark.xdist_group("dovecot")


def start_call(printed, model, method, *args):
    """Call in a thread of its own; the server may die meanwhile."""
    def call():
        with contextlib.suppress(Exception):
            execute(printed, model, method, *args)
    thread = threading.Thread(target=call)
    thread.start()
    return thread


def wait_until(condition):
    for _try in range(9000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen")


def letter(number):
    return (f"From: Ada {number} <ada{number}@client.example>\r\n"
            f"To: people@acme.example\r\nSubject: Letter {number}\r\n"
            f"Message-Id: <{number}@client.example>\r\n\r\nHello\r\n").encode()


@pytest.mark.parametrize("protocol", ["imap", "pop3"])
def test_killed_while_fetching(tmp_path, protocol):
    with dovecot_server() as dovecot:
        dovecot.deliver("box", [letter(number) for number in range(MAILS)])
        with serving("--data-dir", str(tmp_path), *OPTIONS) as (process, printed):
            model = execute(printed, "ir.model", "search", [("model", "=", "res.partner")])
            server = execute(printed, "fetchmail.server", "create", {
                "name": "In", "server": "127.0.0.1", "port": dovecot.ports[protocol],
                "server_type": protocol.rstrip("3"), "user": "box", "password": PASSWORD,
                "state": "done", "object_id": model[0],
            })
            thread = start_call(printed, "fetchmail.server", "fetch_mail", [server])
            wait_until(lambda: execute(
                printed, "res.partner", "search_count", [("name", "like", "Letter%")]
            ) > 20)
            process.kill()
            thread.join()

        with serving("--data-dir", str(tmp_path), *OPTIONS) as (process, printed):
            for _run in range(3):
                start_call(printed, "fetchmail.server", "fetch_mail", [server]).join()
            found = execute(printed, "res.partner", "search_read",
                            [("name", "like", "Letter%")], ["name"])

        counts = Counter(row["name"] for row in found)
        assert counts == Counter(f"Letter {number}" for number in range(MAILS))
        assert set(dovecot.flags("box")) <= {"S"}


def test_killed_while_sending(tmp_path):
    with smtp_peer() as peer:
        with serving("--data-dir", str(tmp_path), *OPTIONS) as (process, printed):
            execute(printed, "ir.mail_server", "create", {
                "name": "Out", "smtp_host": "127.0.0.1", "smtp_port": peer.port,
            })
            execute(printed, "mail.mail", "create", [
                {"subject": f"Letter {number}", "email_to": "bob@client.example",
                 "email_from": "ada@acme.example", "body_html": "<p>x</p>"}
                for number in range(MAILS)
            ])
            thread = start_call(printed, "mail.mail", "process_email_queue")
            wait_until(lambda: len(peer.letters) > 20)
            process.kill()
            thread.join()
        before = len(peer.letters)

        with serving("--data-dir", str(tmp_path), *OPTIONS) as (process, printed):
            start_call(printed, "mail.mail", "process_email_queue").join()
            left = execute(printed, "mail.mail", "search_count", [("state", "!=", "sent")])

    sent = count_subjects(peer)
    assert before < MAILS
    assert set(sent) == {f"Letter {number}" for number in range(MAILS)}
    assert sum(sent.values()) <= MAILS + 1
    assert not left


def count_subjects(peer: Peer) -> Counter[str]:
    return Counter(
        str(message_from_bytes(one.content)["Subject"]) for one in peer.letters
    )
