"""What the application answers, written to the socket: whole, or piece by piece."""
from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .connection import Connection

_logger = logging.getLogger("werkzeug")         # the name Odoo's access log has
_errors = logging.getLogger("odoo.http")


class Answer:
    """What the application answers to one request."""

    def __init__(
        self, connection: Connection, environ: dict[str, Any], http11: bool, keep: bool
    ) -> None:
        self.connection = connection
        self.environ = environ
        self.http11 = http11
        self.keep = keep
        self.status = ""
        self.headers: list[tuple[str, str]] = []
        self.written: list[bytes] = []

    def start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> Callable[[bytes], Any]:
        """WSGI's start_response."""
        self.status, self.headers = status, headers
        return self.written.append

    def send(self) -> bool:
        """Run the application and write its answer; tell whether to go on."""
        chunks: Iterable[bytes]
        try:
            chunks = self.connection.server.app(self.environ, self.start_response)
        except Exception:
            _errors.exception("Error in the application")
            self.status, self.headers = "500 INTERNAL SERVER ERROR", []
            self.keep, chunks = False, []
        if self.connection.upgraded:
            return False
        try:
            if isinstance(chunks, (list, tuple)):
                self._send_whole(b"".join(self.written) + b"".join(chunks))
            else:
                self._send_stream(chunks)
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()
        if _logger.isEnabledFor(logging.INFO):
            self._log()
        return self.keep

    def _head(self, extra: str) -> bytes:
        lines = [f"HTTP/1.1 {self.status}"]
        for name, value in self.headers:
            if "\n" in value or "\r" in value:
                raise ValueError(f"header {name} holds a line break")
            lines.append(f"{name}: {value}")
        lines.append(f"Server: odoolite\r\nDate: {self.connection.server.date()}")
        if extra:
            lines.append(extra)
        if not self.keep:
            lines.append("Connection: close")
        elif not self.http11:
            lines.append("Connection: keep-alive")
        lines.append("\r\n")
        return "\r\n".join(lines).encode("latin-1")

    def _has(self, name: str) -> bool:
        return any(key.lower() == name for key, _value in self.headers)

    def _send_whole(self, body: bytes) -> None:
        extra = ""
        bodiless = self.status[:3] in ("204", "304") or self.status[:1] == "1"
        if not bodiless and not self._has("content-length"):
            extra = f"Content-Length: {len(body)}"
        self.connection.sock.sendall(self._head(extra) + body)

    def _send_stream(self, chunks: Iterable[bytes]) -> None:
        """Write an answer piece by piece, in chunks when its length is not known."""
        send = self.connection.sock.sendall
        iterator = iter(chunks)
        first = next(iterator, b"")         # start_response may wait until here
        known = (
            self._has("content-length") or self.status[:3] in ("204", "304")
            or self.environ["REQUEST_METHOD"] == "HEAD"
        )
        chunked = not known and self.http11
        if not known and not chunked:
            self.keep = False
        send(self._head("Transfer-Encoding: chunked" if chunked else ""))
        for piece in (*self.written, first):
            self._send_piece(piece, chunked)
        for piece in iterator:
            self._send_piece(piece, chunked)
        if chunked:
            send(b"0\r\n\r\n")

    def _send_piece(self, piece: bytes, chunked: bool) -> None:
        if piece:
            self.connection.sock.sendall(
                b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece
            )

    def _log(self) -> None:
        environ = self.environ
        _logger.info(
            '%s - - [%s] "%s %s %s" %s -', environ["REMOTE_ADDR"],
            time.strftime("%d/%b/%Y %H:%M:%S"), environ["REQUEST_METHOD"],
            environ["REQUEST_URI"], environ["SERVER_PROTOCOL"], self.status[:3],
        )
