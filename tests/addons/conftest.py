"""What the tests of addons share: a database of each test's own, seen as the system."""
from __future__ import annotations

import pytest

SUPERUSER_ID = 1


@pytest.fixture
def env(odoo):
    return odoo.env(user=SUPERUSER_ID)
