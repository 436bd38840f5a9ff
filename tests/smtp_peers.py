"""SMTP servers that our outgoing mail is handed to: friendly ones and others."""
from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from .postgres_server import free_port

USER, PASSWORD = b"postman", b"right"


class Peer:
    """Keeps letters; `answers` maps a command to the refusal that it gets.

    An answer of "drop" hangs up. `RCPT` refusals may be by a word of the address.
    """

    def __init__(self) -> None:
        self.letters: list[Envelope] = []
        self.answers: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        self.tls: list[bool] = []
        self.users: list[bytes] = []
        self.port = free_port()

    def authenticate(self, _server: Any, _session: Session, _envelope: Envelope,
                     _mechanism: str, data: Any) -> AuthResult:
        """Take one user only."""
        assert isinstance(data, LoginPassword)
        if (data.login, data.password) != (USER, PASSWORD):
            return AuthResult(success=False, handled=False)
        self.users.append(data.login)
        return AuthResult(success=True)

    def _answer(self, server: SMTP, command: str) -> str | None:
        answer = self.answers.get(command)
        if answer == "drop":
            server.transport.abort()
            return "421 gone"
        return answer

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope,
                          address: str, options: list[str]) -> str:
        """Take a sender."""
        answer = self._answer(server, "MAIL")
        if answer:
            return answer
        envelope.mail_from = address
        return "250 ok"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope,
                          address: str, options: list[str]) -> str:
        """Take a recipient."""
        answer = self._answer(server, "RCPT") or next(
            (text for word, text in self.refused.items() if word in address), None
        )
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session,
                          envelope: Envelope) -> str:
        """Take a letter."""
        answer = self._answer(server, "DATA")
        if answer:
            return answer
        self.letters.append(envelope)
        self.tls.append(session.ssl is not None
                        or bool(server.transport.get_extra_info("ssl_object")))
        return "250 taken"


@contextlib.contextmanager
def smtp_peer(
    certificate: tuple[Path, Path] | None = None, starttls: bool = False,
    login: bool = False, **options: Any,
) -> Iterator[Peer]:
    """Start a server: plain, with STARTTLS, or over TLS from the start."""
    peer = Peer()
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*map(str, certificate))
    controller = Controller(
        peer, hostname="127.0.0.1", port=peer.port,
        ssl_context=None if starttls else context,
        tls_context=context if starttls else None, require_starttls=starttls,
        authenticator=peer.authenticate if login else None,
        auth_required=login, auth_require_tls=False, **options,
    )
    controller.start()
    try:
        yield peer
    finally:
        controller.stop()

