"""Fields: descriptors that read and write through the cache, and compute."""
from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ...exceptions import AccessError, MissingError
from .related import FieldRelation

if TYPE_CHECKING:
    from ..environments import Environment
    from ..types import Record


def _is_commands(value: Any) -> bool:
    """Tell whether a value is a list of x2many commands."""
    return isinstance(value, (list, tuple)) and bool(value) \
        and isinstance(value[0], (list, tuple))


class Field(FieldRelation):
    """A field of a model: a descriptor that reads and writes through the cache."""

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
            # also what is computed along: a failure marks all of it again
            for field in env.registry.field_computed.get(self, [self]):
                env.remove_to_compute(field, batch - existing)
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
