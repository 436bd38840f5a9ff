"""Databases on a PostgreSQL server: templates are databases there."""
from __future__ import annotations

from collections.abc import Callable

from ..config import Config
from ..orm.registry import Registry
from ..storage.postgres_databases import PostgresStore
from . import templates
from .registries import Registries


class PostgresRegistries(Registries):
    """The open databases of one server, on PostgreSQL."""

    store: PostgresStore  # type: ignore[assignment]

    def __init__(
        self, store: PostgresStore, config: Config,
        progress: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(store, config, progress)  # type: ignore[arg-type]

    def _create_first(
        self, name: str, recipe: templates.Recipe, pattern: tuple[str, bool]
    ) -> Registry:
        """Copy the template, which is a database, and set what is the server's own."""
        key, bare = pattern
        template = f"odoolite_template_{key}"
        if not self.store.exists(template):
            self._build_template(template, recipe)
        registry = Registry(self.store.create(name, template=template))  # type: ignore
        try:
            self._fill(registry)
            self._apply_settings(registry, bare)
            self._renew_secrets(registry)
        except BaseException:
            self.store.drop(name)
            raise
        return registry

    def _build_template(self, name: str, recipe: templates.Recipe) -> None:
        database = self.store.create(f"{name}_building")
        try:
            templates.fill_template(database, recipe, self.progress)  # type: ignore
        except BaseException:
            self.store.drop(f"{name}_building")
            raise
        self.store.rename(f"{name}_building", name)

    def fork(self, source: str, name: str) -> Registry:
        """Make a database as a copy of another one, with secrets of its own."""
        with self._lock:
            parent = self.get(source)
            registry = parent.fork(self.store.copy(source, name))  # type: ignore[arg-type]
            self._renew_secrets(registry)
            self._open[name] = registry
        return registry

    def restore(self, name: str, script: bytes, renew: bool = False) -> Registry:
        """Make a database of a dump's script, or of what pg_dump wrote."""
        from . import postgres_dump
        with self._lock:
            database = self.store.create(name)
            try:
                postgres_dump.run_script(database, script)
                registry = self._load(name)
                if renew:
                    self._renew_secrets(registry)
            except BaseException:
                self.drop(name)
                raise
        return registry

    def close(self) -> None:
        """Close all databases."""
        with self._lock:
            self._open.clear()
            self.store.close()

