"""Websockets at /websocket: subscriptions to the bus and what it brings."""
from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from ..controllers.current import pop_request, push_request
from ..controllers.request import HTTPRequest, Request
from ..controllers.session import SessionExpiredException
from ..orm.environments import Environment
from ..service import retry
from ..service.registries import serving
from ..storage.errors import StorageError
from ..tools.json import json_default

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..orm.registry import Registry
    from ..service.services import Services
    from ..storage.cursor import Cursor
    from .session_store import SessionStore

_logger = logging.getLogger("odoo.addons.bus.websocket")
SETTLE = 0.2            # seconds between the handshake and a goodbye: some readers lose it
GOODBYE = 2.0           # seconds that a client has to read why it is sent away
WORKER_VERSION = "19.0-2"
CLEAN, TRY_LATER, SESSION_EXPIRED, KILL_NOW = 1000, 1013, 4001, 4003
BURST, DELAY = 10, 0.2      # messages at once, then one in so many seconds


class Listener:
    """One client's websocket."""

    def __init__(
        self, ws: Any, environ: dict[str, Any], registry: Registry, store: SessionStore,
        services: Services, sid: str,
    ) -> None:
        self.ws, self.environ = ws, environ
        self.registry, self.store, self.services = registry, store, services
        self.sid = sid
        self.channels: set[str] = set()
        self.last = 0
        self.woken = threading.Event()
        self.closed = False
        self._sending = threading.Lock()
        self._received: deque[float] = deque(maxlen=BURST)

    def run(self) -> None:
        """Receive until either side has enough."""
        from simple_websocket import ConnectionClosed
        self.registry.listeners.add(self.wake)
        sender = threading.Thread(
            target=self._send_notifications, name="odoolite.bus", daemon=True
        )
        sender.start()
        try:
            while not self.closed:
                self._handle(self.ws.receive())
        except (ConnectionClosed, OSError):
            pass
        finally:
            self.closed = True
            self.registry.listeners.discard(self.wake)
            self.woken.set()
            self._call(lambda env: env["ir.websocket"]._on_websocket_closed({}))

    def wake(self) -> None:
        """Look for notifications: some have been committed."""
        self.woken.set()

    def close(self, code: int, reason: str = "") -> None:
        """End the connection."""
        self.closed = True
        try:
            self.ws.close(code, reason)
        except Exception:
            _logger.debug("closing a websocket", exc_info=True)

    # ---- in
    def _handle(self, message: Any) -> None:
        if message is None:
            return
        now = time.monotonic()
        if len(self._received) == BURST and now - self._received[0] < DELAY * BURST:
            self.close(TRY_LATER)
            return
        self._received.append(now)
        try:
            event = json.loads(message)
            name, data = event["event_name"], event.get("data")
        except (ValueError, TypeError, KeyError, AttributeError):
            _logger.info("Invalid JSON data, %s", str(message)[:100])
            return
        if name == "subscribe":
            self._call(lambda env: self._subscribe(env, data or {}))
        else:
            self._call(lambda env: env["ir.websocket"]._serve_ir_websocket(name, data))

    def _subscribe(self, env: Any, data: dict[str, Any]) -> None:
        websocket = env["ir.websocket"]
        found = websocket._prepare_subscribe_data(
            data.get("channels") or [], data.get("last") or 0
        )
        websocket._after_subscribe_data(found)
        self.channels, self.last = set(found["channels"]), found["last"]
        self.woken.set()

    # ---- out
    def _send_notifications(self) -> None:
        while not self.closed:
            self.woken.wait()
            self.woken.clear()
            if self.closed or not self.channels:
                continue
            found = self._call(
                lambda env: env["bus.bus"]._poll(self.channels, self.last)
            )
            if found:
                self.last = found[-1]["id"]
                self._send(json.dumps(found, default=json_default))

    def _send(self, text: str) -> None:
        try:
            with self._sending:
                self.ws.send(text)
        except Exception:
            self.closed = True

    # ---- in a transaction
    def _call(self, work: Callable[[Any], Any]) -> Any:
        """Work as the session's user; the connection ends with the session."""
        session = self.store.get(self.sid)
        request = Request(HTTPRequest(self.environ), session, self.registry.db_name)
        request.registry, request.services = self.registry, self.services

        def run(cr: Cursor) -> Any:
            if session.is_new:
                raise SessionExpiredException("Session expired")
            request.env = Environment(cr, session.uid, session.context)
            models: Any = self.registry["ir.websocket"]
            models._authenticate()
            return work(request.env)

        tokens = serving.set(self.services.registries), push_request(request)
        try:
            return retry.run(self.registry, run)
        except SessionExpiredException:
            self.close(SESSION_EXPIRED)
        except StorageError:
            self.close(KILL_NOW)        # the database is gone
        except Exception:
            _logger.exception("Exception occurred during websocket request handling")
        finally:
            pop_request(tokens[1])
            serving.reset(tokens[0])
        return None


def handle_upgrade(
    environ: dict[str, Any], registry: Registry, store: SessionStore,
    services: Services, sid: str,
) -> None:
    """Talk over a websocket on the connection of a request, until it is closed."""
    from simple_websocket import ConnectionError as HandshakeError
    from simple_websocket import Server
    sock: socket.socket = environ["odoolite.socket"]
    sock.settimeout(None)
    environ["odoolite.upgraded"]()
    kept = sock.dup()       # the library closes its own as soon as it has said why
    try:
        ws = Server({**environ, "werkzeug.socket": sock}, ping_interval=45)
        listener = Listener(ws, environ, registry, store, services, sid)
        version = parse_qs(environ.get("QUERY_STRING", "")).get("version", [""])[0]
        if environ.get("HTTP_USER_AGENT") and version != WORKER_VERSION:
            time.sleep(SETTLE)
            listener.close(CLEAN, "OUTDATED_VERSION")
        else:
            listener.run()
    except (HandshakeError, OSError):
        pass
    finally:
        _say_goodbye(kept)


def _say_goodbye(sock: socket.socket) -> None:
    """Close a connection once the client has read why, or after a moment."""
    end = time.monotonic() + GOODBYE
    try:
        sock.shutdown(socket.SHUT_WR)
        while (left := end - time.monotonic()) > 0:
            sock.settimeout(left)
            if not sock.recv(65536):
                break
    except OSError:
        pass
    finally:
        sock.close()


def is_upgrade(environ: dict[str, Any]) -> bool:
    """Tell whether a client asks for a websocket."""
    tokens = environ.get("HTTP_CONNECTION", "").lower()
    return (
        environ.get("HTTP_UPGRADE", "").lower() == "websocket" and "upgrade" in tokens
    )


def check_handshake(environ: dict[str, Any]) -> int:
    """Return the status that a request for a websocket deserves: 101, 400 or 426."""
    if not is_upgrade(environ) or not environ.get("HTTP_SEC_WEBSOCKET_KEY"):
        return 400
    return 101 if environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13" else 426
