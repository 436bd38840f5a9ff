"""Modules coming and going in a live database.

What is marked (`to install`, `to upgrade`, `to remove`) is done module by module, each in
a transaction of its own, in a registry of its own: calls that run meanwhile keep the old
one, calls that begin afterwards get the new one (`Registry.successor`).
"""
from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from .. import namespace
from ..orm.environments import SUPERUSER_ID, Environment, Transaction
from . import declared_models, loading
from .graph import sort_modules
from .manifest import addon_path, check_manifest_dependencies, get_manifest
from .migrations import run_migrations

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from ..storage.cursor import Cursor

_logger = logging.getLogger("odoo.modules.loading")


def process_marked_modules(env: Any) -> Any:
    """Do what is marked; return an environment on the database as it is then.

    The transaction of `env` is committed first. If a module fails, what it did is undone,
    all marks are taken back and the error goes on.
    """
    cr, registry = env.cr, env.registry
    cr.commit()
    work = Work(registry)
    try:
        work.run()
    except BaseException:
        take_marks_back(registry)
        if work.done:
            publish(registry, load_anew(registry))
        raise
    publish(registry, work.registry)
    cr.transaction = Transaction(registry.latest())
    return Environment(cr, env.uid, dict(env.context))


def publish(old: Registry, new: Registry) -> None:
    """Let calls that begin from now on use the new registry."""
    new.ready = True
    new.loaded_xmlids = None
    old.successor = new


def load_anew(registry: Registry) -> Registry:
    """Return a registry of what the database says is installed."""
    fresh = registry.renew()
    with fresh.cursor("write") as cr:
        loading.load_modules(fresh, cr)
    return fresh


def take_marks_back(registry: Registry) -> None:
    """Undo the marks: nothing is to be installed, upgraded or removed."""
    with registry.database.cursor("write") as cr:
        cr.execute(
            "UPDATE ir_module_module SET state = 'uninstalled' WHERE state = 'to install'"
        )
        cr.execute(
            "UPDATE ir_module_module SET state = 'installed' "
            "WHERE state IN ('to upgrade', 'to remove')"
        )
    registry.clear_cache()


class Work:
    """One run over the marked modules."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry.renew()
        self.registry.loaded_xmlids = set()
        self.done: list[str] = []
        self.versions: dict[str, str | None] = {}

    def run(self) -> None:
        """Install and upgrade in the order of dependencies, then remove."""
        namespace.install()
        declared_models.register()
        with self.registry.cursor("schema") as cr:
            states = self._read_states(cr)
            stale = self._process(cr, states)
            if stale:
                self.registry.setup_models(cr)
            self._finish(cr, states)
            gone = [name for name, state in states.items() if state == "to remove"]
            if gone:
                self._remove(cr, gone)
            else:
                loading.register_hooks(cr)

    def _read_states(self, cr: Cursor) -> dict[str, str]:
        cr.execute(
            "SELECT name, state, latest_version, demo FROM ir_module_module WHERE state "
            "IN ('installed', 'to install', 'to upgrade', 'to remove')"
        )
        rows = cr.fetchall()
        self.versions = {row[0]: row[2] for row in rows}
        self.demo = any(row[0] == "base" and row[3] for row in rows)
        data_only = loading.imported_modules(cr)
        found = {row[0]: row[1] for row in rows if row[0] not in data_only}
        for name in found:
            if found[name] == "to install":
                check_manifest_dependencies(get_manifest(name))
        return {name: found.get(name, "to install") for name in sort_modules(found)}

    def _process(self, cr: Cursor, states: dict[str, str]) -> bool:
        """Load all modules, in order; install and upgrade the marked ones."""
        stale = True
        for name, state in states.items():
            if state not in ("to install", "to upgrade"):
                loading.import_addon(name)
                self.registry.load(name)
                stale = True
                continue
            if stale:
                self.registry.setup_models(cr)
                stale = False
            _logger.info("module %s: %s", name, state)
            if state == "to install":
                loading.install_module(self.registry, cr, name, self.demo)
            else:
                loading.upgrade_module(self.registry, cr, name, self.demo)
            cr.commit()
            self.done.append(name)
        return stale

    def _finish(self, cr: Cursor, states: dict[str, str]) -> None:
        """Run what comes at the end of upgrades; records no file holds any more go."""
        upgraded = [name for name, state in states.items() if state == "to upgrade"]
        for name in upgraded:
            folder = addon_path(name)
            if folder is not None:
                run_migrations(cr, name, folder, self.versions[name],
                               get_manifest(name)["version"], "end")
        if upgraded:
            env = Environment(cr, SUPERUSER_ID, {})
            env["ir.model.data"]._process_end(upgraded)
            env.flush_all()
        cr.commit()

    def _remove(self, cr: Cursor, names: list[str]) -> None:
        """Uninstall modules, the dependent ones first, and load what remains."""
        for name in reversed(names):
            loading.run_hook(cr, name, get_manifest(name).get("uninstall_hook", ""))
        env: Any = Environment(cr, SUPERUSER_ID, {})
        env["ir.module.module"].search([("name", "in", names)]).module_uninstall()
        env.flush_all()
        cr.transaction.clear()
        self.registry = self.registry.renew()
        cr.transaction = Transaction(self.registry)
        loading.load_modules(self.registry, cr)
        cr.commit()
        self.done.extend(names)
