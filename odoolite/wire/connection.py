"""A client's connection: requests read off the socket, each answered by the application."""
from __future__ import annotations

import io
import socket
import sys
import time
from typing import TYPE_CHECKING, Any

from .answer import Answer

if TYPE_CHECKING:
    from .httpd import HTTPServer

MAX_HEAD = 64 * 1024
MAX_HEADERS = 100
ENVIRON_KEYS = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
CHUNK = 256 * 1024
SLOWEST = 64 * 1024     # bytes a second that a body must come at


class BadRequest(Exception):
    """What came is no HTTP that we take; holds the status line to answer."""


class Connection:
    """One client's connection: reads requests, runs the application, writes answers."""

    def __init__(self, server: HTTPServer, sock: socket.socket, address: Any) -> None:
        self.server = server
        self.sock = sock
        self.address = address
        self.busy = False
        self.upgraded = False
        self._buffer = b""
        self._timeout: float | None = None
        self._deadline = 0.0

    def run(self) -> None:
        """Answer requests until the client or the server has enough."""
        try:
            while not self.server.stopping and self._serve():
                self.busy = False
        except BadRequest as error:
            self._refuse(str(error))
        except OSError:
            pass        # the client is gone, or too slow
        finally:
            self.busy = False
            self.server.forget(self)
            self.sock.close()

    def shut(self) -> None:
        """End the connection from another thread."""
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    # ---- reading
    def _wait(self, timeout: float) -> None:
        if timeout != self._timeout:
            self._timeout = timeout
            self.sock.settimeout(timeout)

    def _expect(self, size: int = 0) -> None:
        """Give the client the time for a head, or a body of a size, and no more.

        Who sends a byte now and then is as slow as who sends none.
        """
        self._deadline = time.monotonic() + self.server.read_timeout + size / SLOWEST

    def _receive(self, size: int = 65536) -> bytes:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._wait(min(left, self.server.read_timeout))
        data = self.sock.recv(size)
        if not data:
            raise ConnectionResetError
        return data

    def _read_head(self) -> bytes | None:
        """Return the lines before the body, or None when the client is done."""
        buffer = self._buffer
        self._expect()
        while True:
            if buffer and buffer[0] in b"\r\n":
                buffer = buffer.lstrip(b"\r\n")
            end = buffer.find(b"\r\n\r\n")
            if 0 <= end <= MAX_HEAD:
                break
            if len(buffer) > MAX_HEAD:
                raise BadRequest("431 REQUEST HEADER FIELDS TOO LARGE")
            if buffer:
                data = self._receive()
            else:
                self._wait(self.server.idle_timeout)
                data = self.sock.recv(65536)
                if not data:
                    return None
                self._expect()
            buffer += data
        self._buffer = buffer[end + 4:]
        return buffer[:end]

    def _read_exactly(self, size: int) -> bytes:
        """Return the next `size` bytes."""
        buffer = self._buffer
        if len(buffer) >= size:
            self._buffer = buffer[size:]
            return buffer[:size]
        self._buffer = b""
        parts = [buffer]
        missing = size - len(buffer)
        while missing:
            data = self._receive(min(missing, CHUNK))
            parts.append(data)
            missing -= len(data)
        return b"".join(parts)

    def _read_line(self) -> bytes:
        while b"\r\n" not in self._buffer:
            if len(self._buffer) > MAX_HEAD:
                raise BadRequest("400 BAD REQUEST")
            self._buffer += self._receive()
        line, _, self._buffer = self._buffer.partition(b"\r\n")
        return line

    def _read_chunks(self) -> bytes:
        """Return a body sent in chunks."""
        parts, total = [], 0
        while True:
            text = self._read_line().partition(b";")[0].strip()
            if not text or text.strip(b"0123456789abcdefABCDEF"):
                raise BadRequest("400 BAD REQUEST")
            size = int(text, 16)
            if not size:
                break
            total += size
            if total > self.server.max_body:
                raise BadRequest("413 REQUEST ENTITY TOO LARGE")
            self._deadline += size / SLOWEST
            parts.append(self._read_exactly(size))
            if self._read_exactly(2) != b"\r\n":
                raise BadRequest("400 BAD REQUEST")
        while self._read_line():
            pass            # trailers
        return b"".join(parts)

    def _read_body(self, environ: dict[str, Any]) -> bytes:
        length = environ.get("CONTENT_LENGTH")
        coding = environ.get("HTTP_TRANSFER_ENCODING")
        if coding is not None and (length is not None or coding.lower() != "chunked"):
            raise BadRequest("400 BAD REQUEST")
        if coding is None and not length:
            return b""
        size = 0
        if length is not None:
            if not (length.isascii() and length.isdigit()):
                raise BadRequest("400 BAD REQUEST")
            size = int(length)
            if size > self.server.max_body:
                raise BadRequest("413 REQUEST ENTITY TOO LARGE")
        self._expect(size)
        if environ.get("HTTP_EXPECT", "").lower() == "100-continue":
            self.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        if coding is None:
            return self._read_exactly(size)
        body = self._read_chunks()
        environ["CONTENT_LENGTH"] = str(len(body))
        return body

    # ---- a request
    def _serve(self) -> bool:
        """Answer one request; tell whether the connection stays open."""
        head = self._read_head()
        if head is None:
            return False
        self.busy = True
        environ, http11 = self._parse_head(head)
        body = self._read_body(environ)
        self._wait(self.server.read_timeout)        # for the answer
        environ["odoolite.body"] = body
        environ["odoolite.upgraded"] = self._leave_http
        environ["wsgi.input"] = io.BytesIO(body)
        token = environ.get("HTTP_CONNECTION", "").lower()
        keep = (http11 and "close" not in token) or "keep-alive" in token
        keep = keep and not self.server.stopping
        answer = Answer(self, environ, http11, keep)
        return answer.send() and not self.upgraded

    def _leave_http(self) -> None:
        """The application talks something else on the socket from now on."""
        self.upgraded = True
        self.busy = False       # nothing to wait for when the server stops

    def _parse_head(self, head: bytes) -> tuple[dict[str, Any], bool]:
        lines = head.decode("latin-1").split("\r\n")
        if len(lines) > MAX_HEADERS:
            raise BadRequest("431 REQUEST HEADER FIELDS TOO LARGE")
        words = lines[0].split(" ")
        if len(words) != 3 or not words[2].startswith("HTTP/1."):
            raise BadRequest("400 BAD REQUEST")
        method, target, version = words
        path, _, query = target.partition("?")
        if not path.startswith("/"):        # http://host/path, as to a proxy
            path = "/" + path.partition("//")[2].partition("/")[2]
        if path.startswith("//"):           # a base address that ended with a slash
            path = "/" + path.lstrip("/")
        if "%" in path:
            from urllib.parse import unquote_to_bytes
            path = unquote_to_bytes(path).decode("latin-1")
        host, port = self.address[:2]
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path,
            "QUERY_STRING": query, "SERVER_PROTOCOL": version,
            "SERVER_NAME": self.server.host, "SERVER_PORT": str(self.server.port),
            "REMOTE_ADDR": host, "REMOTE_PORT": port, "REQUEST_URI": target,
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.errors": sys.stderr, "wsgi.multithread": True,
            "wsgi.multiprocess": False, "wsgi.run_once": False,
            "wsgi.input_terminated": True, "odoolite.socket": self.sock,
        }
        for line in lines[1:]:
            name, colon, value = line.partition(":")
            if not colon or not name or name[0] in " \t" or name[-1] in " \t":
                raise BadRequest("400 BAD REQUEST")
            if "_" in name:
                continue        # X_Real and X-Real must not be confused
            key = ENVIRON_KEYS.get(name.lower()) \
                or "HTTP_" + name.upper().replace("-", "_")
            value = value.strip()
            if key in environ:
                if key == "CONTENT_LENGTH" and environ[key] != value:
                    raise BadRequest("400 BAD REQUEST")
                value = f"{environ[key]},{value}" if key != "CONTENT_LENGTH" else value
            environ[key] = value
        return environ, version != "HTTP/1.0"

    def _refuse(self, status: str) -> None:
        """Answer what is not worth an application, and close."""
        text = status.encode("latin-1")
        try:
            self.sock.sendall(
                b"HTTP/1.1 " + text + b"\r\nContent-Type: text/plain\r\n"
                b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(text) + text
            )
            # a client that is still sending must be able to read this
            self.sock.shutdown(socket.SHUT_WR)
            self._wait(1.0)
            end = time.monotonic() + 2.0
            while self.sock.recv(CHUNK) and time.monotonic() < end:
                pass
        except OSError:
            pass
