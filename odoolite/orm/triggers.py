"""Dependencies of computed fields: which fields of which records a change touches."""
from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ..tools.sql import SQL

if TYPE_CHECKING:
    from .fields.base import Field
    from .registry import Registry
    from .types import Record


class Trigger(NamedTuple):
    """`field` must be computed again for records from which `path` leads to a change."""

    field: Field
    path: tuple[Field, ...]


# ---- setup -----------------------------------------------------------------------------
def setup_triggers(registry: Registry) -> None:
    """Work out the triggers of all fields of the registry."""
    found: dict[Field, dict[Trigger, None]] = {}
    registry.field_computed = {}
    for model in registry.models.values():
        if model._abstract:
            continue
        _group_computed(registry, model)
        record = model._blank
        for field in model._fields.values():
            # others may say what they hang on too: what is read of them is read anew
            if not field.compute and not (field._depends and field.relational):
                continue
            for path in dict.fromkeys(field.get_depends(record)):
                _add_path(registry, found, model, field, path)
    registry.field_triggers = {field: list(trigs) for field, trigs in found.items()}
    _find_feeders(registry)
    for model in registry.models.values():
        if not model._abstract:
            model._create_triggers = _create_triggers(registry, model)


def _group_computed(registry: Registry, model: Any) -> None:
    groups: dict[str, list[Field]] = {}
    for field in model._fields.values():
        if field.compute and isinstance(field.compute, str):
            groups.setdefault(field.compute, []).append(field)
    for fields in groups.values():
        for field in fields:
            registry.field_computed[field] = fields
    for field in model._fields.values():
        if field.compute and not isinstance(field.compute, str):
            registry.field_computed[field] = [field]


def _add_path(
    registry: Registry, found: dict[Field, dict[Trigger, None]], model: Any,
    target: Field, path: str,
) -> None:
    prefix: tuple[Field, ...] = ()
    current = model
    for name in path.split("."):
        field = current._fields.get(name)
        if field is None:
            raise ValueError(
                f"Wrong @depends on {target.compute!r} (compute method of field "
                f"{target}). Dependency field {name!r} not found in model "
                f"{current._name}."
            )
        if field is target and not prefix:
            target.recursive = True
        if not (field is target and not prefix):
            found.setdefault(field, {})[Trigger(target, prefix)] = None
        if field is target and prefix:
            target.recursive = True
        if not field.relational:
            return
        prefix = (*prefix, field)
        for inverse in registry.field_inverses.get(field, ()):
            if field.type == "one2many":
                found.setdefault(inverse, {})[Trigger(target, prefix)] = None
        current = registry.models[field.comodel_name]


def _find_feeders(registry: Registry) -> None:
    """Note on each non-stored computed field whether a stored one depends on it."""
    feeds: dict[Field, bool] = {}

    def feeds_stored(field: Field, trail: frozenset[Field]) -> bool:
        if field in feeds:
            return feeds[field]
        answer = False
        for trigger in registry.field_triggers.get(field, ()):
            other = trigger.field
            if other in trail:
                continue
            if other.store or feeds_stored(other, trail | {other}):
                answer = True
                break
        feeds[field] = answer
        return answer

    for model in registry.models.values():
        for field in model._fields.values():
            if field.compute and not field.store:
                field.feeds_stored = feeds_stored(field, frozenset([field]))


def _create_triggers(registry: Registry, model: Any) -> list[Trigger]:
    """Return what the creation of a record touches in other records."""
    found: dict[Trigger, None] = {}
    for field in model._fields.values():
        for trigger in registry.field_triggers.get(field, ()):
            if trigger.path and trigger.path[-1].type != "many2one":
                found[trigger] = None
    return list(found)


# ---- at work ---------------------------------------------------------------------------
def mark_created(records: Record) -> None:
    """Mark all stored computed fields of new rows, and what their creation touches."""
    env = records.env
    ids = records._ids
    protected = env.transaction.protected
    fresh: list[tuple[Field, Any]] = []
    for field in records._stored_computed_fields:
        todo: Iterable[Any] = ids
        if protected:
            shielded = env.protected_ids(field)
            if shielded:
                todo = [i for i in ids if i not in shielded]
        env.transaction.to_compute[field].update(dict.fromkeys(todo))
        if not env.transaction.to_compute[field]:
            del env.transaction.to_compute[field]
    for trigger in records._create_triggers:
        _mark(trigger, records, fresh)
    _spread(env, fresh)


