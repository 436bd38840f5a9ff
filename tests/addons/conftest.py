"""What the tests of addons share: a database seen as the system, undone after each test.

A module that says `INSTALL = [...]` has a server of its own with those addons; the others
get a database of each test's own on the session's server.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from odoolite import Server

SUPERUSER_ID = 1


@pytest.fixture(scope="module")
def installed(request: pytest.FixtureRequest) -> Iterator[Any]:
    with Server(install=request.module.INSTALL, strict=True) as server:
        yield server


@pytest.fixture
def env(request: pytest.FixtureRequest) -> Iterator[Any]:
    if not hasattr(request.module, "INSTALL"):
        yield request.getfixturevalue("odoo").env(user=SUPERUSER_ID)
        return
    with request.getfixturevalue("installed").env(uid=SUPERUSER_ID) as env:
        yield env
        env.cr.rollback()
