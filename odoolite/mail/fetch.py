"""Fetching mail: IMAP, POP3, and mailboxes of our own that are read as if by them."""
from __future__ import annotations

import contextlib
import imaplib
import poplib
from collections.abc import Iterator, MutableMapping
from typing import Protocol

from ..tools.mailbox_host import is_loopback_host

TIMEOUT = 60.0      # seconds
PROTOCOL_ERRORS = (imaplib.IMAP4.error, poplib.error_proto)
Mailboxes = MutableMapping[str, list[bytes]]

# longer lines than the standard library expects are common
poplib._MAXLINE = 65536  # type: ignore[attr-defined]


class Session(Protocol):
    """What mails are fetched from."""

    def unread(self, limit: int) -> Iterator[tuple[str, bytes]]:
        """Yield (number, mail) of what is new."""

    def done(self, number: str) -> None:
        """Do not offer the mail again."""

    def close(self) -> None:
        """End the session."""


def connect(
    kind: str, host: str, port: int, tls: bool, user: str, password: str | None,
    mailboxes: Mailboxes | None = None,
) -> Session:
    """Return a session, logged in.

    With `mailboxes` only this machine is spoken to; other hosts are answered by them.
    """
    if mailboxes is not None and not is_loopback_host(host):
        host.encode("idna")
        return BuiltinSession(mailboxes.setdefault(user.lower(), []))
    secret = "" if not password else password
    if kind == "imap":
        return ImapSession(host, port, tls, user, secret)
    return PopSession(host, port, tls, user, secret)


class ImapSession:
    """Unseen mails of an inbox."""

    def __init__(
        self, host: str, port: int, tls: bool, user: str, password: str
    ) -> None:
        factory = imaplib.IMAP4_SSL if tls else imaplib.IMAP4
        self._imap = factory(host, port or (993 if tls else 143), timeout=TIMEOUT)
        try:
            self._imap._encoding = "utf-8"  # type: ignore[attr-defined]
            self._imap.login(user, password)
        except Exception:
            with contextlib.suppress(Exception):
                self._imap.shutdown()
            raise

    def unread(self, limit: int) -> Iterator[tuple[str, bytes]]:
        """Yield unseen mails; they stay unseen until `done`."""
        self._imap.select()
        _status, data = self._imap.search(None, "(UNSEEN)")
        for number in data[0].split()[:limit] if data and data[0] else []:
            text = number.decode()
            _status, parts = self._imap.fetch(text, "(BODY.PEEK[])")
            for part in parts:
                if isinstance(part, tuple):
                    yield text, part[1]
                    break

    def done(self, number: str) -> None:
        """Mark the mail as seen."""
        self._imap.store(number, "+FLAGS", "\\Seen")

    def close(self) -> None:
        """Log out."""
        with contextlib.suppress(Exception):
            if self._imap.state == "SELECTED":
                self._imap.close()
        with contextlib.suppress(Exception):
            self._imap.logout()


class PopSession:
    """All mails of a drop; what is done is deleted when the session ends."""

    def __init__(
        self, host: str, port: int, tls: bool, user: str, password: str
    ) -> None:
        factory = poplib.POP3_SSL if tls else poplib.POP3
        self._pop = factory(host, port or (995 if tls else 110), timeout=TIMEOUT)
        try:
            self._pop.user(user)
            self._pop.pass_(password)
        except Exception:
            with contextlib.suppress(Exception):
                self._pop.close()
            raise

    def unread(self, limit: int) -> Iterator[tuple[str, bytes]]:
        """Yield the mails, the oldest first."""
        count, _size = self._pop.stat()
        for number in range(1, min(count, limit) + 1):
            _answer, lines, _octets = self._pop.retr(number)
            yield str(number), b"\r\n".join(lines)

    def done(self, number: str) -> None:
        """Delete the mail."""
        self._pop.dele(int(number))

    def close(self) -> None:
        """End the session: only now are mails deleted."""
        with contextlib.suppress(Exception):
            self._pop.quit()


class BuiltinSession:
    """A mailbox of our own."""

    def __init__(self, mails: list[bytes]) -> None:
        self._mails = mails
        self._taken = dict(enumerate(mails))

    def unread(self, limit: int) -> Iterator[tuple[str, bytes]]:
        """Yield the mails, the oldest first."""
        for number in list(self._taken)[:limit]:
            yield str(number), self._taken[number]

    def done(self, number: str) -> None:
        """Take the mail out."""
        mail = self._taken.pop(int(number), None)
        if mail is not None:
            for index, found in enumerate(self._mails):
                if found is mail:
                    del self._mails[index]
                    break

    def close(self) -> None:
        """End the session."""
