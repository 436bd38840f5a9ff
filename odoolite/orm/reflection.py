"""Models as tables: specifications for the storage room, and errors explained back."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..storage import errors

if TYPE_CHECKING:
    from ..storage.cursor import Cursor
    from .registry import Registry


def sync_tables(registry: Registry, cr: Cursor, model_names: Iterable[str]) -> None:
    """Make or alter the tables and relation tables of the given models."""
    from .environments import SUPERUSER_ID, Environment
    names = list(model_names)
    models = [
        registry.models[name] for name in names
        if registry.models[name]._auto and not registry.models[name]._abstract
    ]
    env = Environment(cr, SUPERUSER_ID, {})
    late: list[Any] = []
    # new tables first: defaults of new columns may look into them
    models.sort(key=lambda model: cr.schema.table_exists(model._table))
    for model in models:
        late += _sync_model(cr, env, model)
    tables = {m._table for m in registry.models.values() if m._auto and not m._abstract}
    for model in models:
        for field in model._fields.values():
            if field.type == "many2many" and field.store and field.relation:
                comodel = registry.models[field.comodel_name]
                if comodel._abstract or not comodel._auto or field.relation in tables:
                    continue
                cr.schema.sync_relation(
                    field.relation, field.column1, model._table, field.column2,
                    comodel._table, field.ondelete or "cascade",
                )
    for name in names:
        init = getattr(env[name], "init", None)
        if init is not None:
            init()
    _compute_late(cr, env, late)
    cr.schema.sync_references()


def _compute_late(cr: Cursor, env: Any, fields: list[Any]) -> None:
    """Work out new stored computed fields for the rows that are there."""
    for field in fields:
        model = env[field.model_name]
        cr.execute(f'SELECT id FROM "{model._table}"')
        env.add_to_compute(field, model.browse([row[0] for row in cr.fetchall()]))
    if fields:
        env.flush_all()


def _sync_model(cr: Cursor, env: Any, model: Any) -> list[Any]:
    """Make or alter a table; return new computed fields that existing rows lack."""
    from ..storage.schema import TableSpec
    existing = cr.schema.columns(model._table) if cr.schema.table_exists(
        model._table
    ) else None
    columns = [_column_spec(model, field) for field in model._column_fields]
    constraints, indexes = _table_objects(model)
    spec = TableSpec(model._table, columns, constraints, indexes)
    new = [c for c in columns if existing is not None and c.name not in existing]
    if new and _has_rows(cr, model):
        relaxed = [replace(c, required=c.required and c not in new) for c in columns]
        cr.schema.sync_table(TableSpec(model._table, relaxed, [], []))
        for column in new:
            env[model._name]._init_column(column.name)
        if env.registry.is_initializing and relaxed != columns:
            # some columns are filled when the models have been written down
            env.registry.post_init(_sync_later, env, spec)
            spec = TableSpec(model._table, relaxed, constraints, indexes)
    cr.schema.sync_table(spec)
    if not new or not _has_rows(cr, model):
        return []
    return [model._fields[c.name] for c in new if model._fields[c.name].compute]


def _sync_later(env: Any, spec: Any) -> None:
    env.flush_all()
    env.cr.schema.sync_table(spec)


def _has_rows(cr: Cursor, model: Any) -> bool:
    cr.execute(f'SELECT 1 FROM "{model._table}" LIMIT 1')
    return cr.fetchone() is not None


def _column_spec(model: Any, field: Any) -> Any:
    from ..storage.schema import ColumnSpec
    references = None
    if field.type == "many2one" and field.name != "id" and not field.company_dependent:
        comodel = model._registry_of().models[field.comodel_name]
        if comodel._auto and not comodel._abstract:
            references = (comodel._table, field.ondelete or "set null")
    index = field.index
    if index is True:
        index = "btree"
    required = bool(field.required) and not field.company_dependent
    return ColumnSpec(
        name=field.name, type=field.column_type[0], required=required,
        index=index or None, references=references,
    )


def _table_objects(model: Any) -> tuple[list[Any], list[Any]]:
    from ..storage.schema import ConstraintSpec, IndexSpec
    constraints, indexes = [], []
    for name, obj in model._table_objects.items():
        definition = obj.get_definition(model)
        if not definition:
            continue
        if obj.kind == "constraint":
            constraints.append(ConstraintSpec(name, definition))
        else:
            indexes.append(IndexSpec(name, definition, obj.kind == "unique"))
    return constraints, indexes


# ---- errors ----------------------------------------------------------------------------
def explain_error(registry: Registry, error: Exception) -> str:
    """Return Odoo's text for a violated constraint."""
    head = "The operation cannot be completed: "
    model = _model_of_table(registry, getattr(error, "table", None))
    if isinstance(error, errors.NotNullViolation):
        return head + _missing_value_text(model, error.column)
    if isinstance(error, errors.ForeignKeyViolation):
        field = None if model is None else model._fields.get(error.column)
        if field is not None:
            return head + (
                "Another model is using the record you are trying to delete.\n\n"
                f"The troublemaker is: '{model._description}' ({model._name})\n"
                "Thanks to the following constraint: "
                f"'{field.string}' ({field.name})\n"
                "How about archiving the record instead?"
            )
        return (
            head + "another model requires the record being deleted. "
            "If possible, archive it instead."
        )
    obj = _violated_object(registry, model, error)
    if obj is not None and obj.message:
        return head + str(
            obj.message if isinstance(obj.message, str) else obj.get_message(model)
        )
    return head + str(error)


def _missing_value_text(model: Any, column: str) -> str:
    if model is None:
        return f"Missing required value for the field '{column}'"
    field = model._fields.get(column)
    label = field.string if field is not None else column
    return (
        f"Missing required value for the field '{label}' ({column}).\n"
        f"Model: '{model._description}' ({model._name})\n"
        "- create/update: a mandatory field is not set\n"
        "- delete: another model requires the record being deleted, "
        "you can archive it instead\n"
    )


def _model_of_table(registry: Registry, table: str | None) -> Any:
    for model in registry.models.values():
        if table and model._table == table and not model._abstract:
            return model
    return None


def _violated_object(registry: Registry, model: Any, error: Any) -> Any:
    models = [model] if model is not None else list(registry.models.values())
    name = getattr(error, "constraint", None)
    columns = getattr(error, "columns", None)
    for candidate in models:
        for full_name, obj in candidate._table_objects.items():
            if name and full_name == name:
                return obj
            if columns and obj.columns() == tuple(columns):
                return obj
    return None
