"""Databases as tenants of a server: forks for tests, gone when the test is over."""
from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from ..service.registries import Registries


def new_name(prefix: str = "test") -> str:
    """Return a name that no database has."""
    return f"{prefix}_{secrets.token_hex(4)}"


@contextmanager
def tenant(
    registries: Registries, install: Iterable[str] = (), prefix: str = "test"
) -> Iterator[Registry]:
    """Make a pristine database of its own for a while."""
    name = new_name(prefix)
    registry = registries.create(name, install)
    try:
        yield registry
    finally:
        registries.drop(name)


@contextmanager
def fork(registries: Registries, source: str) -> Iterator[Registry]:
    """Make a copy of a database as it is now, for a while."""
    name = new_name(source)
    registry = registries.fork(source, name)
    try:
        yield registry
    finally:
        registries.drop(name)
