"""Released clients against a live server; those that are not installed are left out."""
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
