"""The registry: the models of one database. Passive: the loader fills it."""
from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from ..exceptions import UserError
from . import model_classes, reflection, triggers
from .caches import Caches
from .environments import SUPERUSER_ID, Environment, Transaction

if TYPE_CHECKING:
    from ..storage.cursor import Cursor
    from ..storage.databases import Database
    from .fields.base import Field
    from .types import Record


_logger = logging.getLogger("odoolite.lint")
MAX_LINT = 10_000


class UnknownModel(UserError):
    """A model name that the registry does not hold."""


UnknownModel.__module__ = "odoo.exceptions"

ADD = model_classes.add_to_registry
# what a registry that takes another one's place goes on with
SHARED = {
    "lint", "outbox", "verified_secrets", "login_failures", "listeners", "lock",
    "mail_mode", "mail_settings", "renamed_fields",
}


class Registry(Mapping[str, type["Record"]]):
    """Model name -> model class of one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.models: dict[str, type[Record]] = {}
        self.loaded_modules: set[str] = set()
        self.load_order: dict[str, None] = {}      # the loaded modules, in order
        self.loaded_xmlids: set[str] | None = None  # noted while an addon is upgraded
        self.successor: Registry | None = None      # set when addons came or went
        self.caches = Caches()
        self.verified_secrets: dict[Any, Any] = {}
        self.login_failures: dict[str, tuple[int, float]] = {}   # by address
        # called when something for clients that listen has been committed
        self.listeners: set[Callable[[], None]] = set()
        self.lock = threading.RLock()
        self.ready = False
        self._post_init: list[Callable[[], Any]] | None = None
        self.field_triggers: dict[Field, list[triggers.Trigger]] = {}
        self.field_computed: dict[Field, list[Field]] = {}
        self.field_inverses: dict[Field, list[Field]] = {}
        self.many2one_to: dict[str, list[Field]] = {}
        self.property_definitions: dict[Any, Any] = {}
        # table of a SQL view -> models that it shows
        self.views_shown: dict[str, set[str] | None] = {}
        self.lint: list[dict[str, str]] = []
        self.shared = False
        self.mail_mode = "capture"      # or "live": mail may leave the machine
        self.mail_settings: dict[str, str] = {}
        self.outbox: list[Any] = []
        # model -> names of fields in an older series -> their names now
        self.renamed_fields: dict[str, dict[str, str]] = {}
        self.cursor_source: Callable[[], Cursor] | None = None  # set by test cases
        self.flush_pending: Callable[[], None] | None = None    # set by test cases too

    # ---- mapping
    def __getitem__(self, model_name: str) -> type[Record]:
        return self.models[model_name]

    def __contains__(self, model_name: object) -> bool:
        return model_name in self.models

    def __iter__(self) -> Iterator[str]:
        return iter(self.models)

    def __len__(self) -> int:
        return len(self.models)

    def __setitem__(self, model_name: str, model: type[Record]) -> None:
        self.models[model_name] = model

    def __delitem__(self, model_name: str) -> None:
        del self.models[model_name]
        for model in self.models.values():
            model._inherit_children.discard(model_name)

    @property
    def db_name(self) -> str:
        """The name of the database."""
        return self.database.name

    def cursor(self, mode: str = "auto", readonly: bool = False) -> Cursor:
        """Open a transaction on the database, with the ORM's part attached."""
        if self.cursor_source is not None:
            return self.cursor_source()
        cr = self.database.cursor("read" if readonly else mode)  # type: ignore[arg-type]
        cr.transaction = Transaction(self)
        return cr

    def fork(self, database: Database) -> Registry:
        """Return a registry for a copy of the database; it shares the model classes."""
        self.shared = True
        other = Registry.__new__(Registry)
        other.__dict__.update(self.__dict__)
        other.database = database
        other.models = dict(self.models)
        other.loaded_modules = set(self.loaded_modules)
        other.load_order = dict(self.load_order)
        other.successor = None
        other.caches = Caches()
        other.verified_secrets = {}
        other.login_failures = {}
        other.listeners = set()
        other.lock = threading.RLock()
        other.lint = []
        other.outbox = []
        other.cursor_source = None
        other.flush_pending = None
        return other

    def renew(self) -> Registry:
        """Return an empty registry for the same database, to be filled anew.

        What others hold on to (lint, outbox and the like) is shared.
        """
        fresh = Registry(self.database)
        own = set(vars(fresh)) - SHARED
        fresh.__dict__.update({k: v for k, v in vars(self).items() if k not in own})
        return fresh

    def latest(self) -> Registry:
        """Return the registry that took this one's place, or itself."""
        registry = self
        while registry.successor is not None:
            registry = registry.successor
        return registry

    # ---- filling
    def load(self, module_name: str, link: bool = True) -> list[str]:
        """Build the classes of the models that an addon defines; return their names.

        Without `link` they are finished by `link_models`: cheaper for many addons.
        """
        names: dict[str, None] = {}
        for definition in model_classes.module_to_models.get(module_name, ()):
            add = model_classes.add_to_registry
            # an addon that puts its own in this place gets classes that are finished
            model = add(self, definition, link) if add is ADD else add(self, definition)
            if model is not None:
                names[model._name] = None
        self.loaded_modules.add(module_name)
        self.load_order[module_name] = None
        return model_classes.descendants(self, names)

    def link_models(self) -> None:
        """Finish the classes that addons were loaded into without linking."""
        model_classes.link_models(self)

    def setup_models(self, cr: Cursor, model_names: Iterable[str] = ()) -> None:
        """Work out fields, dependencies and triggers of all models."""
        transaction = cr.transaction
        if transaction is not None and transaction.has_pending():
            transaction.flush()
        self.detach()
        self.clear_cache()
        model_classes.setup_model_classes(self, cr)
        triggers.setup_triggers(self)
        if transaction is not None:
            transaction.reset()

    _setup_models__ = setup_models

    def detach(self) -> None:
        """Build classes of our own, so that databases sharing them do not notice."""
        if self.shared:
            if self.flush_pending is not None:      # by the classes that it was made with
                self.flush_pending()
            self.shared = False
            self.models = model_classes.rebuild(self)

    def init_models(
        self, cr: Cursor, model_names: Iterable[str], context: Any = None,
        install: bool = True, module: str | None = None,
    ) -> None:
        """Make or alter the tables of the given models."""
        names = list(model_names)
        reflection.sync_tables(self, cr, names)
        if context is not None and "ir.model" in self.models:
            # models made at run time, by tests: nobody else writes them down
            env: Any = Environment(cr, SUPERUSER_ID, dict(context))
            env["ir.model"]._reflect_models(names)
            env["ir.model.fields"]._reflect_fields(names)
            env["ir.model.fields.selection"]._reflect_selections(names)

    @property
    def is_initializing(self) -> bool:
        """Whether tables have been made of models that are not written down yet."""
        return self._post_init is not None

    def post_init(self, func: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Call a function when the models being initialized have been written down."""
        if self._post_init is None:
            func(*args, **kwargs)
        else:
            self._post_init.append(partial(func, *args, **kwargs))

    @contextmanager
    def initializing(self) -> Iterator[None]:
        """Collect what waits for models to be written down; call it at the end."""
        waiting: list[Callable[[], Any]] = []
        self._post_init = waiting
        try:
            yield
        finally:
            self._post_init = None
        for call in waiting:
            call()

    # ---- caches
    def clear_cache(self, *cache_names: str) -> None:
        """Forget what `tools.ormcache` holds, all of it or the named caches."""
        if "routing" in cache_names:
            vars(self).pop("_routing_map", None)
        self.caches.clear(cache_names)

    def clear_all_caches(self) -> None:
        """Forget all of the caches."""
        self.caches.clear()

    def active_langs(self, cr: Cursor) -> frozenset[str]:
        """Return the codes of the active languages."""
        cache = cr.transaction.caches["default"]
        langs: frozenset[str] | None = cache.get("active_langs")
        if langs is None:
            cr.execute("SELECT code FROM res_lang WHERE active")
            langs = cache["active_langs"] = frozenset(row[0] for row in cr.fetchall())
        return langs

    def wake_listeners(self) -> None:
        """Tell who listens that there is something for them."""
        for wake in list(self.listeners):
            wake()

    # ---- advice
    def add_lint(self, **entry: str) -> None:
        """Note and log something that a live Odoo would not have taken.

        `code`, `model`, `method`, `reason` and `fix`.
        """
        if len(self.lint) < MAX_LINT:
            self.lint.append(entry)
        _logger.info("%(model)s.%(method)s: %(reason)s (%(code)s: %(fix)s)", entry)

    # ---- errors
    def explain_error(self, error: Exception) -> str:
        """Return Odoo's text for an integrity error of the database."""
        return reflection.explain_error(self, error)
