"""Loading modules into a registry and their data into its database."""
from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import namespace
from ..orm import model_classes
from ..orm.environments import SUPERUSER_ID, Environment
from ..tools import werkzeug_urls
from ..tools.collecting import collect_new
from ..tools.schema_sql import column_exists
from . import declared_models
from .catalogue import define_models, forget_models
from .catalogue_records import load_missing, load_records
from .csv_data import load_csv
from .graph import sort_modules, with_auto_install
from .manifest import addon_path, check_manifest_dependencies, get_manifest, is_builtin
from .migrations import run_migrations
from .references import check_references
from .xml_data import load_xml

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from ..storage.cursor import Cursor

_logger = logging.getLogger("odoo.modules.loading")
Progress = Callable[[str], None] | None
_imported: set[str] = set()     # addons whose catalogue part is defined too
LIVE = ("installed", "to upgrade", "to remove")


# ---- whole databases
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
    for name in sort_modules(installed_modules(cr)):
        import_addon(name)
        registry.load(name, link=False)
    registry.link_models()
    registry.setup_models(cr)
    register_hooks(cr)


def installed_modules(cr: Cursor) -> list[str]:
    """Return the names of the modules that are installed (and may be marked)."""
    cr.execute("SELECT name FROM ir_module_module WHERE state IN %s", [LIVE])
    names = [row[0] for row in cr.fetchall()]
    data_only = imported_modules(cr)
    return [name for name in names if name not in data_only]


def imported_modules(cr: Cursor) -> set[str]:
    """Return the modules that came as files of data: nothing is loaded for them."""
    if not column_exists(cr, "ir_module_module", "imported"):
        return set()
    cr.execute("SELECT name FROM ir_module_module WHERE imported")
    return {row[0] for row in cr.fetchall()}


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


def install_modules(
    registry: Registry, cr: Cursor, order: list[str], demo: bool, progress: Progress
) -> None:
    """Install modules, in order, in the transaction that is open."""
    declared_models.register()
    done = 0
    for declared, group in groupby(order, lambda name: get_manifest(name)["declared"]):
        if declared:
            names = list(group)
            done += len(names)
            if progress:
                progress(f"installing {', '.join(names)} by declaration")
            install_declared(registry, cr, names)
            continue
        for name in group:
            done += 1
            if progress:
                progress(f"installing {name} ({done} of {len(order)})")
            check_manifest_dependencies(get_manifest(name))
            install_module(registry, cr, name, demo)
            collect_new()
    register_hooks(cr)


def register_hooks(cr: Cursor) -> None:
    """Let models do what they do once all modules are there."""
    env = Environment(cr, SUPERUSER_ID, {})
    env.flush_all()
    for model in env.values():
        model._register_hook()


# ---- one module
def import_addon(name: str) -> None:
    """Import the Python code of an addon; nothing of it stays if that fails.

    What the catalogue says of the module is added to it.
    """
    full = f"odoo.addons.{name}"
    if full in sys.modules and name in _imported:
        return      # others may import parts of an addon before it is loaded
    _imported.add(name)
    manifest = get_manifest(name)
    if manifest.get("declared"):
        define_models(name, whole=True)
        return
    if not is_builtin(name):
        werkzeug_urls.restore()
    try:
        module = importlib.import_module(full)
    except BaseException:
        forget_addon(name)
        raise
    define_models(name, whole=bool(manifest.get("catalogue")))
    hook = manifest.get("post_load")
    if hook:
        getattr(module, hook)()


def forget_addon(name: str) -> None:
    """Drop the imported code of an addon: the next import reads its files again."""
    _imported.discard(name)
    full = f"odoo.addons.{name}"
    for key in [k for k in sys.modules if k == full or k.startswith(full + ".")]:
        del sys.modules[key]
    vars(sys.modules["odoo.addons"]).pop(name, None)
    model_classes.module_to_models.pop(name, None)
    forget_models(name)


def install_declared(registry: Registry, cr: Cursor, names: list[str]) -> None:
    """Bring in modules of the catalogue, with one set-up of the registry for all."""
    changed = {}
    for name in names:
        import_addon(name)
        changed[name] = registry.load(name)
    models = dict.fromkeys(model for found in changed.values() for model in found)
    if models:
        registry.setup_models(cr)
    registry.init_models(cr, models, module=names[0])
    for name in names:
        env = Environment(cr, SUPERUSER_ID, {"install_mode": True, "module": name})
        reflect(env, name, changed[name])
        load_records(env, name, whole=True)
        mark_installed(env, name, get_manifest(name), False)
        _settle(env, registry)


