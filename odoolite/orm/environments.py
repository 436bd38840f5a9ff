"""The environment (cursor, user, context, superuser mode) and the transaction it shares.

The transaction holds the cache, the pending writes and the fields to compute.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..exceptions import AccessError, UserError
from ..tools.frozendict import frozendict

if TYPE_CHECKING:
    from ..storage.cursor import Cursor
    from ..tools.sql import SQL
    from .fields.base import Field
    from .registry import Registry
    from .types import Record

SUPERUSER_ID = 1
MAX_RECOMPUTE_ROUNDS = 100


class Environments(dict[Any, "Environment"]):
    """The environments of a transaction; iterating gives them, as in Odoo."""

    def __iter__(self) -> Any:
        return iter(list(self.values()))


class Transaction:
    """What all environments of one database transaction share."""

    __slots__ = (
        "caches", "computing", "dirty", "dirty_langs", "envs", "field_data",
        "field_data_patches", "protected",
        "registry", "to_compute",
    )

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.caches = registry.caches.open_view()
        self.field_data: defaultdict[Field, Any] = defaultdict(dict)
        self.dirty: defaultdict[Field, dict[Any, None]] = defaultdict(dict)
        self.dirty_langs: dict[Field, dict[Any, dict[Any, Any]]] = {}
        self.to_compute: defaultdict[Field, dict[Any, None]] = defaultdict(dict)
        self.protected: list[dict[Field, frozenset[Any]]] = []
        self.envs: Environments = Environments()
        self.field_data_patches: dict[Field, Any] = {}      # Odoo's name; not used here
        self.computing = 0      # compute methods that are running

    # Odoo's names, which addons use that read past the cache
    @property
    def field_dirty(self) -> Any:
        """What is to be written."""
        return self.dirty

    @field_dirty.setter
    def field_dirty(self, value: Any) -> None:
        self.dirty = value

    @property
    def tocompute(self) -> Any:
        """What is to be computed."""
        return self.to_compute

    @tocompute.setter
    def tocompute(self, value: Any) -> None:
        self.to_compute = value

    def has_pending(self) -> bool:
        """Tell whether a flush would do anything."""
        return bool(self.dirty or self.to_compute)

    def flush(self) -> None:
        """Compute and write all that is pending."""
        if self.dirty or self.to_compute:
            for env in self.envs.values():
                env.flush_all()
                return

    def clear(self) -> None:
        """Forget the cache and all that is pending."""
        self.field_data.clear()
        self.dirty.clear()
        self.dirty_langs.clear()
        self.to_compute.clear()
        for env in self.envs.values():
            env.forget()

    def undo(self) -> None:
        """Forget what a savepoint takes back."""
        self.clear()
        self.caches.undo()

    def end(self, committed: bool, written: bool = True) -> None:
        """Forget all: others may write from here on."""
        self.clear()
        self.caches.end(committed, written)

    def reset(self) -> None:
        """Take over a registry that was set up again."""
        self.clear()
        self.envs.clear()


class Environment(Mapping[str, "Record"]):
    """A cursor, a user, a context and the superuser flag; immutable."""

    __slots__ = ("_memo", "context", "cr", "registry", "su", "transaction", "uid")

    cr: Cursor
    uid: int
    context: frozendict[str, Any]
    su: bool
    transaction: Transaction
    registry: Registry
    _memo: dict[Any, Any]

    def __new__(
        cls, cr: Cursor, uid: int, context: Mapping[str, Any], su: bool = False
    ) -> Environment:
        transaction: Transaction = cr.transaction
        if uid == SUPERUSER_ID:
            su = True
        if not isinstance(context, frozendict):
            context = frozendict(context)
        try:
            key: Any = (uid, su, context)
            known = transaction.envs.get(key)
        except TypeError:       # a context value that cannot be hashed
            key = (uid, su, repr(sorted(context.items(), key=repr)))
            known = transaction.envs.get(key)
        if known is not None:
            return known
        self = object.__new__(cls)
        self.cr, self.uid, self.su = cr, uid, su
        self.context = context
        self.transaction = transaction
        self.registry = transaction.registry
        self._memo = {}
        transaction.envs[key] = self
        return self

    def forget(self) -> None:
        """Drop what was worked out from the database."""
        self._memo.clear()

    # ---- models
    def __getitem__(self, model_name: str) -> Record:
        return self.registry.models[model_name](self, (), ())

    def __contains__(self, model_name: object) -> bool:
        return model_name in self.registry.models

    def __iter__(self) -> Iterator[str]:
        return iter(self.registry.models)

    def __len__(self) -> int:
        return len(self.registry.models)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __call__(
        self,
        cr: Cursor | None = None,
        user: Any = None,
        context: Mapping[str, Any] | None = None,
        su: bool | None = None,
    ) -> Environment:
        uid = self.uid if user is None else int(user)
        if su is None:
            su = self.su if user is None or uid == self.uid else uid == SUPERUSER_ID
        return Environment(
            cr or self.cr, uid, self.context if context is None else context, su
        )

    def ref(self, xml_id: str, raise_if_not_found: bool = True) -> Any:
        """Return the record of an xml id; ValueError (or None) when there is none."""
        model, res_id = self["ir.model.data"]._xmlid_to_res_model_res_id(
            xml_id, raise_if_not_found=raise_if_not_found
        )
        if model and res_id:
            record = self[model].browse(res_id)
            if record.exists():
                return record
            if raise_if_not_found:
                raise ValueError(
                    f"No record found for unique ID {xml_id}. "
                    "It may have been deleted."
                )
        return None

    # ---- the user
    def is_superuser(self) -> bool:
        """Tell whether access is not checked at all."""
        return self.su

    def is_admin(self) -> bool:
        """Tell whether the user may administer access rights."""
        return self.su or self.user._is_admin()

    def is_system(self) -> bool:
        """Tell whether the user may administer the database."""
        return self.su or self.user._is_system()

    @property
    def user(self) -> Any:
        """The current user, in superuser mode."""
        memo = self._memo
        if "user" not in memo:
            memo["user"] = self(su=True)["res.users"].browse(self.uid)
        return memo["user"]

    @property
    def company(self) -> Any:
        """The company the user works in (the first of allowed_company_ids)."""
        memo = self._memo
        if "company" not in memo:
            memo["company"] = self._find_company()
        return memo["company"]

    def _find_company(self) -> Any:
        company_ids = self.context.get("allowed_company_ids", [])
        if company_ids:
            if not self.su and set(company_ids) - set(self.user._get_company_ids()):
                raise AccessError("Access to unauthorized or invalid companies.")
            return self["res.company"].browse(company_ids[0])
        return self.user.company_id.with_env(self)

    @property
    def companies(self) -> Any:
        """The companies the user has enabled."""
        memo = self._memo
        if "companies" not in memo:
            company_ids = self.context.get("allowed_company_ids", [])
            user_ids = self.user._get_company_ids()
            if company_ids:
                if not self.su and set(company_ids) - set(user_ids):
                    raise AccessError("Access to unauthorized or invalid companies.")
                user_ids = company_ids
            memo["companies"] = self["res.company"].browse(user_ids)
        return memo["companies"]

    @property
    def lang(self) -> str | None:
        """The language code of the context; UserError when it is not active."""
        lang = self.context.get("lang")
        if not lang or lang == "en_US":
            return lang or None
        if lang not in self.registry.active_langs(self.cr):
            raise UserError(f"Invalid language code: {lang}")
        return str(lang)

    @property
    def tz(self) -> Any:
        """The time zone of the context or the user, UTC when there is none."""
        import zoneinfo
        name = self.context.get("tz") or self.user.tz
        if name:
            try:
                return zoneinfo.ZoneInfo(name)
            except (KeyError, ValueError, OSError):     # no such zone, or no name of one
                pass
        return zoneinfo.ZoneInfo("UTC")

    def _(self, source: str, *args: Any, **kwargs: Any) -> str:
        """Translate a term of the calling addon."""
        from ..tools.translate import translate
        return translate(self, 2, source, args or kwargs)

    # ---- pending work
    @property
    def _field_cache_memo(self) -> dict[Any, Any]:
        """What the environment has worked out and may forget (Odoo's name)."""
        return self._memo

    def cache_key(self, field: Field) -> Any:
        """Return the part of the context that the cached values of `field` depend on."""
        memo = self._memo
        key = memo.get(field)
        if key is None:
            key = memo[field] = tuple(
                self._context_value(name, field) for name in field.context_keys
            )
        return key

    def _context_value(self, name: str, field: Field) -> Any:
        if name == "company":
            return self.company.id
        if name == "uid":
            # what is worked out as superuser is the same with and without its rights
            return self.uid if field.compute_sudo else (self.uid, self.su)
        if name == "lang":
            return self.lang or "en_US"
        if name == "active_test":
            return self.context.get(
                "active_test", (field.context or {}).get("active_test", True)
                if isinstance(field.context, dict) else True
            )
        value = self.context.get(name)
        return tuple(value) if isinstance(value, list) else value

    def fields_to_compute(self) -> Iterable[Field]:
        """Return the fields that have records to compute."""
        return self.transaction.to_compute

    def is_protected(self, field: Field, record: Record) -> bool:
        """Tell whether `field` of `record` is being computed or written now."""
        id_ = record._ids[0]
        return any(id_ in frame.get(field, ()) for frame in self.transaction.protected)

    def protected_ids(self, field: Field) -> set[Any]:
        """Return the ids of records whose `field` must not be marked to compute."""
        found: set[Any] = set()
        for frame in self.transaction.protected:
            ids = frame.get(field)
            if ids:
                found.update(ids)
        return found

    @contextmanager
    def protecting(self, what: Any, records: Record | None = None) -> Iterator[None]:
        """Keep the given fields of the given records from being marked to compute."""
        frame: dict[Field, frozenset[Any]] = {}
        pairs = [(what, records)] if records is not None else what
        for fields, recs in pairs:
            ids = frozenset(recs._ids)
            for field in fields:
                frame[field] = frame[field] | ids if field in frame else ids
        stack = self.transaction.protected
        stack.append(frame)
        try:
            yield
        finally:
            stack.pop()

    def add_to_compute(self, field: Field, records: Record) -> None:
        """Mark `field` of `records` to be computed."""
        if records._ids:
            self.transaction.to_compute[field].update(dict.fromkeys(records._ids))

    def remove_to_compute(self, field: Field, records: Record) -> None:
        """Take the mark off again."""
        to_compute = self.transaction.to_compute
        ids = to_compute.get(field)
        if not ids:
            return
        for id_ in records._ids:
            ids.pop(id_, None)
        if not ids:
            to_compute.pop(field, None)

    def records_to_compute(self, field: Field) -> Record:
        """Return the records whose `field` is to be computed."""
        ids = self.transaction.to_compute.get(field, ())
        return self[field.model_name].browse(ids)

    def recompute_all(self) -> None:
        """Compute all that is marked."""
        to_compute = self.transaction.to_compute
        for _ in range(MAX_RECOMPUTE_ROUNDS):
            if not to_compute:
                return
            for field in list(to_compute):
                self[field.model_name]._recompute_field(field)
        raise RecursionError(f"Fields never end to compute: {list(to_compute)}")

    def flush_all(self) -> None:
        """Compute and write all pending changes to the database."""
        transaction = self.transaction
        while transaction.to_compute or transaction.dirty:
            if transaction.to_compute:
                self.recompute_all()
            model_names = dict.fromkeys(f.model_name for f in transaction.dirty)
            for model_name in model_names:
                self[model_name]._flush()

    def flush_for(
        self, model: Any = None, names: Collection[str] | None = None
    ) -> None:
        """Flush before a query on a model, on its named fields or on any.

        A compute method that queries must not set off the computation of fields that
        wait for its own result: only those that are queried are computed then.
        """
        transaction = self.transaction
        if not transaction.computing:
            self.flush_all()
            return
        busy = {field.model_name for frame in transaction.protected for field in frame}
        for field in list(transaction.to_compute):
            # what waits on the model being computed may wait for that very result
            if model is not None and field.model_name == model._name \
                    and model._name not in busy \
                    and (names is None or field.name in names):
                model._recompute_field(field)
        for model_name in dict.fromkeys(f.model_name for f in transaction.dirty):
            self[model_name]._flush()

    def flush_query(self, query: SQL) -> None:
        """Flush before a query that names a table with something pending."""
        transaction = self.transaction
        if not transaction.has_pending():
            return
        models, code = self.registry.models, query.code
        behind = self._tables_behind(code)
        touched = dict.fromkeys(
            field.model_name for field in (*transaction.dirty, *transaction.to_compute)
            if behind is None or field.model_name in behind
            or models[field.model_name]._table in code
            or (vars(field).get("relation") or models[field.model_name]._table) in code
        )
        if touched and transaction.computing:
            self.flush_for()
            return
        for model_name in touched:
            self[model_name].flush_model()

    def _tables_behind(self, code: str) -> set[str] | None:
        """Return the models that the SQL views named in a query show; None: any."""
        behind: set[str] = set()
        for table, shown in self.registry.views_shown.items():
            if table in code:
                if shown is None:
                    return None
                behind.update(shown)
        return behind

    def execute_query(self, query: SQL) -> list[tuple[Any, ...]]:
        """Run a query after flushing and return its rows."""
        self.flush_query(query)
        self.cr.execute(query)
        return self.cr.fetchall()

    def execute_query_dict(self, query: SQL) -> list[dict[str, Any]]:
        """Run a query after flushing and return its rows as dicts."""
        self.flush_query(query)
        self.cr.execute(query)
        return self.cr.dictfetchall()

    def invalidate_all(self, flush: bool = True) -> None:
        """Forget the cache, writing pending changes first unless told not to."""
        if flush:
            self.flush_all()
        self.transaction.field_data.clear()
        if not flush:
            self.transaction.dirty.clear()
            self.transaction.dirty_langs.clear()

    @contextmanager
    def norecompute(self) -> Iterator[None]:
        """Kept for older addons; computation is lazy anyway."""
        yield
