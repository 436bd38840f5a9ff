"""A server with working hours."""
import pytest

import odoolite
from odoolite.orm.environments import Environment


@pytest.fixture(scope="module")
def server():
    with odoolite.Server(install=["hr"], strict=True) as server:
        yield server


@pytest.fixture
def env(server):
    with server.registries.get(server.db).cursor("write") as cr:
        yield Environment(cr, 2, {})
        cr.rollback()