def install_module(registry: Registry, cr: Cursor, name: str, demo: bool) -> None:
    """Bring in a new module: code, tables, data, hooks."""
    manifest = get_manifest(name)
    if manifest["declared"]:
        install_declared(registry, cr, [name])
        return
    import_addon(name)
    if manifest["pre_init_hook"] and name != "base":
        registry.setup_models(cr)
        run_hook(cr, name, manifest["pre_init_hook"])
    names = registry.load(name)
    registry.setup_models(cr)
    env = Environment(cr, SUPERUSER_ID, {"install_mode": True, "module": name})
    with registry.initializing():
        registry.init_models(cr, names, module=name)
        reflect(env, name, names)
    load_records(env, name, whole=bool(manifest["catalogue"]))
    load_module_data(env, name, manifest, "init", demo)
    load_missing(env, name)
    mark_installed(env, name, manifest, demo)
    env["ir.module.module"].search([("name", "=", name)])._update_translations()
    env.flush_all()
    run_hook(cr, name, manifest["post_init_hook"])
    _settle(env, registry)


def upgrade_module(registry: Registry, cr: Cursor, name: str, demo: bool) -> None:
    """Bring an installed module in line with its files: code, tables, data."""
    manifest = get_manifest(name)
    folder = addon_path(name)
    if folder is None:
        mark_installed(
            Environment(cr, SUPERUSER_ID, {}), name, manifest, demo)
        return
    cr.execute("SELECT latest_version FROM ir_module_module WHERE name = %s", [name])
    [installed] = cr.fetchone()
    run_migrations(cr, name, folder, installed, manifest["version"], "pre")
    import_addon(name)
    names = registry.load(name)
    registry.setup_models(cr)
    env = Environment(cr, SUPERUSER_ID, {"module": name})
    with registry.initializing():
        registry.init_models(cr, names, module=name, install=False)
        reflect(env, name, names)
    load_module_data(env, name, manifest, "update", demo)
    registry.setup_models(cr)
    run_migrations(cr, name, folder, installed, manifest["version"], "post")
    mark_installed(env, name, manifest, demo)
    env["ir.module.module"].search([("name", "=", name)])._update_translations()
    _settle(env, registry)


def _settle(env: Any, registry: Registry) -> None:
    env.flush_all()
    env.invalidate_all()
    registry.clear_cache()


def run_hook(cr: Cursor, name: str, hook: str) -> None:
    """Call a hook of an addon with an environment of the superuser."""
    if hook:
        module = importlib.import_module(f"odoo.addons.{name}")
        env = Environment(cr, SUPERUSER_ID, {})
        getattr(module, hook)(env)
        env.flush_all()


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


# ---- data
def load_module_data(
    env: Any, name: str, manifest: dict[str, Any], mode: str, demo: bool
) -> None:
    """Load the data files of a module, and its demo data when asked for."""
    folder = addon_path(name)
    assert folder is not None
    load_data(env, name, folder, manifest["data"], mode)
    if demo:
        load_data(env, name, folder, manifest["demo"], mode, noupdate=True)
    env.flush_all()


def load_data(
    env: Any, module: str, folder: Path, files: Iterable[str], mode: str = "init",
    noupdate: bool = False,
) -> None:
    """Load data files of an addon; FileNotFoundError names the missing one."""
    for name in files:
        path = folder / name
        if not path.is_file():
            # recorded: load_errors.data_files "bad_file: install"
            raise FileNotFoundError(2, "No such file or directory", f"{module}/{name}")
        _logger.debug("loading %s/%s", module, name)
        load_file(env, module, path, mode, noupdate)


def load_file(
    env: Any, module: str, path: Path, mode: str = "init", noupdate: bool = False
) -> None:
    """Load one XML, CSV or SQL file."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        load_csv(env, module, path, mode, noupdate)
    elif suffix == ".xml":
        load_xml(env, module, path, mode, noupdate)
    elif suffix == ".sql":
        env.flush_all()
        env.cr.executescript(path.read_text(encoding="utf-8"))
        env.invalidate_all()
    elif suffix != ".js":
        raise ValueError(f"Can't load unknown file type {path.name}.")
    check_references(env, module, path)


def mark_installed(env: Any, name: str, manifest: dict[str, Any], demo: bool) -> None:
    """Note that a module is installed, with its version."""
    modules = env["ir.module.module"]
    record = modules.search([("name", "=", name)])
    if not record and name == "base":
        modules.update_list()
        record = modules.search([("name", "=", name)])
    if not record:
        record = modules.create({"name": name, "shortdesc": manifest["name"]})
    values = {"state": "installed", "latest_version": manifest["version"]}
    if demo:
        values["demo"] = True
    record.write(values)
    env.flush_all()
