"""The services by name, as the wire calls them."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import common, db, object
from .registries import serving

if TYPE_CHECKING:
    from ..config import Config
    from .registries import Registries

DISPATCHERS = {
    "common": common.dispatch, "db": db.dispatch, "object": object.dispatch,
}


class Services:
    """The services of one server."""

    def __init__(self, registries: Registries, config: Config) -> None:
        self.registries = registries
        self.config = config

    def dispatch(self, service: str, method: str, params: Sequence[Any]) -> Any:
        """Call a method of a service; KeyError when there is no such service."""
        dispatcher = DISPATCHERS[service]
        token = serving.set(self.registries)
        try:
            return dispatcher(method, params)
        finally:
            serving.reset(token)
