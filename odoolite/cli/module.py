"""`odoolite module`: install, upgrade, uninstall, list the modules of a database."""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .options import or_fail, show_progress

BUTTONS = {
    "install": "button_immediate_install", "upgrade": "button_immediate_upgrade",
    "uninstall": "button_immediate_uninstall",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add = parser.add_argument
    add("action", choices=("install", "upgrade", "uninstall", "list"))
    add("modules", nargs="*", metavar="MODULE")
    add("--db", required=True, metavar="NAME", help="database to work on")
    add("--data-dir", required=True, metavar="DIR", type=Path,
        help="the folder that keeps the databases")
    add("--addons-path", action="append", metavar="DIR",
        help="folder of addons; may be given again")


def run(options: argparse.Namespace) -> int:
    """Do the action on a database in a folder."""
    return or_fail(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    from ..config import Config, ConfigError
    from ..service.registries import Registries
    from ..storage.databases import DatabaseStore
    if not options.data_dir.is_dir():
        raise ConfigError("data_dir", str(options.data_dir), "is no folder")
    paths = [p for value in options.addons_path or () for p in value.split(",")]
    config = Config.load(
        data_dir=options.data_dir, addons_path=paths, strict=True
    )
    registries = Registries(DatabaseStore(config.data_dir), config, show_progress)
    try:
        if not registries.exists(options.db):
            raise ConfigError("db", options.db, f"is no database in {options.data_dir}")
        with registries.env(options.db) as env:
            return change(env, options.action, options.modules)
    finally:
        registries.close()


def change(env: Any, action: str, names: list[str]) -> int:
    """Do the action; print what came of it."""
    from ..modules.manifest import UnknownModule
    modules = env["ir.module.module"]
    modules.update_list()
    if action == "list":
        show(modules.search([("name", "in", names)] if names else []))
        return 0
    if not names:
        print("odoolite: name the modules")
        return 2
    chosen = modules.search([("name", "in", names)])
    for name in names:
        if name not in chosen.mapped("name"):
            raise UnknownModule(name)
    getattr(chosen, BUTTONS[action])()
    fresh = env.cr.transaction.registry.latest()
    with fresh.cursor() as cr:
        cr.execute("SELECT name, state, latest_version FROM ir_module_module "
                   "WHERE name IN %s ORDER BY name", [tuple(names)])
        for name, state, version in cr.fetchall():
            print(f"{name:30} {state:12} {version or ''}".rstrip())
    return 0


def show(modules: Any) -> None:
    """Print name, state and version of modules."""
    for module in modules.sorted("name"):
        version = module.latest_version or module.installed_version or ""
        print(f"{module.name:30} {module.state:12} {version}".rstrip())
