"""The database that test cases run on, set by who runs them."""
from __future__ import annotations

import unittest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..orm.registry import Registry

_registry: list[Registry] = []


def registry() -> Registry:
    """Return the registry of the database under test; SkipTest without one."""
    if not _registry:
        raise unittest.SkipTest("no database: run `odoolite test ADDON`")
    return _registry[-1].latest()


def begin(registry_: Registry) -> None:
    """Let tests run on a database from now on."""
    _registry.append(registry_)


def end() -> None:
    """Go back to the database before."""
    _registry.pop()
