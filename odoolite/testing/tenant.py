"""One test's database: where it is, how to log in, and an environment on it."""
from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from ..emulator.outbox import Outbox
from ..emulator.tenants import new_name
from ..orm.environments import Environment, Transaction

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from ..server import Server
    from ..storage.cursor import Cursor

ADMIN_ID = 2


class Odoo:
    """A pristine database on the session's server, gone when the test is over."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.url = server.url
        self.login = server.login
        self.password = server.password
        self.api_key = server.api_key
        self.db = new_name("test")
        self._registries = server.registries
        self._registry: Registry = self._registries.create(self.db)
        self.outbox = Outbox(self._registry)
        self._cursor: Cursor | None = None
        self._thread: threading.Thread | None = None
        self._registries.guests[self.db] = [self._publish]

    @property
    def env(self) -> Environment:
        """The administrator's environment.

        What it did is committed before the server answers a call on the database, and
        what calls did is seen afterwards.
        """
        if self._cursor is None:
            self._cursor = self.registry.cursor()
            self._thread = threading.current_thread()
        elif self._cursor.transaction.registry.successor is not None:
            self._cursor.commit()       # addons came or went meanwhile
            self._cursor.transaction = Transaction(self.registry)
        return Environment(self._cursor, ADMIN_ID, {})

    @property
    def registry(self) -> Registry:
        """The registry as it is now."""
        self._registry = self._registry.latest()
        return self._registry

    def _publish(self) -> None:
        """Commit what the test did in `env`; the test waits for its call now."""
        cursor = self._cursor
        if cursor is None or threading.current_thread() is self._thread:
            return
        cursor.commit()
        cursor.transaction.clear()

    def execute(self, model: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call a method over XML-RPC, as a client does."""
        from xmlrpc.client import ServerProxy

        with ServerProxy(f"{self.url}/xmlrpc/2/object", allow_none=True) as proxy:
            return proxy.execute_kw(
                self.db, ADMIN_ID, self.password, model, method, list(args), kwargs
            )

    def close(self) -> None:
        """Undo what is not committed and drop the database."""
        self._registries.guests.pop(self.db, None)
        cursor, self._cursor = self._cursor, None
        if cursor is not None:
            cursor.close()
        self._registries.drop(self.db)
