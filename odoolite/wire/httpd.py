"""A small threaded HTTP/1.1 server for a WSGI application.

A thread a connection, kept alive; it starts and stops in milliseconds and answers a
request with one write. A `common.version` over a kept connection took 0.33 ms where
`bench/floor.py` took 0.26 and Werkzeug's development server 0.91.
"""
from __future__ import annotations

import errno
import io
import logging
import selectors
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from email.utils import formatdate
from typing import Any

_logger = logging.getLogger("werkzeug")         # the name Odoo's access log has
_errors = logging.getLogger("odoo.http")

MAX_HEAD = 64 * 1024
MAX_HEADERS = 100
GRACE = 0.5         # seconds that calls in progress get when the server stops
ENVIRON_KEYS = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
CHUNK = 256 * 1024


class BadRequest(Exception):
    """What came is no HTTP that we take; holds the status line to answer."""


class HTTPServer:
    """Serves an application on a port, in threads, between start() and stop()."""

    def __init__(
        self,
        app: Callable[..., Iterable[bytes]],
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        max_body: int = 128 * 1024 * 1024,
        idle_timeout: float = 600.0,
        read_timeout: float = 60.0,
    ) -> None:
        self.app = app
        self.max_body = max_body
        self.idle_timeout = idle_timeout
        self.read_timeout = read_timeout
        self.stopping = False
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._listener.bind((host, port))
            self._listener.listen(512)
        except OSError:
            self._listener.close()
            raise
        self._listener.setblocking(False)
        self.host = host
        self.port: int = self._listener.getsockname()[1]
        self._wake_in, self._wake_out = socket.socketpair()
        self._connections: set[Connection] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._date = (0, "")

    @property
    def url(self) -> str:
        """The address clients on this machine use."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(
            self.host, self.host
        )
        return f"http://[{host}]:{self.port}" if ":" in host \
            else f"http://{host}:{self.port}"

    def start(self) -> None:
        """Begin to answer, in a thread of its own."""
        self._thread = threading.Thread(
            target=self.serve_forever, name="odoolite.http", daemon=True
        )
        self._thread.start()

    def serve_forever(self) -> None:
        """Accept connections until stop()."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._wake_in, selectors.EVENT_READ)
            while not self.stopping:
                selector.select()
                if not self.stopping:
                    self._accept()

    def _accept(self) -> None:
        try:
            sock, address = self._listener.accept()
        except OSError as err:
            if err.errno in (errno.EMFILE, errno.ENFILE):
                time.sleep(0.01)        # out of file descriptors: let some go
            return
        sock.setblocking(True)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = Connection(self, sock, address)
        with self._lock:
            self._connections.add(connection)
        threading.Thread(
            target=connection.run, name="odoolite.connection", daemon=True
        ).start()

    def forget(self, connection: Connection) -> None:
        """Take a closed connection off the list."""
        with self._lock:
            self._connections.discard(connection)

    def stop(self, grace: float = GRACE) -> None:
        """Close idle connections, let running calls end, take no new ones."""
        if self.stopping:
            return
        self.stopping = True
        self._wake_out.send(b"x")
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
        self._listener.close()
        end = time.monotonic() + grace
        for connection in self._current():
            if not connection.busy:
                connection.shut()
        while (left := self._current()) and time.monotonic() < end:
            if not any(connection.busy for connection in left):
                break
            time.sleep(0.002)
        for connection in self._current():
            connection.shut()
        self._wake_in.close()
        self._wake_out.close()

    def _current(self) -> list[Connection]:
        with self._lock:
            return list(self._connections)

    def date(self) -> str:
        """Return the Date header, formatted once a second."""
        now = int(time.time())
        if self._date[0] != now:
            self._date = (now, formatdate(now, usegmt=True))
        return self._date[1]


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

    def _receive(self, size: int = 65536) -> bytes:
        data = self.sock.recv(size)
        if not data:
            raise ConnectionResetError
        return data

    def _read_head(self) -> bytes | None:
        """Return the lines before the body, or None when the client is done."""
        buffer = self._buffer
        self._wait(self.server.idle_timeout)
        while True:
            if buffer and buffer[0] in b"\r\n":
                buffer = buffer.lstrip(b"\r\n")
            end = buffer.find(b"\r\n\r\n")
            if 0 <= end <= MAX_HEAD:
                break
            if len(buffer) > MAX_HEAD:
                raise BadRequest("431 REQUEST HEADER FIELDS TOO LARGE")
            if buffer:
                self._wait(self.server.read_timeout)
            data = self.sock.recv(65536)
            if not data:
                return None
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
        self._wait(self.server.read_timeout)
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
