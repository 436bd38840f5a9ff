"""The pytest plugin: `odoo_server` for the session, `odoo` with a database per test.

Nothing of odoolite's engine is imported before a fixture is used.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ..server import Server
    from .tenant import Odoo


def pytest_addoption(parser: pytest.Parser) -> None:
    """Settings of the server, in the command line and in pytest's settings file."""
    group = parser.getgroup("odoolite")
    group.addoption(
        "--odoo-install", metavar="MODULES",
        help="modules of the test databases, separated by commas",
    )
    parser.addini(
        "odoo_install", "modules of the test databases", type="args", default=[]
    )
    parser.addini(
        "odoo_addons_path", "folders of your addons", type="paths", default=[]
    )


@pytest.fixture(scope="session")
def odoo_modules(pytestconfig: pytest.Config) -> list[str]:
    """The modules of the test databases; override it to ask for others."""
    given = pytestconfig.getoption("--odoo-install")
    if given:
        return [name for name in str(given).split(",") if name]
    return list(pytestconfig.getini("odoo_install"))


@pytest.fixture(scope="session")
def odoo_server(
    pytestconfig: pytest.Config, odoo_modules: list[str]
) -> Iterator[Server]:
    """A server on a free port, one for the session (and the xdist worker)."""
    from ..server import Server

    folders = pytestconfig.getini("odoo_addons_path")
    with Server(install=odoo_modules, addons_path=folders) as server:
        yield server


@pytest.fixture
def odoo(odoo_server: Server) -> Iterator[Odoo]:
    """A database of the test's own, as fresh as the session's was at its start."""
    from .tenant import Odoo

    tenant = Odoo(odoo_server)
    try:
        yield tenant
    finally:
        tenant.close()
