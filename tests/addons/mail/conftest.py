import pytest

import odoolite
from odoolite.testing.tenant import Odoo


@pytest.fixture(scope="session")
def mail_app_server():
    with odoolite.Server(install=["mail"], strict=True) as server:
        yield server


@pytest.fixture
def odoo(mail_app_server):
    """A database with mail of the test's own."""
    tenant = Odoo(mail_app_server)
    yield tenant
    tenant.close()
