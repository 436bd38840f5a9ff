"""First rung of the ladder: what a recordset is (ids, environment, set algebra)."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from ...tools.frozendict import frozendict
from ..decorators import private
from ..environments import Environment
from ..identifiers import NewId, origin_ids
from ..model_classes import MetaModel
from ..record_cache import RecordCache

if TYPE_CHECKING:
    from ..fields.base import Field

LOG_ACCESS = ("create_uid", "create_date", "write_uid", "write_date")


class RecordsetMixin(metaclass=MetaModel):
    """An ordered collection of records of one model, tied to an environment."""

    __slots__ = ("_ids", "_prefetch_ids", "env")

    env: Environment
    _ids: tuple[Any, ...]
    _prefetch_ids: Any

    _register: ClassVar[bool] = False
    _name: ClassVar[str]
    _fields: ClassVar[dict[str, Field]]

    if TYPE_CHECKING:
        def __getattr__(self, name: str) -> Any: ...

    def __init__(
        self, env: Environment, ids: tuple[Any, ...], prefetch_ids: Any
    ) -> None:
        self.env = env
        self._ids = ids
        self._prefetch_ids = prefetch_ids

    # ---- making recordsets
    @private
    def browse(self, ids: Any = None) -> Any:
        """Return the records of the given ids."""
        if ids.__class__ is NewId:
            ids = (ids,)
        elif not ids:
            ids = ()
        elif ids.__class__ is int:
            ids = (ids,)
        else:
            ids = tuple(ids)
        return self.__class__(self.env, ids, ids)

    @private
    def with_env(self, env: Environment) -> Any:
        """Return the records in another environment."""
        return self.__class__(env, self._ids, self._prefetch_ids)

    @private
    def sudo(self, flag: bool = True) -> Any:
        """Return the records with access checks off (or on)."""
        if flag == self.env.su:
            return self
        return self.with_env(
            Environment(self.env.cr, self.env.uid, self.env.context, flag)
        )

    @private
    def with_user(self, user: Any) -> Any:
        """Return the records as another user sees them."""
        if not user:
            return self
        return self.with_env(self.env(user=user, su=False))

    @private
    def with_company(self, company: Any) -> Any:
        """Return the records with `company` as the first allowed company."""
        if not company:
            return self
        company_id = int(company)
        allowed = list(self.env.context.get("allowed_company_ids") or [])
        if allowed and allowed[0] == company_id:
            return self
        if company_id in allowed:
            allowed.remove(company_id)
        allowed.insert(0, company_id)
        return self.with_context(allowed_company_ids=allowed)

    @private
    def with_context(self, *args: Any, **kwargs: Any) -> Any:
        """Return the records with another context, or with keys added to it."""
        context = dict(args[0] if args else self.env.context, **kwargs)
        if "allowed_company_ids" not in context and args \
                and "allowed_company_ids" in self.env.context:
            context["allowed_company_ids"] = self.env.context["allowed_company_ids"]
        return self.with_env(self.env(context=frozendict(context)))

    @private
    def with_prefetch(self, prefetch_ids: Any = None) -> Any:
        """Return the records with other prefetch mates."""
        return self.__class__(
            self.env, self._ids, self._ids if prefetch_ids is None else prefetch_ids
        )

    # ---- identity
    @property
    def id(self) -> Any:
        """The id of the only record; False for an empty recordset."""
        ids = self._ids
        if not ids:
            return False
        if len(ids) > 1:
            self.ensure_one()
        return ids[0]

    @property
    def ids(self) -> list[int]:
        """The database ids of the records."""
        return origin_ids(self._ids)

    @property
    def _origin(self) -> Any:
        """The records in the database behind new ones."""
        return self.browse(origin_ids(self._ids))

    @property
    def _cache(self) -> RecordCache:
        """The cached values of the record, by field name."""
        return RecordCache(self)

    @property
    def pool(self) -> Any:
        """The registry."""
        return self.env.registry

    @property
    def _cr(self) -> Any:
        return self.env.cr

    @property
    def _uid(self) -> int:
        return self.env.uid

    @property
    def _context(self) -> Any:
        return self.env.context

    @private
    def ensure_one(self) -> Any:
        """Return the recordset when it holds one record, else raise ValueError."""
        if len(self._ids) == 1:
            return self
        raise ValueError(f"Expected singleton: {self}")

    def __repr__(self) -> str:
        return f"{self._name}{self._ids!r}"

    def __str__(self) -> str:
        return f"{self._name}{self._ids!r}"

    def __bool__(self) -> bool:
        return bool(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Any]:
        ids = self._ids
        if len(ids) == 1:
            yield self
            return
        cls, env, prefetch = self.__class__, self.env, self._prefetch_ids
        for id_ in ids:
            yield cls(env, (id_,), prefetch)

    def __reversed__(self) -> Iterator[Any]:
        cls, env, prefetch = self.__class__, self.env, self._prefetch_ids
        for id_ in reversed(self._ids):
            yield cls(env, (id_,), prefetch)

    def __contains__(self, item: Any) -> bool:
        if isinstance(item, RecordsetMixin):
            if item._name == self._name:
                return len(item) == 1 and item._ids[0] in self._ids
            raise TypeError(f"inconsistent models in: {item} in {self}")
        if isinstance(item, str):
            return item in self._fields
        raise TypeError(f"unsupported operand types in: {item!r} in {self}")

    def __int__(self) -> int:
        return self.id or 0

    def __hash__(self) -> int:
        return hash((self._name, frozenset(self._ids)))

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return self._fields[key].__get__(self)
        if isinstance(key, slice):
            return self.browse(self._ids[key])
        return self.browse((self._ids[key],))

    def __setitem__(self, key: str, value: Any) -> None:
        self._fields[key].__set__(self, value)

    # ---- set algebra
    def _same(self, other: Any, operator: str) -> None:
        if not isinstance(other, RecordsetMixin) or other._name != self._name:
            raise TypeError(
                f"unsupported operand types in: {self} {operator} {other!r}"
            )

    def __add__(self, other: Any) -> Any:
        return self.concat(other)

    @private
    def concat(self, *args: Any) -> Any:
        """Return all records of self and the arguments, in order, repeats kept."""
        ids = list(self._ids)
        for arg in args:
            self._same(arg, "+")
            ids.extend(arg._ids)
        return self.browse(ids)

    def __sub__(self, other: Any) -> Any:
        self._same(other, "-")
        gone = set(other._ids)
        return self.browse([i for i in self._ids if i not in gone])

    def __and__(self, other: Any) -> Any:
        self._same(other, "&")
        both = set(other._ids)
        return self.browse(dict.fromkeys(i for i in self._ids if i in both))

    def __or__(self, other: Any) -> Any:
        return self.union(other)

    @private
    def union(self, *args: Any) -> Any:
        """Return the records of self and the arguments, each once."""
        ids = dict.fromkeys(self._ids)
        for arg in args:
            self._same(arg, "|")
            ids.update(dict.fromkeys(arg._ids))
        return self.browse(ids)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RecordsetMixin):
            return NotImplemented
        return self._name == other._name and (
            self._ids == other._ids or set(self._ids) == set(other._ids)
        )

    def __lt__(self, other: Any) -> bool:
        self._same(other, "<")
        return set(self._ids) < set(other._ids)

    def __le__(self, other: Any) -> bool:
        self._same(other, "<=")
        return set(self._ids) <= set(other._ids)

    def __gt__(self, other: Any) -> bool:
        self._same(other, ">")
        return set(self._ids) > set(other._ids)

    def __ge__(self, other: Any) -> bool:
        self._same(other, ">=")
        return set(self._ids) >= set(other._ids)

    # ---- functional
    @private
    def mapped(self, func: Any) -> Any:
        """Return the results of `func`, or what a dotted path leads to."""
        if not func:
            return self
        if not isinstance(func, str):
            values: Any = [func(record) for record in self]
            if values and isinstance(values[0], RecordsetMixin):
                return values[0].union(*values[1:])
            return values
        records = self
        *path, last = func.split(".")
        for name in path:
            records = records._mapped_relation(name)
        field = records._fields[last]
        if field.relational:
            return records._mapped_relation(last)
        return [record[last] for record in records]

    def _mapped_relation(self, name: str) -> Any:
        field = self._fields[name]
        if not field.relational:
            return [record[name] for record in self]
        comodel = self.env[field.comodel_name]
        ids: dict[Any, None] = {}
        for record in self:
            ids.update(dict.fromkeys(record[name]._ids))
        return comodel.browse(ids)

    @private
    def filtered(self, func: Any = None) -> Any:
        """Return the records that satisfy `func`, a path, or a domain."""
        if not func:
            return self
        if isinstance(func, str):
            name = func
            if "." in name:
                def check(rec: Any) -> Any:
                    return any(rec.mapped(name))
            else:
                def check(rec: Any) -> Any:
                    return rec[name]
        elif callable(func):
            check = func
        else:
            return self.filtered_domain(func)
        return self.browse([r._ids[0] for r in self if check(r)])

    @private
    def grouped(self, key: str | Callable[[Any], Any]) -> dict[Any, Any]:
        """Return records grouped by a field's value or a function's result."""
        groups: dict[Any, list[Any]] = {}
        get: Any = (lambda r: r[key]) if isinstance(key, str) else key
        for record in self:
            groups.setdefault(get(record), []).append(record._ids[0])
        return {
            k: self.browse(ids).with_prefetch(self._prefetch_ids)
            for k, ids in groups.items()
        }

    @private
    def sorted(self, key: Any = None, reverse: bool = False) -> Any:
        """Return the records sorted by a function, an order string, or model order."""
        if len(self._ids) <= 1:
            return self
        if key is None:
            if any(self._ids):
                key = self._order
            else:
                return self
        if isinstance(key, str):
            return self._sorted_by_order(key, reverse)
        found = sorted(self, key=key, reverse=reverse)
        return self.browse([r._ids[0] for r in found])

    def _sorted_by_order(self, order: str, reverse: bool) -> Any:
        records = list(self)
        for part in reversed(order.split(",")):
            words = part.split()
            name, desc = words[0], "desc" in [w.lower() for w in words[1:]]
            nulls_first = "first" in [w.lower() for w in words] or (
                desc and "last" not in [w.lower() for w in words]
            )
            path = name.split(".")[0].split(":")[0]
            field = self._fields[path]

            def value_of(rec: Any, field: Any = field) -> Any:
                value = rec[field.name]
                if field.relational:
                    return value._ids[0] if value and field.name == "id" else (
                        value.display_name if value and len(value) == 1 else None
                    )
                if field.type == "boolean":
                    return bool(value)
                if field.type in ("integer", "float", "monetary"):
                    return value
                return None if value is False else value

            known = [r for r in records if value_of(r) is not None]
            unknown = [r for r in records if value_of(r) is None]
            known.sort(key=value_of, reverse=desc)
            records = unknown + known if nulls_first else known + unknown
        if reverse:
            records.reverse()
        return self.browse([r._ids[0] for r in records])

    @private
    def update(self, values: Mapping[str, Any]) -> None:
        """Assign values field by field."""
        for name, value in values.items():
            self[name] = value

    # ---- new records
    @private
    def new(
        self, values: Mapping[str, Any] | None = None, origin: Any = None, ref: Any = None
    ) -> Any:
        """Return a record that lives in the cache only."""
        origin_id = origin.id if isinstance(origin, RecordsetMixin) else origin
        record = self.browse((NewId(origin_id, ref),))
        record._set_new_values(values or {}, validate=False)
        return record

    def _set_new_values(self, values: Mapping[str, Any], validate: bool = True) -> None:
        fields = self._fields
        inherited: dict[str, dict[str, Any]] = {}
        for name, value in values.items():
            if name == "id":
                continue
            field = fields.get(name)
            if field is None:
                if validate:
                    raise ValueError(f"Invalid field {name!r} on {self._name!r}")
                continue
            if field.inherited:
                inherited.setdefault(field.related.split(".")[0], {})[name] = value
            for record in self:
                cache_value = field.convert_to_cache(value, record, validate=False)
                field.cache_for(self.env)[record._ids[0]] = cache_value
                if field.type == "one2many" and field.inverse_name:
                    self._link_new_lines(field, record, cache_value)
            if field.is_computed_stored:
                self.env.remove_to_compute(field, self)
        given = [fields[name] for name in values if name in fields]
        with self.env.protecting(given, self):
            self.modified([field.name for field in given])

    def _link_new_lines(self, field: Any, record: Any, ids: Iterable[Any]) -> None:
        inverse = self.env.registry.models[field.comodel_name]._fields[field.inverse_name]
        if inverse.type == "many2one":
            cache = inverse.cache_for(self.env)
            for id_ in ids:
                cache[id_] = record._ids[0]

    def _is_an_ordinary_table(self) -> bool:
        return bool(self._auto and not self._abstract)

    _abstract: ClassVar[bool] = True
    _auto: ClassVar[bool] = False
    _order: ClassVar[str] = "id"


