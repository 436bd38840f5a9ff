"""Handing letters over: SMTP sessions, and those that only keep what they get."""
from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from typing import Any, Protocol

SMTP_TIMEOUT = 60.0      # seconds
Keep = Callable[[tuple[str, list[str], bytes, datetime]], None]


class Session(Protocol):
    """What a letter is handed to."""

    from_filter: Any
    smtp_from: Any

    def send_message(
        self, message: EmailMessage, sender: str, recipients: list[str]
    ) -> Any:
        """Hand a letter over."""

    def quit(self) -> Any:
        """End the session."""


class CapturedSession:
    """Keeps letters instead of sending them: nothing leaves the machine."""

    def __init__(self, keep: Keep, now: Callable[[], datetime]) -> None:
        self.from_filter: Any = None
        self.smtp_from: Any = None
        self._keep = keep
        self._now = now
        self.esmtp_features: dict[str, str] = {"size": "52428800"}

    def send_message(
        self, message: EmailMessage, sender: str, recipients: list[str]
    ) -> dict[str, Any]:
        """Keep the letter as SMTP would have had it."""
        self._keep((sender, list(recipients), message.as_bytes(), self._now()))
        return {}

    def mail(self, _sender: str) -> tuple[int, bytes]:
        """Take any sender."""
        return 250, b"ok"

    def rcpt(self, _recipient: str) -> tuple[int, bytes]:
        """Take any recipient."""
        return 250, b"ok"

    def putcmd(self, _command: str) -> None:
        """Take any command."""

    def getreply(self) -> tuple[int, bytes]:
        """Ask for the letter."""
        return 354, b"go on"

    def quit(self) -> None:
        """End the session."""

    def close(self) -> None:
        """End the session."""


def open_session(
    host: str | None,
    port: int | None,
    user: str | None,
    password: str | None,
    encryption: str | None,
    debug: bool = False,
    context: ssl.SSLContext | None = None,
) -> smtplib.SMTP:
    """Return a session with a server, logged in when a user is given."""
    kind = encryption or "none"
    smtp: smtplib.SMTP
    if kind.startswith("ssl"):
        smtp = smtplib.SMTP_SSL(
            host or "localhost", port or 465, timeout=SMTP_TIMEOUT,
            context=context or ssl.create_default_context(),
        )
    else:
        smtp = smtplib.SMTP(host or "localhost", port or 25, timeout=SMTP_TIMEOUT)
    smtp.set_debuglevel(1 if debug else 0)
    try:
        if kind.startswith("starttls"):
            smtp.starttls(context=context)
        if user:
            local, at, domain = user.rpartition("@")
            if at:
                user = local + at + domain.encode("idna").decode("ascii")
            smtp.login(user, password or "")
        smtp.ehlo_or_helo_if_needed()
    except Exception:
        smtp.close()
        raise
    return smtp