def mark_modified(
    records: Record, fnames: Iterable[str], before: bool = False, create: bool = False
) -> None:
    """Mark stored computed fields, and forget others, that depend on a change."""
    if not records._ids:
        return
    fields = records._fields
    triggers = records.env.registry.field_triggers
    fresh: list[tuple[Field, Any]] = []
    for name in fnames:
        for trigger in triggers.get(fields[name], ()):
            _mark(trigger, records, fresh)
    _spread(records.env, fresh)


def _spread(env: Any, fresh: list[tuple[Field, Any]]) -> None:
    """Follow the dependencies of what was marked."""
    seen: dict[Field, set[Any]] = {}
    triggers = env.registry.field_triggers
    while fresh:
        field, records = fresh.pop()
        known = seen.setdefault(field, set())
        ids = [i for i in records._ids if i not in known]
        if not ids:
            continue
        known.update(ids)
        records = records.browse(ids)
        for trigger in triggers.get(field, ()):
            if trigger.field.compute:
                _mark(trigger, records, fresh)


def _mark(trigger: Trigger, records: Any, fresh: list[tuple[Field, Any]]) -> None:
    field = trigger.field
    env = records.env
    if not field.store and trigger.path and not field.feeds_stored:
        _forget(env, field)
        return
    targets = walk_back(trigger.path, records) if trigger.path else records
    ids = targets._ids
    if not ids:
        return
    if env.transaction.protected:
        shielded = env.protected_ids(field)
        if shielded:
            ids = [i for i in ids if i not in shielded]
            if not ids:
                return
    if field.store and field.compute:
        pending = env.transaction.to_compute[field]
        new = [i for i in ids if i not in pending]
        pending.update(dict.fromkeys(new))
        if not new:
            return
        fresh.append((field, targets.browse(new)))
    else:
        field.invalidate(env, ids)
        fresh.append((field, targets))


def _forget(env: Any, field: Field) -> None:
    """Forget a field of all records, and what is computed of it: none of it is stored.

    Records being written keep their values.
    """
    triggers = env.registry.field_triggers
    seen: dict[Field, None] = {}
    todo = [field]
    while todo:
        field = todo.pop()
        if field not in seen:
            seen[field] = None
            shielded = env.transaction.protected and env.protected_ids(field)
            if shielded:
                for cache in field.all_caches(env):
                    field.invalidate(env, [i for i in cache if i not in shielded])
            else:
                field.invalidate(env)
            todo.extend(trigger.field for trigger in triggers.get(field, ()))


def walk_back(path: tuple[Field, ...], records: Any) -> Any:
    """Return the records from which `path` leads to `records`."""
    records = records.sudo().with_context(active_test=False)
    for field in reversed(path):
        if not records._ids:
            break
        records = _step_back(field, records)
    return records


def _step_back(field: Field, records: Any) -> Any:
    env = records.env
    model = env[field.model_name]
    ids = set(records._ids)
    if field.type == "one2many":
        return _owners(field, records, model)
    cached: dict[Any, None] = {}
    known: set[Any] = set()
    for cache in field.all_caches(env):
        for id_, value in list(cache.items()):
            known.add(id_)
            values = value if isinstance(value, tuple) else (value,)
            if any(v in ids for v in values if v is not None):
                cached[id_] = None
    real = [i for i in ids if i and isinstance(i, int)]
    if not real or model._abstract:
        return model.browse(cached)
    if field.is_column:
        sql = SQL(
            "SELECT id FROM %s WHERE %s", SQL.identifier(model._table),
            env.cr.dialect.in_list(SQL.identifier(field.name), real),
        )
    elif field.type == "many2many" and field.store:
        sql = SQL(
            "SELECT %s FROM %s WHERE %s", SQL.identifier(field.column1),
            SQL.identifier(field.relation),
            env.cr.dialect.in_list(SQL.identifier(field.column2), real),
        )
        known.clear()
    elif field.search and field.type != "many2many":
        return model.search([(field.name, "in", real)]) | model.browse(cached)
    else:
        return model.browse(cached)
    env.cr.execute(sql)
    for (id_,) in env.cr.fetchall():
        if id_ not in known:
            cached[id_] = None
    return model.browse(cached)


def _owners(field: Field, lines: Any, model: Any) -> Any:
    inverse = lines._fields.get(field.inverse_name)
    if inverse is None:
        return model.browse()
    ids: dict[Any, None] = {}
    cache = inverse.cache_for(lines.env)
    for line in lines:
        line_id = line._ids[0]
        if line_id not in cache and line_id and not line.exists():
            continue
        value = line[field.inverse_name]
        if inverse.type == "many2one":
            ids.update(dict.fromkeys(value._ids))
        elif value and line[inverse.model_field] == field.model_name:
            ids[value] = None
    return model.browse(ids)
