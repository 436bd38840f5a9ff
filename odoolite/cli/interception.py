"""Every http(s) host that is not this machine, answered by one of our servers.

Names resolve to an address of the loopback network, connections to it go to the server;
for https a throw-away certificate authority signs a certificate for each host, and every
client library in this process is made to trust it.
"""
from __future__ import annotations

import os
import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..tools.mailbox_host import is_loopback_host

STAND_IN = "127.8.69.1"         # what foreign names resolve to
TLS_FIRST = b"\x16"             # first byte of a TLS hello
BUFFER = 65536
CA_VARIABLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
# plain servers of other protocols are not ours to answer
FOREIGN_PORTS = frozenset([21, 22, 25, 110, 143, 465, 587, 993, 995, 3306, 5432])


class Gate:
    """A listening socket that speaks TLS or not, and passes on to the server."""

    def __init__(self, target: tuple[str, int]) -> None:
        import trustme
        self.target = target
        self.authority = trustme.CA()
        self.hosts: set[str] = set()        # what was asked for, by name or address
        self._contexts: dict[tuple[str, ...], ssl.SSLContext] = {}
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = self._socket.getsockname()
        self._closed = False
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._closed = True
        self._socket.close()

    def _accept(self) -> None:
        while not self._closed:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            if client.recv(1, socket.MSG_PEEK) == TLS_FIRST:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.sni_callback = self._choose
                client = context.wrap_socket(client, server_side=True)
            with socket.create_connection(self.target) as server:
                self._pump_both(client, server)
        except OSError:
            pass
        finally:
            client.close()

    def _choose(self, connection: Any, name: str | None, _context: Any) -> None:
        # without a name the client dialled an address: any of those asked for
        hosts = (name,) if name else (STAND_IN, *sorted(self.hosts))
        connection.context = self._context_for(hosts)

    def _context_for(self, hosts: tuple[str, ...]) -> ssl.SSLContext:
        with self._lock:
            context = self._contexts.get(hosts)
            if context is None:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                self.authority.issue_cert(*hosts).configure_cert(context)
                self._contexts[hosts] = context
            return context

    def _pump_both(self, client: socket.socket, server: socket.socket) -> None:
        back = threading.Thread(target=_pump, args=(server, client), daemon=True)
        back.start()
        _pump(client, server)
        back.join()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(BUFFER):
            sink.sendall(data)
    except OSError:
        pass
    try:
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


@contextmanager
def intercepted(target: tuple[str, int]) -> Iterator[None]:
    """Answer foreign hosts by the server at `target` while the block runs."""
    gate = Gate(target)
    folder = tempfile.TemporaryDirectory(prefix="odoolite-ca-")
    bundle = Path(folder.name) / "ca.pem"
    gate.authority.cert_pem.write_to_path(str(bundle))
    saved = {name: os.environ.get(name) for name in CA_VARIABLES}
    undo = [_redirect_sockets(gate), _trust(bundle)]
    os.environ.update(dict.fromkeys(CA_VARIABLES, str(bundle)))
    try:
        yield
    finally:
        for call in undo:
            call()
        for name, value in saved.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        gate.close()
        folder.cleanup()


def is_foreign(host: Any, port: Any) -> bool:
    """Tell whether a connection is one that we answer."""
    if not host:
        return False
    name = host.decode() if isinstance(host, bytes) else str(host)
    if is_loopback_host(name) or name in ("0.0.0.0", "::"):
        return False
    try:
        return int(port or 0) not in FOREIGN_PORTS
    except ValueError:
        return str(port) in ("http", "https")


def _redirect_sockets(gate: Gate) -> Any:
    """Resolve foreign names to the stand-in and connect it to the gate."""
    resolve = socket.getaddrinfo
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def getaddrinfo(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if is_foreign(host, port):
            gate.hosts.add(host.decode() if isinstance(host, bytes) else str(host))
            number = {"http": 80, "https": 443}.get(str(port)) or int(port or 0)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (STAND_IN, number))]
        return resolve(host, port, *args, **kwargs)

    def moved(address: Any) -> Any:
        if isinstance(address, tuple) and len(address) >= 2 and (
            address[0] == STAND_IN or is_foreign(address[0], address[1])
        ):
            gate.hosts.add(str(address[0]))
            return gate.address
        return address

    def patched_connect(self: socket.socket, address: Any) -> None:
        connect(self, moved(address))

    def patched_connect_ex(self: socket.socket, address: Any) -> int:
        return connect_ex(self, moved(address))

    socket.getaddrinfo = getaddrinfo
    socket.socket.connect = patched_connect  # type: ignore
    socket.socket.connect_ex = patched_connect_ex  # type: ignore

    def undo() -> None:
        socket.getaddrinfo = resolve
        socket.socket.connect = connect  # type: ignore[method-assign]
        socket.socket.connect_ex = connect_ex  # type: ignore[method-assign]
    return undo


def _trust(bundle: Path) -> Any:
    """Make every TLS context that loads authorities load ours too."""
    cls = ssl.SSLContext
    load_default, load_locations = cls.load_default_certs, cls.load_verify_locations

    def load_default_certs(self: ssl.SSLContext, *args: Any, **kwargs: Any) -> None:
        load_default(self, *args, **kwargs)
        load_locations(self, str(bundle))

    def load_verify_locations(self: ssl.SSLContext, *args: Any, **kwargs: Any) -> None:
        load_locations(self, *args, **kwargs)
        load_locations(self, str(bundle))

    cls.load_default_certs = load_default_certs  # type: ignore[method-assign]
    cls.load_verify_locations = load_verify_locations  # type: ignore

    def undo() -> None:
        cls.load_default_certs = load_default  # type: ignore[method-assign]
        cls.load_verify_locations = load_locations  # type: ignore[method-assign]
    return undo
