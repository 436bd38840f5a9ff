"""What all tests share."""
from __future__ import annotations

import pytest

from .postgres_server import postgres_server

pytest_plugins = ["pytester"]


@pytest.fixture(scope="session")
def postgres():
    """The URI of a PostgreSQL server of the session's (and the xdist worker's) own."""
    with postgres_server() as uri:
        yield uri
