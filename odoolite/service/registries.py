"""The databases of a server and their registries: opened once, made from templates.

A template is a database with the asked modules loaded, built once for each state of
the sources and kept in the user's cache folder; a new database is a copy of it. What
differs between databases (passwords, keys, uuids) is set after the copy.
"""
from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..code_pack import packed_code
from ..config import Config
from ..orm.environments import Environment
from ..orm.registry import Registry
from ..storage.databases import DatabaseStore, unknown_database
from ..tools.collecting import without_collecting
from . import templates
from .series import load_series

if TYPE_CHECKING:
    from collections.abc import Iterator

# The registries of the server whose call is being answered.
serving: ContextVar[Registries] = ContextVar("odoolite_registries")
ADMIN_ID = 2
SECRETS = ("database.uuid", "database.secret")
MAIL_SETTINGS = frozenset({
    "smtp_server", "smtp_port", "smtp_user", "smtp_password", "smtp_ssl", "email_from",
    "from_filter",
})


class Registries:
    """The open databases of one server."""

    def __init__(
        self, store: DatabaseStore, config: Config | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> None:
        self.store = store
        self.config = config or Config()
        self.progress = progress
        self.series = load_series(self.config.odoo_version)
        self.master_password = self.config.master_password
        self._open: dict[str, Registry] = {}
        # by the template's key and whether the settings were left out:
        self._patterns: dict[tuple[str, bool], Registry] = {}   # its first copy
        self._prepared: dict[tuple[str, bool], Path] = {}       # the file with secrets
        self._lock = threading.RLock()
        # what to do before a call on a database is answered (see testing/)
        self.guests: dict[str, list[Callable[[], None]]] = {}

    @property
    def _cache(self) -> Path:
        return templates.usable_folder(self.config.cache_folder)

    # ---- which there are
    def list(self) -> list[str]:
        """Return the names of the databases, sorted."""
        return self.store.list()

    def exists(self, name: str) -> bool:
        """Tell whether there is such a database."""
        return isinstance(name, str) and self.store.exists(name)

    def get(self, name: str) -> Registry:
        """Return a database's registry, opened when needed; OperationalError."""
        registry = self._open.get(name)
        if registry is None:
            with self._lock:
                registry = self._open.get(name) or self._load(name)
        elif registry.successor is not None:
            registry = self._open[name] = registry.latest()
        if name in self.guests:
            for call in self.guests[name]:
                call()
        return registry

    def opened(self) -> Iterator[Registry]:
        """Yield the registries of the databases that are open."""
        for registry in list(self._open.values()):
            yield registry.latest()

    def open(self, name: str) -> Registry:
        """Open or make a database that the settings name, with their modules."""
        if not self.exists(name):
            return self.create(name)
        from ..modules import loading
        registry = self.get(name)
        loading.install_missing(
            registry, self.config.install, self.config.demo, self.progress
        )
        self._upgrade(registry)
        return self.get(name)

    def _upgrade(self, registry: Registry) -> None:
        """Upgrade the modules that the settings name."""
        if not self.config.update:
            return
        names = list(self.config.update)
        with registry.cursor() as cr:
            modules: Any = Environment(cr, 1, {})["ir.module.module"]
            if "all" in names:
                names = ["base"]
            found = modules.search([("name", "in", names), ("state", "=", "installed")])
            if found:
                found.button_immediate_upgrade()

    def _load(self, name: str) -> Registry:
        """Open a database that was made earlier."""
        if not self.exists(name):
            raise unknown_database(str(name))
        registry = Registry(self.store.open(name))
        self._fill(registry)
        self._open[name] = registry
        return registry

    def _fill(self, registry: Registry) -> None:
        """Load the installed modules into a registry."""
        from .. import namespace
        from ..modules import loading

        registry.mail_mode = self.config.mail
        registry.renamed_fields = self.series.renamed
        registry.mail_settings = {
            key: value for key, value in self.config.extra.items() if key in MAIL_SETTINGS
        }
        namespace.install(self.config.addons_path)
        with without_collecting(), registry.cursor("write") as cr:
            loading.load_modules(registry, cr)
        registry.ready = True

    # ---- making and removing
    def create(
        self, name: str, install: Iterable[str] = (), demo: bool | None = None,
        bare: bool = False,
    ) -> Registry:
        """Make a database with the given modules (and what the settings ask for).

        A `bare` one takes neither modules nor the administrator from the settings.
        """
        wanted = () if bare else self.config.install
        modules = tuple(dict.fromkeys(["base", *wanted, *install]))
        recipe = templates.Recipe(
            modules, () if bare else self.config.languages,
            self.config.demo if demo is None else demo, self.config.addons_path,
        )
        key = templates.template_key(recipe, self._cache)
        with self._lock:
            prepared = self._prepared.get((key, bare))
            if prepared is not None:
                registry = self._copy_pattern(name, (key, bare), prepared)
            else:
                registry = self._create_first(name, recipe, (key, bare))
            self._open[name] = registry
        return registry

    def _create_first(
        self, name: str, recipe: templates.Recipe, pattern: tuple[str, bool]
    ) -> Registry:
        """Copy the template, set what is the server's own, keep that as a pattern."""
        key, bare = pattern
        path = templates.ensure_template(
            recipe, key, self._cache, self.progress
        )
        registry = Registry(self.store.create(name, template=path))
        folders = templates.addon_folders(recipe)
        try:
            with packed_code(templates.pack_path(path, folders), folders):
                self._fill(registry)
            self._apply_settings(registry, bare)
            self._renew_secrets(registry)
        except BaseException:
            self.store.drop(name)
            raise
        prepared = self.store.folder / f".{key}{'.bare' if bare else ''}.template"
        self.store.snapshot(name, prepared)
        self._prepared[pattern], self._patterns[pattern] = prepared, registry
        return registry

    def _copy_pattern(
        self, name: str, pattern: tuple[str, bool], prepared: Path
    ) -> Registry:
        database = self.store.create(name, template=prepared)
        registry = self._patterns[pattern].fork(database)
        self._renew_secrets(registry)
        return registry

    def fork(self, source: str, name: str) -> Registry:
        """Make a database as a copy of another one, with secrets of its own."""
        with self._lock:
            parent = self.get(source)
            registry = parent.fork(self.store.copy(source, name))
            self._renew_secrets(registry)
            self._open[name] = registry
        return registry

    def restore(self, name: str, script: bytes, renew: bool = False) -> Registry:
        """Make a database of a dump's script."""
        from .database_dump import run_script
        with self._lock:
            part = self.store.folder / f".{name}.restored"
            try:
                run_script(part, script)
                self.store.create(name, template=part)
            finally:
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{part}{suffix}").unlink(missing_ok=True)
            try:
                registry = self._load(name)
                if renew:
                    self._renew_secrets(registry)
            except BaseException:
                self.drop(name)
                raise
        return registry

    def rename(self, old: str, new: str) -> None:
        """Give a database another name; OperationalError while it is used."""
        with self._lock:
            self.get(old)
            self._open.pop(old, None)
            self.store.rename(old, new)
            self._load(new)

    def drop(self, name: str) -> bool:
        """Delete a database; False when there is none."""
        with self._lock:
            self._open.pop(name, None)
            return self.exists(name) and self.store.drop(name)

    def close(self) -> None:
        """Close all databases."""
        with self._lock:
            self._open.clear()
            for path in self._prepared.values():
                path.unlink(missing_ok=True)
            self._prepared.clear()
            self._patterns.clear()
            self.store.close()

    # ---- what is a database's own
    def _apply_settings(self, registry: Registry, bare: bool = False) -> None:
        """Set the administrator's login, password and API key."""
        config = self.config
        with registry.cursor("write") as cr:
            env = Environment(cr, 1, {})
            self._set_rounds(env)
            if bare:
                return
            admin: Any = env["res.users"].browse(ADMIN_ID)
            admin.write({"login": config.admin_login})
            self._set_password(admin)
            if config.api_key:
                keys: Any = env(user=ADMIN_ID)["res.users.apikeys"]
                keys._set_key("rpc", "odoolite", config.api_key)

    def _set_password(self, admin: Any) -> None:
        """Set the password, as the operator says, whatever addons ask of passwords."""
        password = self.config.admin_password
        admin.env.cr.execute("SELECT password FROM res_users WHERE id = %s", [admin.id])
        stored = admin.env.cr.fetchone()[0]
        valid, better = admin._crypt_context().verify_and_update(password, stored)
        if not valid:
            better = admin._hash_password(password)
        if better:
            admin._set_encrypted_password(admin.id, better)

    def _set_rounds(self, env: Environment) -> None:
        parameters: Any = env["ir.config_parameter"]
        if self.config.password_rounds:
            parameters.set_param(
                "password.hashing.rounds", str(self.config.password_rounds)
            )

    def _renew_secrets(self, registry: Registry) -> None:
        """Give a copied database a uuid and a secret of its own."""
        with registry.cursor("write") as cr:
            for key in SECRETS:
                cr.execute(
                    "UPDATE ir_config_parameter SET value = %s WHERE key = %s",
                    (str(uuid.uuid4()), key),
                )

    @contextmanager
    def env(self, name: str, uid: int = ADMIN_ID) -> Iterator[Environment]:
        """Work on a database in one transaction, committed at the end."""
        with self.get(name).cursor() as cr:
            yield Environment(cr, uid, {})
