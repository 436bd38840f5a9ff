"""What addons import as `odoo.modules.registry`."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..orm.registry import Registry as OpenRegistry

__all__ = ["Registry", "finders"]

# who knows the registries that are open, by the name of their database; latest first
finders: list[Callable[[str], OpenRegistry | None]] = []


class Registry(OpenRegistry):
    """`Registry(name)` gives the open registry of a database; KeyError."""

    def __new__(cls, database: Any) -> Any:
        """Return the registry that is open under a name."""
        for find in finders:
            found = find(database)
            if found is not None:
                return found
        raise KeyError(database)
