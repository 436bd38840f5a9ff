"""Taking mail in over SMTP or LMTP: a listener that hands each letter to a function."""
from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

_logger = logging.getLogger("odoolite.mail.smtp_in")
MAX_SIZE = 52_428_800       # bytes
Deliver = Callable[[str, list[str], bytes], None]
Knows = Callable[[str], bool]


class NobodyExpects(ValueError):
    """A letter that leads nowhere: it is refused for good."""


class Handler:
    """Answers SMTP: refuses recipients that nobody knows, if asked to."""

    def __init__(self, deliver: Deliver, knows: Knows | None) -> None:
        self._deliver = deliver
        self._knows = knows

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str,
        rcpt_options: list[str],
    ) -> str:
        """Take a recipient."""
        if self._knows is not None and not await _in_thread(self._knows, address):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a letter: once it is answered with 250 it is not lost."""
        answer = await self._take(envelope)
        # LMTP wants an answer for each recipient (RFC 2033, 4.2)
        count = len(envelope.rcpt_tos) if isinstance(server, LMTP) else 1
        return "\r\n".join([answer] * count)

    async def _take(self, envelope: Envelope) -> str:
        content = envelope.content or b""
        data = content if isinstance(content, bytes) else content.encode()
        try:
            await _in_thread(
                self._deliver, envelope.mail_from or "", list(envelope.rcpt_tos), data
            )
        except NobodyExpects as error:
            _logger.info("Refused: %s", error)
            return "550 5.1.1 Nobody expects this message"
        except Exception:
            _logger.exception("A letter could not be taken in")
            return "451 4.3.0 Try again later"
        return "250 2.0.0 Message accepted"


async def _in_thread(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call what takes its time: other sessions go on meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(None, function, *arguments)


class _Controller(Controller):
    """Speaks SMTP or LMTP."""

    protocol: type[SMTP] = SMTP

    def factory(self) -> SMTP:
        """Return the protocol of a connection."""
        return self.protocol(self.handler, **self.SMTP_kwargs)


class _LmtpController(_Controller):
    protocol = LMTP


class Listener:
    """A listener on a port of this machine, in a thread of its own."""

    def __init__(
        self, host: str, port: int, deliver: Deliver, knows: Knows | None = None,
        max_size: int = MAX_SIZE, lmtp: bool = False,
    ) -> None:
        controller = _LmtpController if lmtp else _Controller
        self._controller = controller(
            Handler(deliver, knows), hostname=host, port=port,
            data_size_limit=max_size, ident="odoolite",
        )

    @property
    def port(self) -> int:
        """The port that is listened on."""
        server = self._controller.server
        sockets = getattr(server, "sockets", None) or []
        return int(sockets[0].getsockname()[1]) if sockets else self._controller.port

    def start(self) -> None:
        """Begin to listen."""
        self._controller.start()

    def stop(self) -> None:
        """Stop listening."""
        self._controller.stop()
