"""A whole server in this process: databases, the wire, started and stopped together."""
from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .config import Config
from .service.registries import Registries
from .service.series import load_series
from .storage.databases import DatabaseStore
from .wire.app import create_app
from .wire.httpd import HTTPServer

if TYPE_CHECKING:
    from types import TracebackType

    from .mail.smtp_in import Listener
    from .orm.environments import Environment
    from .service.cron import CronRunner
    from .service.reloader import Reloader


class Server:
    """An Odoo-compatible server on a port of this machine.

    `with Server(install=["mail"]) as server:` answers when entered and is gone in
    milliseconds when left. Port 0 takes a free one.
    """

    def __init__(
        self,
        install: Iterable[str] = (),
        port: int = 0,
        db: str = "odoolite",
        config: Config | None = None,
        *,
        progress: Callable[[str], None] | None = None,
        **settings: Any,
    ) -> None:
        config = (config or Config()).updated(**settings)
        install = [*install, *load_series(config.odoo_version).install]
        self.config = replace(
            config,
            install=tuple(dict.fromkeys([*config.install, *install])),
            port=port,
            databases=tuple(dict.fromkeys([db, *config.databases[1:]])),
            api_key=config.api_key or secrets.token_hex(20),
        )
        self.db = db
        self.login = self.config.admin_login
        self.password = self.config.admin_password
        self.api_key: str = self.config.api_key or ""
        self.progress = progress
        self._registries: Registries | None = None
        self._httpd: HTTPServer | None = None
        self._reloader: Reloader | None = None
        self._listeners: list[Listener] = []
        self._cron: CronRunner | None = None

    # ---- life
    def start(self) -> Server:
        """Make or open the databases and begin to answer."""
        # the port first: one that is taken should not cost the wait for databases
        registries = self._open_registries()
        app = create_app(registries, self.config)
        try:
            self._httpd = HTTPServer(
                app, self.config.host, self.config.port,
                max_body=self.config.max_body,
                idle_timeout=self.config.idle_timeout,
                read_timeout=self.config.read_timeout,
            )
            for name in self.config.databases:
                registries.open(name)
        except BaseException:
            self.stop()
            registries.close()
            raise
        self._registries = registries
        self._httpd.start()
        if self.config.reload:
            from .service.reloader import Reloader
            self._reloader = Reloader(registries, list(self.config.addons_path))
            self._reloader.start()
        self._start_helpers(registries)
        return self

    def _start_helpers(self, registries: Registries) -> None:
        """Start what the settings ask for beside HTTP."""
        for address, lmtp in ((self.config.smtp_listen, False),
                              (self.config.lmtp_listen, True)):
            if address:
                self._listeners.append(self._start_listener(registries, address, lmtp))
        if self.config.cron:
            from .service.cron import CronRunner
            self._cron = CronRunner(registries)
            self._cron.start()

    def _start_listener(
        self, registries: Registries, address: str, lmtp: bool
    ) -> Listener:
        """Take mail in on a port of its own."""
        from .service.mail_gateway import make_listener
        host, _colon, port = address.rpartition(":")
        listener = make_listener(
            registries, self.db, host or "127.0.0.1", int(port), lmtp=lmtp,
            strict=self.config.smtp_strict, max_size=self.config.smtp_max_size,
        )
        listener.start()
        return listener

    def _open_registries(self) -> Registries:
        if self.config.postgres is None:
            store = DatabaseStore(self.config.data_dir)
            return Registries(store, self.config, self.progress)
        from .service.postgres_registries import PostgresRegistries
        from .storage.postgres_databases import PostgresStore
        return PostgresRegistries(
            PostgresStore(self.config.postgres), self.config, self.progress
        )

    def stop(self) -> None:
        """Let running calls end, close connections and databases."""
        listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener.stop()
        cron, self._cron = self._cron, None
        if cron is not None:
            cron.stop()
        reloader, self._reloader = self._reloader, None
        if reloader is not None:
            reloader.stop()
        httpd, self._httpd = self._httpd, None
        if httpd is not None:
            httpd.stop()
        registries, self._registries = self._registries, None
        if registries is not None:
            registries.close()

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    # ---- what tests and scripts use
    @property
    def registries(self) -> Registries:
        """The open databases."""
        if self._registries is None:
            raise RuntimeError("the server is not running")
        return self._registries

    @property
    def url(self) -> str:
        """The address, without a slash at its end."""
        if self._httpd is None:
            raise RuntimeError("the server is not running")
        return self._httpd.url

    @property
    def port(self) -> int:
        """The port it answers on."""
        if self._httpd is None:
            raise RuntimeError("the server is not running")
        return self._httpd.port

    def env(
        self, db: str | None = None, uid: int = 2
    ) -> AbstractContextManager[Environment]:
        """Work on a database: `with server.env() as env:`, committed at the end."""
        return self.registries.env(db or self.db, uid)
