"""The many2one field."""
from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..identifiers import NewId
from .base import Field

if TYPE_CHECKING:
    from ..registry import Registry
    from ..types import Record

_logger = logging.getLogger("odoo.fields")


class Many2one(Field):
    """A link to one record of the comodel; an integer column with a foreign key."""

    type = "many2one"
    relational = True
    write_sequence = 10
    _column_type = ("int4", "int4")

    def __init__(self, comodel_name: Any = None, string: Any = None, **kwargs: Any) -> None:
        if comodel_name is not None:
            kwargs["comodel_name"] = comodel_name
        super().__init__(string, **kwargs)

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("delegate", name in model._inherits.values())
        attrs.setdefault("bypass_search_access", attrs.pop("auto_join", False))
        attrs.setdefault("check_company", False)

    def setup_nonrelated(self, model: Record) -> None:
        """Check the comodel and choose what its deletion does."""
        registry = model.env.registry
        if self.comodel_name not in registry.models:
            _logger.warning("Field %s with unknown comodel_name %r", self,
                            self.comodel_name)
            self.comodel_name = "_unknown"
        if not self.ondelete:
            comodel = registry.models[self.comodel_name]
            if type(model)._transient and not comodel._transient:
                self.ondelete = "cascade" if self.required else "set null"
            else:
                self.ondelete = "restrict" if self.required else "set null"
        if self.ondelete == "set null" and self.required:
            raise ValueError(
                f"The m2o field {self.name} of model {self.model_name} is required but "
                "declares its ondelete policy as being 'set null'."
            )

    def setup_inverses(self, registry: Registry) -> None:
        """Let the registry find the fields that point to a model."""
        if self.store and not registry.models[self.model_name]._abstract:
            registry.many2one_to[self.comodel_name].append(self)

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept an id, a recordset of one, a pair, or values of a new record."""
        if value is False or value is None:
            return None
        if isinstance(value, (int, NewId)):
            id_: Any = value
        elif hasattr(value, "_ids"):
            if validate and (value._name != self.comodel_name or len(value._ids) > 1):
                raise ValueError(f"Wrong value for {self}: {value!r}")
            id_ = value._ids[0] if value._ids else None
        elif isinstance(value, tuple):
            id_ = value[0] if value else None
        elif isinstance(value, dict):
            comodel = record.env[self.comodel_name]
            origin = comodel.browse(value.get("id"))
            id_ = comodel.new(value, origin=origin).id
        else:
            raise ValueError(f"Wrong value for {self}: {value!r}")
        if isinstance(id_, int) and id_ == 0:
            return None
        if self.delegate and record is not None and id_ and isinstance(id_, int) \
                and record._ids and not any(record._ids):
            id_ = NewId(id_)
        return id_

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store the id."""
        if hasattr(value, "_ids"):
            value = value._ids[0] if value._ids else None
        return value or None

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Give a recordset of the comodel that prefetches along with its siblings."""
        env = record.env
        model = env.registry.models[self.comodel_name]
        if value is None:
            return model(env, (), ())
        ids = (value,)
        mates = record._prefetch_ids
        if len(mates) > 1 if hasattr(mates, "__len__") else True:
            return model(env, ids, PrefetchMany2one(record, self))
        return model(env, ids, ids)

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Give `(id, display name)` or the bare id; False when unset."""
        if not value:
            return False if not value._ids else value.id
        if use_display_name:
            from ...exceptions import MissingError
            try:
                return (value.id, value.sudo().display_name)
            except MissingError:
                return False
        return value.id

    def convert_to_write(self, value: Any, record: Any) -> Any:
        """Give the id."""
        if isinstance(value, (int, NewId)) or not value:
            return value or False
        if hasattr(value, "_ids"):
            return value.id
        if isinstance(value, tuple):
            return value[0] if value else False
        return value

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the display name."""
        return value.display_name if value else ""

    def convert_to_display_name(self, value: Any, record: Any) -> Any:
        """Give the display name."""
        return value.display_name

    def _new_value(self, value: Any) -> Any:
        return value

    def _process_related(self, value: Any, env: Any) -> Any:
        return value.with_env(env) if hasattr(value, "with_env") else value

    def write(self, records: Record, value: Any) -> None:
        """Write the id and keep cached one2many fields of the comodel right."""
        env = records.env
        if self.is_computed_stored:
            env.remove_to_compute(self, records)
        cache_value = self.convert_to_cache(value, records)
        cache = self.cache_for(env)
        sentinel = object()
        ids = [i for i in records._ids if cache.get(i, sentinel) != cache_value]
        if not ids:
            return
        changed = records if len(ids) == len(records._ids) else records.browse(ids)
        inverses = env.registry.field_inverses.get(self)
        if inverses:
            self._move_between(inverses, changed, cache, cache_value)
        self.set_cache(changed, cache_value, dirty=True)

    def _move_between(
        self, inverses: list[Field], records: Record, cache: dict[Any, Any], new: Any
    ) -> None:
        env = records.env
        for inverse in inverses:
            if inverse.type != "one2many":
                continue
            for lines in inverse.all_caches(env):
                if not lines:
                    continue
                for id_ in records._ids:
                    old = cache.get(id_)
                    if old in lines and id_ in lines[old]:
                        lines[old] = tuple(i for i in lines[old] if i != id_)
                if new in lines:
                    if new:
                        lines.pop(new)      # read again, in the right order
                    else:
                        lines[new] += tuple(
                            i for i in records._ids if i not in lines[new]
                        )


class PrefetchMany2one:
    """The ids that a many2one gives for all records to prefetch; worked out when used."""

    __slots__ = ("field", "record")

    def __init__(self, record: Any, field: Field) -> None:
        self.record = record
        self.field = field

    def __iter__(self) -> Iterator[Any]:
        cache = self.field.cache_for(self.record.env)
        ids = (cache.get(id_) for id_ in self.record._prefetch_ids)
        return iter(dict.fromkeys(id_ for id_ in ids if id_ is not None))
