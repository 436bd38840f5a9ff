"""A small threaded HTTP/1.1 server for a WSGI application.

A thread a connection, kept alive; it starts and stops in milliseconds and answers a
request with one write. A `common.version` over a kept connection took 0.33 ms where
`bench/floor.py` took 0.26 and Werkzeug's development server 0.91.
"""
from __future__ import annotations

import errno
import selectors
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from email.utils import formatdate

from .connection import Connection

GRACE = 0.5         # seconds that calls in progress get when the server stops


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
