"""Taking away what modules brought: records, options, fields, models, tables."""

from __future__ import annotations

import logging
from collections import defaultdict
from itertools import groupby

from odoo.tools import SQL

_logger = logging.getLogger("odoo.addons.base.models.ir_model")

UNINSTALL_FLAG = "_force_unlink"
# Reflections of the Python code: they go with SQL, not record by record.
_META = (
    "ir.model",
    "ir.model.fields",
    "ir.model.fields.selection",
    "ir.model.constraint",
    "ir.model.relation",
    "ir.model.inherit",
)


def uninstall_data(env, names):
    """Delete all that only the named modules have brought."""
    env = env(context={**env.context, UNINSTALL_FLAG: True, "active_test": False})
    env.flush_all()
    rows = _own_rows(env, names)
    records = [row for row in rows if row[0] not in _META]
    meta = defaultdict(set)
    for model, res_id in rows:
        if model in _META:
            meta[model].add(res_id)
    _unlink_records(env, records)
    _drop_options(env, names)
    env.flush_all()
    _drop_structure(env, names, meta)
    env.cr.execute(SQL("DELETE FROM ir_model_data WHERE module IN %s", tuple(names)))
    env.invalidate_all()
    env.registry.clear_cache()


def _own_rows(env, names):
    """Return (model, id) of what no other module names, the latest first."""
    env.cr.execute(
        SQL(
            """SELECT d.model, d.res_id FROM ir_model_data d
               WHERE d.module IN %s AND d.res_id IS NOT NULL AND NOT EXISTS (
                   SELECT 1 FROM ir_model_data o WHERE o.model = d.model
                   AND o.res_id = d.res_id AND o.module NOT IN %s)
               ORDER BY d.id DESC""",
            tuple(names),
            tuple(names),
        )
    )
    return list(dict.fromkeys(env.cr.fetchall()))


def _unlink_records(env, rows):
    """Delete records; those that others hold on to are tried again at the end."""
    kept = []
    for model_name, group in groupby(rows, key=lambda row: row[0]):
        if model_name in env:
            kept += _unlink_group(env[model_name].sudo(), [row[1] for row in group])
    for records in reversed(kept):
        if _unlink_group(records, records.ids):
            _logger.info("unable to delete %s, it stays", records)


def _unlink_group(model, ids):
    """Delete records of a model; return those that did not go, one by one."""
    records = model.browse(ids).exists()
    if not records:
        return []
    try:
        with model.env.cr.savepoint():
            records.unlink()
        return []
    except Exception as error:  # noqa: BLE001  the rest shall go
        if len(records) == 1:
            _logger.debug("cannot delete %s yet: %s", records, error)
            return [records]
    half = len(records) // 2
    first = _unlink_group(model, records[:half].ids)
    return first + _unlink_group(model, records[half:].ids)


# ---- options of selection fields
def _drop_options(env, names):
    """Do with the records what `ondelete` says for options that go."""
    gone = set(names)
    for model in env.values():
        if model._abstract or model._original_module in gone:
            continue
        for field in model._fields.values():
            if field.type == "selection" and gone & set(field._modules or ()):
                _drop_options_of(env, model, field, gone)


def _drop_options_of(env, model, field, gone):
    values = _values_of(field, lambda module: module in gone)
    values -= _values_of(field, lambda module: module not in gone)
    if not values or not set(field._modules) - gone:
        return
    for value in values:
        if field.store and field.column_type and model._auto:
            _apply_policy(env, model, field, value)
    env.cr.execute(
        SQL(
            "DELETE FROM ir_model_fields_selection WHERE value IN %s AND field_id IN "
            "(SELECT id FROM ir_model_fields WHERE model = %s AND name = %s)",
            tuple(values),
            model._name,
            field.name,
        )
    )


def _values_of(field, wanted):
    found = set()
    for definition in field._base_fields__:
        if wanted(definition._module):
            for key in ("selection", "selection_add"):
                items = definition._args__.get(key)
                if isinstance(items, (list, tuple)):
                    least = 2 if key == "selection_add" else 1
                    found.update(item[0] for item in items if len(item) >= least)
    return found


def _apply_policy(env, model, field, value):
    records = env[model._name].sudo().search([(field.name, "=", value)])
    if not records:
        return
    policy = (field.ondelete or {}).get(value)
    if callable(policy):
        policy(records)
    elif policy == "cascade":
        records.unlink()
    elif policy == "set default":
        default = records.default_get([field.name]).get(field.name)
        records.write({field.name: False if default == value else default})
    elif policy and policy.startswith("set ") and policy != "set null":
        records.write({field.name: policy[4:]})
    else:
        records.write({field.name: False})


