"""The name `odoo`: an import hook that answers it with our modules and addon folders."""
from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from .bytecode import keep_bytecode

HERE = Path(__file__).resolve().parent
FACADES = {
    "odoo.api": "odoolite.api",
    "odoo.fields": "odoolite.fields",
    "odoo.models": "odoolite.models",
    "odoo.http": "odoolite.http",
    "odoo.exceptions": "odoolite.exceptions",
    "odoo.release": "odoolite.release",
    "odoo.tools.convert": "odoolite.modules.convert",
    "odoo.tools.query": "odoolite.orm.query",
    "odoo.mail": "odoolite.mail",
    "odoo.tools": "odoolite.tools",
    "odoo.modules": "odoolite.modules",
    "odoo.orm": "odoolite.orm",
    "odoo.sql_db": "odoolite.storage.sql_db",
    "odoo.tests.common": "odoolite.testing.common",
    "odoo.tests.form": "odoolite.testing.forms",
    "odoo.tests.case": "unittest.case",
    "odoo.tests": "odoolite.testing.odoo_tests",
    "odoo.service.model": "odoolite.service.call",
    "odoo.service": "odoolite.service",
}


class OdooFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds `odoo.x.y` as the module of ours that it stands for."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return a spec for names below `odoo`, but not for addons."""
        if fullname == "psycopg2":
            return self._find_psycopg2()
        if fullname == "odoo" or target_of(fullname):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def _find_psycopg2(self) -> importlib.machinery.ModuleSpec | None:
        """Answer for psycopg2 with the names of our errors, where it is not installed."""
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            if finder is not self and find and find("psycopg2", None):
                return None
        return importlib.machinery.ModuleSpec("psycopg2", self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        """Return our module under the other name."""
        if spec.name == "odoo":
            return None
        if spec.name == "psycopg2":
            return importlib.import_module("odoolite.storage.psycopg2_names")
        module = importlib.import_module(target_of(spec.name) or "")
        spec.loader_state = (module.__spec__, module.__name__)
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Give the module its own spec back."""
        spec = module.__spec__
        if spec is not None and spec.name == "odoo":
            _fill_root(module)
        elif spec is not None and spec.loader_state:
            module.__spec__, module.__name__ = spec.loader_state


def target_of(name: str) -> str | None:
    """Return our module's name for a name below `odoo`."""
    for prefix, target in FACADES.items():
        if name == prefix or name.startswith(prefix + "."):
            return target + name[len(prefix):]
    return None


def _fill_root(module: ModuleType) -> None:
    module.__path__ = []
    addons = ModuleType("odoo.addons")
    addons.__path__ = []
    sys.modules["odoo.addons"] = addons
    module.addons = addons  # type: ignore[attr-defined]


def builtin_folders() -> list[Path]:
    """Return the folder of our own addons (beside the package, or inside it)."""
    return [
        folder for folder in (HERE / "addons", HERE.parent / "addons")
        if (folder / "base" / "__manifest__.py").is_file()
    ][:1]


def install(addons_path: Iterable[Path] = ()) -> None:
    """Make `import odoo` work, with addons from our folder and the given ones."""
    if not any(isinstance(finder, OdooFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, OdooFinder())
    odoo = importlib.import_module("odoo")
    if not hasattr(odoo, "SUPERUSER_ID"):
        for name in FACADES:
            if name.count(".") == 1 and name != "odoo.tests":
                setattr(odoo, name.partition(".")[2], importlib.import_module(name))
        from .orm.commands import Command
        from .orm.environments import SUPERUSER_ID
        from .tools.translate import _, _lt
        odoo.__dict__.update(
            Command=Command, SUPERUSER_ID=SUPERUSER_ID, _=_, _lt=_lt
        )
    folders = sys.modules["odoo.addons"].__path__
    for folder in [*builtin_folders(), *addons_path]:
        if str(folder) not in folders:
            folders.append(str(folder))
            keep_bytecode(str(folder))
    importlib.invalidate_caches()
