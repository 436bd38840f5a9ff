"""Upgrading installed addons as their files change (`serve --reload`)."""
from __future__ import annotations

import logging
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from ..orm.environments import SUPERUSER_ID, Environment

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from .registries import Registries

_logger = logging.getLogger("odoo.service.server")
INTERVAL = 0.5
WATCHED = (".py", ".xml", ".csv", ".sql", ".po")
State = dict[str, tuple[int, int]]


class Reloader:
    """Looks at folders of addons and upgrades, in open databases, those that changed."""

    def __init__(self, registries: Registries, folders: list[Path]) -> None:
        self.registries = registries
        self.folders = folders
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="reloader", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._states = self._look()
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stop.set()
        self._thread.join(5)

    def _watch(self) -> None:
        while not self._stop.wait(INTERVAL):
            try:
                self.check()
            except Exception:
                _logger.exception("reloading addons failed")

    def check(self) -> list[str]:
        """Upgrade the addons whose files changed since the last look; return them."""
        before, self._states = self._states, self._look()
        changed = sorted(
            name for name, state in self._states.items() if before.get(name) != state
        )
        if changed:
            _logger.warning("files changed, upgrading %s", ", ".join(changed))
            self.upgrade(changed)
        return changed

    def _look(self) -> dict[str, State]:
        """Return size and time of every file, by addon."""
        return {
            entry.name: _state(entry)
            for folder in self.folders if folder.is_dir()
            for entry in folder.iterdir() if (entry / "__manifest__.py").is_file()
        }

    def upgrade(self, names: list[str]) -> None:
        """Read the code of addons, and of those that need them, anew; upgrade them."""
        from ..modules.loading import forget_addon
        for registry in self.registries.opened():
            found = self._dependent(registry, names)
            for name in reversed(found):
                forget_addon(name)
        for registry in self.registries.opened():
            with registry.cursor() as cr:
                env = Environment(cr, SUPERUSER_ID, {})
                modules = env["ir.module.module"].search(
                    [("name", "in", names), ("state", "=", "installed")]
                )
                if modules:
                    try:
                        modules.button_immediate_upgrade()
                    except Exception as error:  # noqa: BLE001  the author's mistake
                        _logger.error("%s: %s", registry.db_name, error)

    def _dependent(self, registry: Registry, names: list[str]) -> list[str]:
        from ..modules.manifest import read_manifest
        found = set(names)
        for name in registry.load_order:
            if found & set(read_manifest(name).get("depends", ())):
                found.add(name)
        return [name for name in registry.load_order if name in found]


def _state(folder: Path) -> State:
    found: State = {}
    for place, dirs, files in os.walk(folder):
        dirs[:] = [d for d in dirs if d not in ("__pycache__", ".git", "node_modules")]
        for name in files:
            if name.endswith(WATCHED):
                path = os.path.join(place, name)
                try:
                    stat = os.stat(path)
                except OSError:
                    continue
                found[path] = (stat.st_mtime_ns, stat.st_size)
    return found
