"""The base of all fields: attributes, setup, cache, computation, conversions."""
from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from ...exceptions import AccessError, MissingError
from . import sparse

if TYPE_CHECKING:
    from ..environments import Environment
    from ..registry import Registry
    from ..types import Record

_logger = logging.getLogger("odoo.fields")

DEFAULTS: dict[str, Any] = {
    "_depends": None, "automatic": False, "aggregator": None, "company_dependent": False,
    "comodel_name": None, "compute": None, "compute_sudo": False, "context": {},
    "copy": True, "default": None, "default_export_compatible": False, "domain": [],
    "export_string_translation": True, "exportable": True, "groups": None,
    "group_expand": None, "help": None, "index": None, "inherited": False,
    "inherited_field": None, "inverse": None, "inverse_name": None, "manual": False,
    "ondelete": None, "precompute": False, "prefetch": True, "readonly": False,
    "recursive": False, "related": None, "related_field": None, "related_sudo": True,
    "required": False, "search": None, "sortable": True, "sparse": None, "store": True,
    "string": None,
    "translate": False, "tracking": None, "default_order": None, "falsy_value_label": None,
}


def _is_commands(value: Any) -> bool:
    """Tell whether a value is a list of x2many commands."""
    return isinstance(value, (list, tuple)) and bool(value) \
        and isinstance(value[0], (list, tuple))


