"""Addons written by the tests themselves."""
from __future__ import annotations

import itertools
import textwrap

import pytest

NUMBERS = itertools.count(1)


class Addon:
    """A folder of an addon with a name of its own."""

    def __init__(self, folder, name: str) -> None:
        self.folder, self.name = folder / name, name
        self.folder.mkdir()

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")

    def manifest(self, **values) -> None:
        values = {"name": self.name, "depends": ["base"], **values}
        self.write("__manifest__.py", repr(values))


@pytest.fixture(scope="session")
def addons_folder(tmp_path_factory):
    from odoolite import namespace
    folder = tmp_path_factory.mktemp("addons")
    namespace.install([folder])
    return folder


@pytest.fixture
def addon(addons_folder):
    """Return an addon to be filled; its name is new in this process."""
    made = Addon(addons_folder, f"t_addon_{next(NUMBERS)}")
    made.manifest()
    made.write("__init__.py", "")
    return made


@pytest.fixture
def modules(odoo):
    """Do something with an addon over RPC: `modules("install", addon)`."""
    def change(action: str, addon):
        odoo.execute("ir.module.module", "update_list")
        [module] = odoo.execute("ir.module.module", "search", [["name", "=", addon.name]])
        return odoo.execute("ir.module.module", f"button_immediate_{action}", [module])
    return change
