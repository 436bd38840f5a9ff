"""Released clients against a live server, each in a file of its own.

scripts/test installs the clients of the extra `clients`; those of npm are fetched by the
fixture of test_npm.py. Without an extra its tests are left out.
"""
from __future__ import annotations

import pytest

from odoolite import Server


@pytest.fixture(scope="module")
def server():
    with Server(strict=True) as server:
        yield server


@pytest.fixture(scope="module")
def port(server):
    return server.port
