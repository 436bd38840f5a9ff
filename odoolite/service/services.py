"""The services by name, as the wire calls them."""
from __future__ import annotations

import logging
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
        self._noted: set[tuple[str, str]] = set()

    def call_remotely(
        self, endpoint: str, service: str, method: str, params: Sequence[Any]
    ) -> Any:
        """Call a method for a client at a legacy address; KeyError.

        What the series will not have any more is logged, once for each service.
        """
        series = self.registries.series
        if service == "db" and not series.has("db_service"):
            raise KeyError(service)
        if (endpoint, service) not in self._noted:
            self._noted.add((endpoint, service))
            reason = series.deprecated.get(endpoint)
            if service == "db":
                reason = series.deprecated.get("db_service", reason)
            if reason:
                logging.getLogger(f"odoo.addons.rpc.controllers.{endpoint}").warning(
                    "the service %s at /%s is deprecated: %s", service, endpoint, reason
                )
        return self.dispatch(service, method, params)

    def dispatch(self, service: str, method: str, params: Sequence[Any]) -> Any:
        """Call a method of a service; KeyError when there is no such service."""
        dispatcher = DISPATCHERS[service]
        token = serving.set(self.registries)
        try:
            return dispatcher(method, params)
        finally:
            serving.reset(token)
