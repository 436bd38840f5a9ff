import pytest

import odoolite


@pytest.fixture(scope="session")
def account_server():
    with odoolite.Server(install=["account", "sale", "purchase"], strict=True) as server:
        yield server


@pytest.fixture
def env(account_server):
    """The administrator's environment on a database whose changes are taken back."""
    with account_server.registries.get(account_server.db).cursor("write") as cr:
        from odoolite.orm.environments import Environment
        yield Environment(cr, 1, {})
        cr.rollback()