# ---- models and fields
def _drop_structure(env, names, meta):
    cr = env.cr
    models = _names(cr, "ir_model", "model", meta["ir.model"])
    fields = _fields_of(cr, meta["ir.model.fields"], set(models.values()))
    _drop_relations(env, names)
    for name in models.values():
        model = env.get(name)
        if model is not None and not model._abstract and model._table:
            cr.schema.drop_table(model._table)
    _drop_attachments(env, set(models.values()), fields)
    gone = sorted(meta["ir.model.constraint"])
    checks, indexes = _lost_constraints(env, names, set(models.values()), gone)
    for index in indexes:
        cr.execute(SQL("DROP INDEX IF EXISTS %s", SQL.identifier(index)))
    columns = _columns(env, fields)
    for table in {*columns, *checks}:
        if cr.schema.table_exists(table):
            cr.schema.drop_parts(table, columns.get(table, ()), checks.get(table, ()))
    for table, key in (
        ("ir_model_fields", "ir.model.fields"),
        ("ir_model", "ir.model"),
        ("ir_model_fields_selection", "ir.model.fields.selection"),
        ("ir_model_constraint", "ir.model.constraint"),
    ):
        cr.delete_rows(table, sorted(meta[key]))
    for table in ("ir_model_constraint", "ir_model_relation"):
        cr.execute(
            SQL(
                "DELETE FROM %s WHERE module IN "
                "(SELECT id FROM ir_module_module WHERE name IN %s)",
                SQL.identifier(table),
                tuple(names),
            )
        )


def _names(cr, table, column, ids):
    if not ids:
        return {}
    cr.execute(
        SQL(
            "SELECT id, %s FROM %s WHERE id IN %s",
            SQL.identifier(column),
            SQL.identifier(table),
            tuple(ids),
        )
    )
    return dict(cr.fetchall())


def _fields_of(cr, ids, models):
    """Return (model, field name) of the fields that go while their model stays."""
    if not ids:
        return []
    cr.execute(
        SQL("SELECT model, name FROM ir_model_fields WHERE id IN %s", tuple(ids))
    )
    return [row for row in cr.fetchall() if row[0] not in models]


def _columns(env, fields):
    columns = defaultdict(list)
    for model_name, name in fields:
        model = env.get(model_name)
        if model is None or model._abstract or not model._auto:
            continue
        if name in env.cr.schema.columns(model._table):
            columns[model._table].append(name)
    return columns


def _drop_relations(env, names):
    env.cr.execute(
        SQL(
            """SELECT r.name FROM ir_model_relation r
               JOIN ir_module_module m ON m.id = r.module
               GROUP BY r.name HAVING SUM(CASE WHEN m.name IN %s THEN 0 ELSE 1 END) = 0""",
            tuple(names),
        )
    )
    for (table,) in env.cr.fetchall():
        env.cr.schema.drop_table(table)


def _lost_constraints(env, names, models, gone):
    """Return check constraints by table, and index names, of models that stay.

    Those of modules alone, and those of some records.
    """
    env.cr.execute(
        SQL(
            """SELECT c.name, x.model, c.definition FROM ir_model_constraint c
               JOIN ir_module_module m ON m.id = c.module JOIN ir_model x ON x.id = c.model
               WHERE c.type != 'f' GROUP BY c.name, x.model, c.definition
               HAVING SUM(CASE WHEN m.name IN %s OR c.id IN %s THEN 0 ELSE 1 END) = 0""",
            tuple(names),
            tuple(gone) or (0,),
        )
    )
    checks, indexes = defaultdict(list), []
    for name, model_name, definition in env.cr.fetchall():
        model = env.get(model_name)
        if model is None or model_name in models:
            continue
        if (definition or "").strip().lower().startswith("check"):
            checks[model._table].append(name)
        else:
            indexes.append(name)
    return checks, indexes


def _drop_attachments(env, models, fields):
    attachments = env["ir.attachment"].sudo()
    found = attachments.search(
        [("res_model", "in", list(models)), "|", ("res_field", "=", False), ("id", ">", 0)]
    )
    for model, name in fields:
        found |= attachments.search([("res_model", "=", model), ("res_field", "=", name)])
    found.unlink()


# ---- records that no file holds any more
def drop_orphans(env, names):
    """Delete records of upgraded modules whose files do not hold them any more."""
    loaded = env.registry.loaded_xmlids or set()
    env = env(context={**env.context, UNINSTALL_FLAG: True, "active_test": False})
    env.flush_all()
    env.cr.execute(
        SQL(
            """SELECT d.id, d.module, d.name, d.model, d.res_id FROM ir_model_data d
               WHERE d.module IN %s AND d.res_id IS NOT NULL
               AND NOT COALESCE(d.noupdate, false) ORDER BY d.id DESC""",
            tuple(names),
        )
    )
    stray, meta = [], []
    for data_id, module, name, model, res_id in env.cr.fetchall():
        if f"{module}.{name}" in loaded or model not in env:
            continue
        if not env[model].sudo().browse(res_id).exists():
            env["ir.model.data"].sudo().browse(data_id).unlink()
        elif _is_shared(env, data_id, model, res_id):
            # another module names the record too: only this name goes
            env["ir.model.data"].sudo().browse(data_id).unlink()
        else:
            _logger.info("Deleting %s@%s (%s.%s)", res_id, model, module, name)
            (meta if model in _META else stray).append((model, res_id))
    _unlink_records(env, stray)
    if meta:
        by_model = defaultdict(set)
        for model, res_id in meta:
            by_model[model].add(res_id)
        _drop_structure(env, ["-"], by_model)
        env.cr.execute(
            SQL(
                "DELETE FROM ir_model_data WHERE (model, res_id) IN (VALUES %s)",
                SQL(", ").join(SQL("(%s, %s)", *row) for row in meta),
            )
        )


def _is_shared(env, data_id, model, res_id):
    env.cr.execute(
        "SELECT 1 FROM ir_model_data WHERE model = %s AND res_id = %s AND id != %s",
        [model, res_id, data_id],
    )
    return bool(env.cr.fetchone())
