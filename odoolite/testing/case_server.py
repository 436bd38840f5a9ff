"""A server that answers on the transaction of a test class."""
from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from ..config import Config
from ..controllers import current
from ..controllers.session import Session
from ..service.registries import Registries
from ..storage.errors import OperationalError
from ..wire.app import create_app
from ..wire.httpd import HTTPServer
from ..wire.session_store import KEY, SessionStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..orm.registry import Registry


class CaseRegistries(Registries):
    """The one database of a test."""

    def __init__(self, registry: Registry) -> None:
        super().__init__(None, Config(strict=True))  # type: ignore[arg-type]
        self.registry = registry

    def list(self) -> list[str]:
        """Return the name of the database."""
        return [self.registry.db_name]

    def exists(self, name: str) -> bool:
        """Tell whether the database has that name."""
        return name == self.registry.db_name

    def get(self, name: str) -> Registry:
        """Return the registry of the test."""
        if not self.exists(name):
            raise OperationalError(f'database "{name}" does not exist')
        return self.registry

    def opened(self) -> Iterator[Registry]:
        """Yield the registry of the test."""
        yield self.registry

    def create(self, name: str, *_args: Any, **_kwargs: Any) -> Registry:
        """Refuse: tests have one database."""
        raise OperationalError(f"tests cannot make the database {name!r}")

    def drop(self, name: str) -> bool:
        """Refuse too."""
        raise OperationalError(f"tests cannot drop the database {name!r}")


class CaseSessions(SessionStore):
    """Sessions whose ids tests give to their clients before anything is kept."""

    def get(self, sid: str | None) -> Session:
        """Return the session of an id; one that is not known yet gets the id."""
        session = super().get(sid)
        if sid and session.is_new and KEY.fullmatch(sid):
            return Session(sid=sid, new=True)
        return session


class CaseServer:
    """Answers HTTP on a port of this machine until it is stopped."""

    def __init__(self, registry: Registry, host: str) -> None:
        self.app = create_app(CaseRegistries(registry), Config(strict=True))
        self.app.store = CaseSessions()
        self._httpd = HTTPServer(self.app, host, 0)
        self._httpd.start()
        current.enter_application(self.app)

    @property
    def port(self) -> int:
        """The port it answers on."""
        return self._httpd.port

    def stop(self) -> None:
        """Stop answering."""
        current.leave_application(self.app)
        with contextlib.suppress(OSError):
            self._httpd.stop()