class Field:
    """A field of a model: a descriptor that reads and writes through the cache.

    The object in an addon's class is a definition; each registry makes its own object,
    with the definition's arguments merged over those of the classes it extends.
    """

    type: ClassVar[str]
    relational: ClassVar[bool] = False
    is_text: ClassVar[bool] = False
    is_monetary: ClassVar[bool] = False
    write_sequence: ClassVar[int] = 0
    wire_passthrough: bool = False
    _column_type: ClassVar[tuple[str, str] | None] = None
    _by_type: ClassVar[dict[str, Any]] = {}

    name: str
    model_name: str
    store: bool
    readonly: bool
    required: bool
    comodel_name: Any
    inverse_name: Any
    compute: Any
    inverse: Any
    search: Any
    ondelete: Any
    relation: Any
    column1: Any
    column2: Any
    related_field: Any
    string: Any
    context_keys: tuple[str, ...]
    depends_paths: tuple[str, ...]

    if TYPE_CHECKING:
        def __getattr__(self, name: str) -> Any: ...

    def __init__(self, string: Any = None, **kwargs: Any) -> None:
        self._base_fields__: tuple[Field, ...] = kwargs.pop("_base_fields__", ())
        if string is not None and string.__class__ is not object:
            kwargs["string"] = string
        self._args__ = dict(kwargs)
        self._module: str | None = None
        self._setup_done = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        kind = cls.__dict__.get("type")
        if kind:
            Field._by_type.setdefault(kind, cls)

    def __set_name__(self, owner: Any, name: str) -> None:
        self.name = name
        self.model_name = getattr(owner, "_name", "")
        definitions = owner.__dict__.get("_field_definitions")
        if definitions is not None:
            definitions.append(self)

    def __repr__(self) -> str:
        return f"{getattr(self, 'model_name', '?')}.{getattr(self, 'name', '?')}"

    __str__ = __repr__

    # ---- setup
    def new(self, **kwargs: Any) -> Field:
        """Return a field like this one with some arguments changed."""
        return type(self)(**{**self._args__, **kwargs})

    def bind(self, model: Any, name: str) -> None:
        """Become the field `name` of the model class: work out the attributes."""
        self.name = name
        self.model_name = model._name
        if self._base_fields__:
            self._module = self._base_fields__[-1]._module
            self._modules = tuple(dict.fromkeys(
                f._module for f in self._base_fields__ if f._module
            ))
        else:
            self._modules = (self._module,) if self._module else ()
        attrs = self._merge_args(model, name)
        self.__dict__.update(DEFAULTS)
        self.__dict__.update(attrs)
        self.args = attrs
        self._setup_done = False
        self.context_keys = ()
        self.depends_paths = ()

    def _merge_args(self, model: Any, name: str) -> dict[str, Any]:
        attrs: dict[str, Any] = {}
        for field in self._base_fields__:
            if not isinstance(self, type(field)) and type(field) is not type(self):
                attrs.clear()
            attrs.update(field._args__)
        attrs.update(self._args__)
        self._default_args(attrs)
        self._setup_attrs(model, name, attrs)
        return attrs

    def _default_args(self, attrs: dict[str, Any]) -> None:
        """Derive what computed, related and company-dependent fields imply."""
        if attrs.get("sparse"):
            sparse.imply(self, attrs)
        if attrs.get("related"):
            related = attrs["related"]
            attrs["related"] = ".".join(related) if isinstance(related, tuple) else related
            attrs["store"] = store = attrs.get("store", False)
            attrs["compute_sudo"] = attrs.get("related_sudo", True)
            attrs["copy"] = attrs.get("copy", False)
            attrs["readonly"] = attrs.get("readonly", True)
            attrs["_related_store"] = store
        elif attrs.get("compute"):
            attrs["store"] = store = attrs.get("store", False)
            attrs["compute_sudo"] = attrs.get("compute_sudo", store)
            if not (attrs["store"] and not attrs.get("readonly", True)):
                attrs["copy"] = attrs.get("copy", False)
            attrs["readonly"] = attrs.get("readonly", not attrs.get("inverse"))
        if attrs.get("company_dependent"):
            attrs["store"] = attrs.get("store", True)
            attrs["required"] = False
            attrs.setdefault("copy", False)
            attrs.setdefault("index", "btree_not_null")
            # apart from other fields: reading them asks which company it is
            attrs.setdefault("prefetch", "company_dependent")
        if attrs.get("translate"):
            attrs["index"] = attrs.get("index")
        if "default" in attrs and not callable(attrs["default"]):
            value = attrs["default"]
            attrs["default"] = lambda model: value
            attrs["_default_value"] = value
        if "depends" in attrs:
            attrs["_depends"] = tuple(attrs.pop("depends"))
        if "depends_context" in attrs:
            attrs["_depends_context"] = tuple(attrs.pop("depends_context"))
        if "group_operator" in attrs:
            attrs.setdefault("aggregator", attrs.pop("group_operator"))

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        """Let a subclass adjust the merged arguments (hook)."""

    @property
    def column_type(self) -> tuple[str, str] | None:
        """The column type as (logical name, SQL name); None without a column."""
        if self.company_dependent or self.translate:
            return ("jsonb", "jsonb") if self._column_type else None
        return self._column_type

    @property
    def has_column(self) -> bool:
        """Tell whether the field has a column in the table of its model."""
        return bool(self.store and self.column_type)

    @property
    def base_field(self) -> Field:
        """The field at the end of the chain of inherited fields."""
        return self.inherited_field.base_field if self.inherited_field else self

    @property
    def groupable(self) -> bool:
        """Tell whether records can be grouped by the field."""
        return bool(self.store and self.column_type) or self.type == "many2many"

    def setup(self, model: Record) -> None:
        """Set up relations, dependencies and defaults; run once per registry setup."""
        if self._setup_done:
            return
        self._setup_done = True
        if self.related:
            self.setup_related(model)
        else:
            self.setup_nonrelated(model)
        if self.string is None:
            self.string = (
                self.name[:-4] if self.name.endswith("_ids")
                else self.name[:-3] if self.name.endswith("_id") else self.name
            ).replace("_", " ").title()
        self._setup_context_keys(model)
        self._make_fast()

    def setup_nonrelated(self, model: Record) -> None:
        """Set up a field of its own (hook for subclasses)."""

    def setup_related(self, model: Record) -> None:
        """Follow the related path, take over attributes of its last field."""
        registry = model.env.registry
        names = self.related.split(".")
        model_name = self.model_name
        field: Any = None
        for name in names:
            try:
                field = registry.models[model_name]._fields[name]
            except KeyError:
                raise KeyError(
                    f"Field {name} referenced in related field definition {self} "
                    f"does not exist."
                ) from None
            field.setup(model.env[model_name])
            model_name = field.comodel_name or model_name
        self.related_field = field
        if self.type != field.type:
            raise TypeError(f"Type of related field {self} is inconsistent with {field}")
        self.compute = self._compute_related
        if self.inherited or not (self.readonly or field.readonly):
            self.inverse = self._inverse_related
        if not self.store and (field.store or field.search or field.related):
            self.search = self._search_related
        for attr, value in field.related_attrs().items():
            if attr not in self.args and not getattr(self, attr, None):
                setattr(self, attr, value)
        if self.inherited:
            for attr in ("required", "groups", "default_export_compatible", "size"):
                if attr not in self.args and getattr(field, attr, None):
                    setattr(self, attr, getattr(field, attr))
        self.prefetch = self.args.get("prefetch", bool(self.store))
        self._depends = None

    def related_attrs(self) -> dict[str, Any]:
        """Return the attributes that a related field takes over."""
        attrs = {
            name: getattr(self, name)
            for name in ("string", "help", "groups", "aggregator", "comodel_name",
                         "domain", "context", "selection", "size", "digits",
                         "currency_field", "translate", "sanitize", "sanitize_tags",
                         "sanitize_attributes", "sanitize_style", "strip_style",
                         "strip_classes", "attachment", "max_width", "max_height",
                         "definition", "definition_record", "model_field",
                         "inverse_name", "company_dependent")
            if getattr(self, name, None) not in (None, {}, [])
        }
        attrs.pop("company_dependent", None)
        attrs.pop("inverse_name", None)
        if self.inherited:
            attrs.pop("groups", None)
        return attrs

    def setup_inverses(self, registry: Registry) -> None:
        """Register with the fields of the comodel that mirror this one (hook)."""

    def _setup_context_keys(self, model: Record) -> None:
        keys: dict[str, None] = {}
        if self.company_dependent:
            keys["company"] = None
        if self.translate:
            keys["lang"] = None
        if self.compute and not (self.store and self.type != "many2many"):
            for func in self._compute_functions(model):
                keys.update(dict.fromkeys(getattr(func, "_depends_context", ())))
            keys.update(dict.fromkeys(self.__dict__.get("_depends_context") or ()))
            if self.related:
                keys.update(dict.fromkeys(self._related_context_keys(model)))
            if not self.compute_sudo and not self.store and self.related:
                keys["uid"] = None
        self.context_keys = tuple(keys)

    def _related_context_keys(self, model: Record) -> Iterable[str]:
        field = self.related_field
        return field.context_keys if field is not None else ()

    def _compute_functions(self, model: Record) -> list[Callable[..., Any]]:
        if isinstance(self.compute, str):
            found = []
            for cls in type(model).__mro__:
                func = cls.__dict__.get(self.compute)
                if func is not None:
                    found.append(func)
            return found
        return [self.compute] if self.compute else []

    def get_depends(self, model: Record) -> tuple[str, ...]:
        """Return the dotted paths that the field is computed from."""
        if self.related:
            return (self.related,)
        if not self.compute:
            return ()
        if self._depends is not None:
            return tuple(self._depends)
        paths: dict[str, None] = {}
        for func in self._compute_functions(model):
            depends = getattr(func, "_depends", ())
            if callable(depends):
                depends = depends(model)
            elif depends and callable(depends[0]):
                depends = depends[0](model)
            paths.update(dict.fromkeys(depends or ()))
        return tuple(paths)

    def _make_fast(self) -> None:
        """Prepare what the hot paths ask for again and again."""
        self.is_column = self.has_column
        self.depends_on_context = bool(self.context_keys)
        self.is_computed_stored = bool(self.compute and self.store)

    # ---- cache
    def cache_for(self, env: Environment) -> dict[Any, Any]:
        """Return the dict id -> cached value that `env` sees."""
        data: dict[Any, Any] = env.transaction.field_data[self]
        if self.context_keys:
            key = env.cache_key(self)
            found = data.get(key)
            if found is None:
                found = data[key] = {}
            return found
        return data

    def all_caches(self, env: Environment) -> list[dict[Any, Any]]:
        """Return the cache dicts of all contexts."""
        data = env.transaction.field_data.get(self)
        if data is None:
            return []
        return list(data.values()) if self.context_keys else [data]

    def invalidate(self, env: Environment, ids: Iterable[Any] | None = None) -> None:
        """Forget the cached values of `ids`, or of all records."""
        if ids is None:
            env.transaction.field_data.pop(self, None)
            return
        for cache in self.all_caches(env):
            for id_ in ids:
                cache.pop(id_, None)

    def set_cache(self, records: Record, cache_value: Any, dirty: bool = False) -> None:
        """Put a cache value on all records, marking them to be written if `dirty`."""
        env = records.env
        cache = self.cache_for(env)
        for id_ in records._ids:
            cache[id_] = cache_value
        if dirty and self.is_column:
            self.mark_dirty(records, cache_value)

    def mark_dirty(self, records: Record, cache_value: Any) -> None:
        """Note that the cached value of the records must be written."""
        ids = {id_: None for id_ in records._ids if id_}
        if not ids:
            return
        transaction = records.env.transaction
        transaction.dirty[self].update(ids)
        if self.context_keys and (self.translate or self.company_dependent):
            key = records.env.cache_key(self)[0]
            langs = transaction.dirty_langs.setdefault(self, {})
            emptied = self.translate and cache_value is None    # in all languages
            for id_ in ids:
                if emptied:
                    langs.pop(id_, None)
                langs.setdefault(id_, {})[key] = cache_value
            if self.translate:
                # a value is seen from other languages only after a read
                for other, cache in transaction.field_data[self].items():
                    if other != (key,):
                        for id_ in ids:
                            if cache.pop(id_, None) is not None and emptied:
                                cache[id_] = None

    # ---- descriptor
    def __get__(self, record: Any, owner: Any = None) -> Any:
        if record is None:
            return self
        env = record.env
        ids = record._ids
        if not ids:
            return self.convert_to_record(self.null(record), record)
        if len(ids) > 1:
            if self.relational:
                return record._mapped_relation(self.name)
            record.ensure_one()
        id_ = ids[0]
        if self.is_computed_stored:
            pending = env.transaction.to_compute.get(self)
            if pending and id_ in pending:
                self.recompute(record)
        cache = self.cache_for(env)
        try:
            value = cache[id_]
        except KeyError:
            value = self._load(record, cache)
        return self.convert_to_record(value, record)

    def null(self, record: Record) -> Any:
        """Return the cache value of an unset field."""
        return None

    def _load(self, record: Record, cache: dict[Any, Any]) -> Any:
        """Bring the field's value of one record into the cache and return it."""
        env = record.env
        id_ = record._ids[0]
        if self.store and id_ and isinstance(id_, int):
            self._check_field_access(record)
            record._fetch_field(self)
            if id_ in cache:
                return cache[id_]
            raise MissingError("\n".join([
                "Record does not exist or has been deleted.",
                f"(Record: {record}, User: {env.uid})",
            ]))
        if self.is_computed_stored and not id_:
            pass
        if self.compute:
            if env.is_protected(self, record):
                value = self.null(record)
                cache[id_] = value
                return value
            recs = record if self.recursive or not id_ else self._batch(record, cache)
            try:
                self.compute_value(recs)
            except (AccessError, MissingError):
                if len(recs._ids) == 1:
                    raise
                self.compute_value(record)
            if id_ not in cache:
                missing = [i for i in recs._ids if i not in cache]
                null = self.null(record)
                for i in missing:
                    cache[i] = null
            return cache[id_]
        if not id_ and getattr(id_, "origin", None):
            origin = record.browse((id_.origin,))
            value = self.convert_to_cache(
                self._new_value(origin[self.name]), record, validate=False
            )
            cache[id_] = value
            return value
        value = self.null(record)
        if not id_ and self.default is not None and self.type not in (
            "many2many", "one2many"
        ):
            defaults = record.default_get([self.name])
            if self.name in defaults:
                value = self.convert_to_cache(defaults[self.name], record)
        cache[id_] = value
        return value

    def _new_value(self, value: Any) -> Any:
        return value

    def _check_field_access(self, record: Record) -> None:
        if self.groups and not record.env.su:
            record._check_field_access(self, "read")

    def _batch(self, record: Record, cache: dict[Any, Any]) -> Record:
        """Return the record with its prefetch mates whose value is not known."""
        id_ = record._ids[0]
        ids = [i for i in record._prefetch_ids if i not in cache and i]
        if len(ids) <= 1 or id_ not in ids:
            return record
        if len(ids) > 1000:
            position = ids.index(id_)
            ids = ids[position:position + 1000]
        return record.browse(ids).with_prefetch(record._prefetch_ids)

    def __set__(self, records: Record, value: Any) -> None:
        protected: list[Any] = []
        new: list[Any] = []
        other: list[Any] = []
        frames = records.env.transaction.protected
        for id_ in records._ids:
            if frames and any(id_ in frame.get(self, ()) for frame in frames):
                protected.append(id_)
            elif not id_:
                new.append(id_)
            else:
                other.append(id_)
        if protected:
            self.write(records.browse(protected), value)
        if new:
            records.browse(new)._set_new_values({self.name: value})
        if other:
            records = records if len(other) == len(records._ids) else records.browse(other)
            if self.relational and not _is_commands(value):
                value = self.convert_to_write(
                    self.convert_to_record(
                        self.convert_to_cache(value, records, validate=False), records
                    ), records,
                )
            records.write({self.name: value})

    # ---- computation
    def recompute(self, record: Record) -> None:
        """Compute the field of `record` and of its mates that wait for it."""
        env = record.env
        pending = env.transaction.to_compute.get(self)
        if not pending:
            return
        if self.recursive:
            ids: tuple[Any, ...] = tuple(i for i in record._ids if i in pending)
        else:
            ids = tuple(pending)
        batch = record.browse(ids)
        try:
            self.compute_value(batch)
        except (AccessError, MissingError):
            existing = batch.exists()
            env.remove_to_compute(self, batch - existing)
            for one in existing:
                self.compute_value(one)

    def compute_value(self, records: Record) -> None:
        """Run the compute method on `records`; results land in the cache."""
        env = records.env
        if self.compute_sudo and not env.su:
            records = records.sudo()
        fields = env.registry.field_computed.get(self, [self])
        for field in fields:
            if field.store:
                env.remove_to_compute(field, records)
        env.transaction.computing += 1
        try:
            with records.env.protecting(fields, records):
                records._compute_field_value(self)
        except Exception:
            for field in fields:
                if field.store:
                    env.add_to_compute(field, records)
            raise
        finally:
            env.transaction.computing -= 1

    def _run_compute(self, records: Record) -> None:
        if isinstance(self.compute, str):
            getattr(records, self.compute)()
        else:
            self.compute(records)

    def determine_inverse(self, records: Record) -> None:
        """Run the inverse method."""
        if isinstance(self.inverse, str):
            getattr(records, self.inverse)()
        else:
            self.inverse(records)

    def _compute_related(self, records: Record) -> None:
        values = list(records)
        *path, last = self.related.split(".")
        for name in path:
            values = [next(iter(value[name]), value[name]) for value in values]
        field = self.related_field
        for record, value in zip(records, values, strict=True):
            record[self.name] = self._process_related(value[last], record.env)
        _ = field

    def _process_related(self, value: Any, env: Environment) -> Any:
        return value

    def _inverse_related(self, records: Record) -> None:
        *path, last = self.related.split(".")
        for record in records:
            target = record.sudo() if self.related_sudo and not self.inherited else record
            for name in path:
                target = target[name][:1]
            if target:
                target[last] = record[self.name]

    def _search_related(self, records: Record, operator: str, value: Any) -> Any:
        """Search through the path (falsy values also where the path is empty)."""
        from ..domains import Domain
        *path, last = self.related.split(".")
        operator_any = "any!" if self.compute_sudo else "any"
        domain = Domain(last, operator, value)
        model = records.env.registry.models[self.model_name]
        fields = []
        for name in path:
            field = model._fields[name]
            fields.append(field)
            model = records.env.registry.models[field.comodel_name]
        can_be_null = _matches_false(operator, value)
        for field in reversed(fields):
            domain = Domain(field.name, operator_any, domain)
            if can_be_null and not field.required:
                domain |= Domain(field.name, "=", False)
        return domain

    def determine_domain(self, records: Record, operator: str, value: Any) -> Any:
        """Run the search method."""
        if isinstance(self.search, str):
            return getattr(records, self.search)(operator, value)
        return self.search(records, operator, value)

    # ---- reading and writing
    def read(self, records: Record) -> None:
        """Bring a stored field without column into the cache (hook)."""
        raise NotImplementedError(f"{self}.read")

    def create(self, record_values: list[tuple[Record, Any]]) -> None:
        """Write the field of records that were just created."""
        for record, value in record_values:
            self.write(record, value)

    def write(self, records: Record, value: Any) -> None:
        """Write a value on records: cache now, database at the next flush."""
        env = records.env
        if self.is_computed_stored:
            env.remove_to_compute(self, records)
        cache_value = self.convert_to_cache(value, records)
        cache = self.cache_for(env)
        sentinel = object()
        ids = [i for i in records._ids if cache.get(i, sentinel) != cache_value
               or not i or cache.get(i, sentinel) is sentinel]
        if not ids:
            return
        changed = records if len(ids) == len(records._ids) else records.browse(ids)
        self.set_cache(changed, cache_value, dirty=True)

    # ---- conversions
    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Convert a Python value to what its column stores."""
        if value is None or value is False:
            return None
        return value

    def convert_to_column_insert(self, value: Any, record: Any) -> Any:
        """Convert a written value to what a new row stores."""
        if self.company_dependent:
            value = self.convert_to_column(
                self.convert_to_cache(value, record), record, validate=False
            )
            if value is None:
                return None
            return json.dumps({str(record.env.company.id): value}, ensure_ascii=False)
        value = self.convert_to_column(value, record)
        if self.translate and value is not None:
            lang = record.env.lang or "en_US"
            return json.dumps({"en_US": value, lang: value}, ensure_ascii=False)
        return value

    def update_expression(self, records: Any) -> tuple[str, Callable[[Any], list[Any]]]:
        """Return the SQL of the new column value and a function id -> its parameters."""
        if not (self.translate or self.company_dependent):
            cache = self.cache_for(records.env)
            to_column = self.column_value
            return "%s", lambda id_: [to_column(cache[id_])]
        changes = records.env.transaction.dirty_langs.pop(self, {})

        def parameters(id_: Any) -> list[Any]:
            values = {
                str(key): self.column_value(value)
                for key, value in changes.get(id_, {}).items()
            }
            if self.translate:
                empty = all(value is None for value in values.values())
                start = {"en_US": next(
                    (v for v in values.values() if v is not None), None
                )}
            else:
                empty, start = False, {}
            return [empty, json.dumps(start, ensure_ascii=False),
                    json.dumps(values, ensure_ascii=False)]
        merged = records.env.cr.dialect.json_merged(self.name)
        return f"CASE WHEN %s THEN NULL ELSE {merged} END", parameters

    def column_value(self, cache_value: Any) -> Any:
        """Convert a cache value to what its column stores."""
        return self.convert_to_column(cache_value, None, validate=False)

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Convert a value to the cache's form; ValueError when it is not acceptable."""
        return value

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Convert a cache value to what `record.field` gives."""
        return False if value is None else value

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Convert a record value to what `read()` answers."""
        return False if value is None else value

    def convert_to_write(self, value: Any, record: Any) -> Any:
        """Convert a record value to what `write()` takes."""
        cache_value = self.convert_to_cache(value, record)
        return self.convert_to_read(
            self.convert_to_record(cache_value, record), record, use_display_name=False
        )

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Convert a record value for export."""
        return value or ""

    def convert_to_display_name(self, value: Any, record: Any) -> Any:
        """Convert a record value to a display name."""
        return str(value) if value else False

    def convert_to_onchange(self, value: Any, record: Any, names: Any = None) -> Any:
        """Convert a record value for the answer of `onchange()`."""
        return self.convert_to_read(value, record)

    def column_to_cache(self, raw: Any) -> Any:
        """Convert a column's raw value to the cache's form."""
        return raw

    def column_to_wire(self, raw: Any) -> Any:
        """Convert a column's raw value to what `read()` answers."""
        return False if raw is None else raw

    # ---- description
    def get_description(self, env: Environment, attributes: Any = None) -> dict[str, Any]:
        """Return what `fields_get()` tells of the field."""
        from .description import describe_field
        return describe_field(self, env, attributes)

    def is_editable(self) -> bool:
        """Tell whether a form may edit the field."""
        return not self.readonly

    def is_accessible(self, env: Environment) -> bool:
        """Tell whether the user is in the field's groups."""
        return env.su or not self.groups or env.user.has_groups(self.groups)


def _matches_false(operator: str, value: Any) -> bool:
    """Tell whether a condition holds for an unset value."""
    if isinstance(value, (list, tuple, set, frozenset)) or (
        hasattr(value, "__iter__") and not isinstance(value, str)
        and not hasattr(value, "iter_conditions")
    ):
        unset = any(item is False or item is None for item in value)
    else:
        unset = value is False or value is None
    negative = operator == "!=" or operator.startswith("not ")
    return unset != negative
