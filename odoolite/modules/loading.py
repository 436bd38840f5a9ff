"""Loading modules into a registry and their data into its database."""
from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import namespace
from ..orm.environments import SUPERUSER_ID, Environment
from . import declared_models
from .csv_data import load_csv
from .graph import sort_modules, with_auto_install
from .manifest import addon_path, get_manifest
from .xml_data import load_xml

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from ..storage.cursor import Cursor

_logger = logging.getLogger("odoo.modules.loading")
Progress = Callable[[str], None] | None


def initialize(
    registry: Registry, install: Iterable[str] = (), demo: bool = False,
    progress: Progress = None,
) -> None:
    """Fill an empty database with base, the given modules and what they need."""
    namespace.install()
    order = with_auto_install(["base", *install])
    with registry.cursor("schema") as cr:
        install_modules(registry, cr, order, demo, progress)
    registry.ready = True


def load_modules(registry: Registry, cr: Cursor) -> None:
    """Build the registry of a database that holds modules."""
    namespace.install()
    declared_models.register()
    cr.execute("SELECT name FROM ir_module_module WHERE state = 'installed'")
    installed = {row[0] for row in cr.fetchall()}
    for name in sort_modules(installed):
        import_addon(name)
        registry.load(name)
    registry.setup_models(cr)


def install_missing(
    registry: Registry, install: Iterable[str], demo: bool = False,
    progress: Progress = None,
) -> None:
    """Install those of some modules, and what they need, that a database lacks."""
    known = registry.loaded_modules
    order = [n for n in with_auto_install([*known, *install]) if n not in known]
    if order:
        with registry.cursor("schema") as cr:
            install_modules(registry, cr, order, demo, progress)


def import_addon(name: str) -> None:
    """Import the Python code of an addon."""
    importlib.import_module(f"odoo.addons.{name}")


def install_modules(
    registry: Registry, cr: Cursor, order: list[str], demo: bool, progress: Progress
) -> None:
    """Install modules, in order."""
    declared_models.register()
    for index, name in enumerate(order, 1):
        if progress:
            progress(f"installing {name} ({index} of {len(order)})")
        _install(registry, cr, name, demo)
    env = Environment(cr, SUPERUSER_ID, {})
    env.flush_all()
    for model in env.values():
        model._register_hook()


def _install(registry: Registry, cr: Cursor, name: str, demo: bool) -> None:
    manifest = get_manifest(name)
    folder = addon_path(name)
    assert folder is not None
    import_addon(name)
    names = registry.load(name)
    registry.setup_models(cr)
    _run_hook(cr, name, manifest["pre_init_hook"])
    registry.init_models(cr, names, module=name)
    env = Environment(cr, SUPERUSER_ID, {"install_mode": True, "module": name})
    reflect(env, name, names)
    load_data(env, name, folder, manifest["data"])
    if demo:
        load_data(env, name, folder, manifest["demo"], noupdate=True)
    env.flush_all()
    _mark_installed(env, name, manifest)
    _run_hook(cr, name, manifest["post_init_hook"])
    env.flush_all()
    env.invalidate_all()
    registry.clear_cache()


def _run_hook(cr: Cursor, name: str, hook: str) -> None:
    if hook:
        module = importlib.import_module(f"odoo.addons.{name}")
        getattr(module, hook)(Environment(cr, SUPERUSER_ID, {}))


def reflect(env: Any, module: str, names: list[str]) -> None:
    """Write the models down in ir.model and its kin."""
    env = env(context={**env.context, "module": module})
    for model, method in (
        ("ir.model", "_reflect_models"), ("ir.model.fields", "_reflect_fields"),
        ("ir.model.fields.selection", "_reflect_selections"),
        ("ir.model.constraint", "_reflect_constraints"),
        ("ir.model.inherit", "_reflect_inherits"),
    ):
        getattr(env[model], method)(names)
    env.flush_all()


def load_data(
    env: Any, module: str, folder: Path, files: Iterable[str], mode: str = "init",
    noupdate: bool = False,
) -> None:
    """Load data files of an addon; FileNotFoundError names the missing one."""
    for name in files:
        path = folder / name
        if not path.is_file():
            raise FileNotFoundError(
                f"{folder / '__manifest__.py'}: data file {name!r} does not exist"
            )
        _logger.debug("loading %s/%s", module, name)
        if path.suffix == ".csv":
            load_csv(env, module, path, noupdate)
        elif path.suffix == ".xml":
            load_xml(env, module, path, mode, noupdate)
        elif path.suffix == ".sql":
            env.cr.execute(path.read_text(encoding="utf-8"))
        else:
            raise ValueError(f"Can't load unknown file type {name}.")


def _mark_installed(env: Any, name: str, manifest: dict[str, Any]) -> None:
    modules = env["ir.module.module"]
    record = modules.search([("name", "=", name)])
    if not record and name == "base":
        modules.update_list()
        record = modules.search([("name", "=", name)])
    if not record:
        record = modules.create({"name": name, "shortdesc": manifest["name"]})
    record.write({"state": "installed", "latest_version": manifest["version"]})
    env.flush_all()
