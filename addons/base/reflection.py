"""Writing down the live models in the tables of ir.model and its kin, and back."""

from __future__ import annotations

import json
from functools import partial

from odoo.tools import SQL


def set_up_registry(env, model_names=()):
    """Rebuild the live models after a change to their declarations.

    A rollback sets them up once more, from what the database then says.
    """
    env.flush_all()
    registry, cr = env.registry, env.cr
    _set_up(registry, cr)
    if model_names:
        registry.init_models(cr, list(model_names))
    if "registry_restored" not in cr.postrollback.data:
        cr.postrollback.data["registry_restored"] = True
        cr.postrollback.add(partial(_restore_registry, registry))


def _restore_registry(registry):
    with registry.cursor() as cr:
        _set_up(registry, cr)


def _set_up(registry, cr):
    # manual models are built anew, by what the database now says of them
    for name in [n for n, m in registry.items() if getattr(m, "_custom", False)]:
        del registry[name]
    registry.setup_models(cr)


def model_xmlid(name):
    """Return the name part of the external id of a model."""
    return "model_" + name.replace(".", "_")


def is_of_module(model, module):
    """Tell whether `module` defines the model or extends it."""
    return any(
        cls.__dict__.get("_module") == module
        and getattr(cls, "_name", None) == model._name
        for cls in type(model).__mro__
    )


def read_rows(cr, table, columns, key, values):
    """Return rows of a table as dicts, those whose `key` is among the values."""
    rows = []
    values = list(values)
    for start in range(0, len(values), 500):
        chunk = values[start : start + 500]
        cr.execute(
            SQL(
                "SELECT %s FROM %s WHERE %s IN %s",
                SQL(", ").join(SQL.identifier(c) for c in columns),
                SQL.identifier(table),
                SQL.identifier(key),
                tuple(chunk),
            )
        )
        rows += [dict(zip(columns, row, strict=True)) for row in cr.fetchall()]
    return rows


def _same(new, old):
    if new is None or new is False or new == 0:
        return not old
    return new == old


def write_rows(env, table, expected, find, translated=()):
    """Bring rows of a table in line: insert the unknown ones, update the changed."""
    cr, now = env.cr, str(env.cr.now())
    new, changed = [], []
    for row in expected:
        old = find(row)
        if old is None:
            new.append(row)
            continue
        diff = {}
        for name, value in row.items():
            if name in translated:
                texts = json.loads(old[name]) if old[name] else {}
                if (texts.get("en_US") or None) != (value or None):
                    texts["en_US"] = value
                    diff[name] = json.dumps(texts, ensure_ascii=False)
            elif not _same(value, old[name]):
                diff[name] = value
        if diff:
            changed.append((old["id"], diff))
    if new:
        names = list(new[0])
        columns = [*names, "create_uid", "create_date", "write_uid", "write_date"]
        log = (env.uid, now, env.uid, now)
        names_sql = ", ".join(f'"{c}"' for c in columns)
        marks = ", ".join(["%s"] * len(columns))
        cr.executemany(
            f'INSERT INTO "{table}" ({names_sql}) VALUES ({marks})',
            [
                tuple(_column(row[n], n in translated) for n in names) + log
                for row in new
            ],
        )
    for id_, diff in changed:
        cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE id = %s",
                SQL.identifier(table),
                SQL(", ").join(
                    SQL("%s = %s", SQL.identifier(name), value)
                    for name, value in diff.items()
                ),
                id_,
            )
        )


def _column(value, translated):
    if translated:
        return json.dumps({"en_US": value}, ensure_ascii=False) if value else None
    return value


def modules_of(records):
    """Return the installed modules that own each record, as text by record id."""
    rows = records.env.execute_query(
        SQL(
            """SELECT d.res_id, d.module FROM ir_model_data d
           WHERE d.model = %s AND d.res_id IN %s""",
            records._name,
            tuple(records.ids) or (0,),
        )
    )
    installed = set(records.env["ir.module.module"]._installed())
    found: dict[int, set[str]] = {}
    for res_id, module in rows:
        if module in installed:
            found.setdefault(res_id, set()).add(module)
    return {res_id: ", ".join(sorted(names)) for res_id, names in found.items()}


def field_xmlid(model_name, field_name):
    """Return the name part of the external id of a field."""
    return f"field_{model_name.replace('.', '_')}__{field_name}"


def selection_xmlid(model_name, field_name, value):
    """Return the name part of the external id of an option of a selection field."""
    clean = "".join(c if c.isalnum() else "_" for c in value).lower()
    return f"selection__{model_name.replace('.', '_')}__{field_name}__{clean}"


def drop_column(cr, table, column):
    """Delete a column; one that the database holds on to is emptied instead.

    A live table is not rebuilt: other tables refer to it.
    """
    cr.execute(SQL("DROP INDEX IF EXISTS %s", SQL.identifier(f"{table}__{column}_index")))
    names = SQL.identifier(table), SQL.identifier(column)
    try:
        with cr.savepoint(flush=False):
            cr.execute(SQL("ALTER TABLE %s DROP COLUMN %s", *names))
    except Exception:  # noqa: BLE001  SQLite keeps columns with a foreign key
        cr.execute(SQL("UPDATE %s SET %s = NULL", *names))
