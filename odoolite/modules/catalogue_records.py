"""The default records of the catalogue: groups, access rights, menus, sequences."""
from __future__ import annotations

import logging
from typing import Any

from ..orm.model_classes import is_definition
from .catalogue_files import read_entry

_logger = logging.getLogger("odoo.modules.loading")
Row = dict[str, Any]
# what addons hang their own data on: made where Python addons have left it out
SHARED = ("ir.actions.act_window", "ir.ui.menu")
MODEL_OF = ("ir.actions.act_window", "res_model"), ("ir.actions.report", "model")


def load_records(env: Any, module: str, whole: bool) -> None:
    """Make the records that the catalogue has for a module.

    Without `whole` only the access rights of models that stand in the catalogue alone.
    """
    entry = read_entry(module) or {}
    if not whole:
        _load_access(env, entry)
        return
    for model, rows in entry.get("data", {}).items():
        if model in env:
            _load_model(env, model, rows)
    for place, xml_ids in entry.get("links", {}).items():
        record, _colon, field = place.partition(":")
        target = env.ref(record, raise_if_not_found=False)
        found = [env.ref(x, raise_if_not_found=False) for x in xml_ids]
        ids = [other.id for other in found if other]
        if target and ids and field in target._fields:
            target.write({field: [(4, id_) for id_ in ids]})


def load_missing(env: Any, module: str) -> None:
    """Make the actions and menus of a module that its own data does not make."""
    data = (read_entry(module) or {}).get("data", {})
    for model in SHARED:
        _load_model(env, model, [
            row for row in data.get(model, ())
            if not env.ref(row["id"], raise_if_not_found=False)
        ])


def _load_access(env: Any, entry: Row) -> None:
    declared = {
        f"model_{name.replace('.', '_')}" for name in entry.get("models", {})
        if name in env and _is_declared(env[name])
    }
    rows = entry.get("data", {}).get("ir.model.access", ())
    _load_model(env, "ir.model.access", [
        row for row in rows if row.get("model_id", ".").partition(".")[2] in declared
    ])


def _load_model(env: Any, model: str, rows: list[Row]) -> None:
    """Load the rows of one model; those that need another of them come after it."""
    records = env[model].with_context(install_mode=True, tracking_disable=True)
    waiting = {row["id"]: row for row in rows if _is_wanted(env, model, row)}
    while waiting:
        ready = [
            row for row in waiting.values()
            if not any(_needs(value, waiting) for key, value in row.items()
                       if key != "id")
        ] or list(waiting.values())
        batch = []
        for row in ready:
            del waiting[row["id"]]
            values = _values(env, records, row)
            if values is None:
                _logger.debug("%s left out: it refers to what is not there", row["id"])
            else:
                batch.append({"xml_id": row["id"], "values": values, "noupdate": True})
        try:
            with env.cr.savepoint():
                records._load_records(batch)
        except Exception as error:  # noqa: BLE001  a default record is not worth the start
            _logger.warning("default records of %s are left out: %s", model, error)


def _is_declared(model: Any) -> bool:
    """Tell whether all definitions of a model come from the catalogue."""
    own = [cls for cls in model._base_classes if is_definition(cls)]
    return all(cls.__dict__.get("_declared") for cls in own)


def _needs(value: Any, waiting: dict[str, Row]) -> bool:
    if isinstance(value, list):
        return any(item in waiting for item in value)
    return isinstance(value, str) and value in waiting


def _is_wanted(env: Any, model: str, row: Row) -> bool:
    """Leave out records about models that are not there."""
    return not any(
        model == of and row.get(name) and row[name] not in env for of, name in MODEL_OF
    )


def _values(env: Any, records: Any, row: Row) -> Row | None:
    """Return values to write; None when a record it cannot be without is missing."""
    values: Row = {}
    for name, value in row.items():
        field = records._fields.get(name)
        if field is None:
            continue
        if field.type == "many2one" and value:
            other = env.ref(value, raise_if_not_found=False)
            if not other:
                # a right without its group would be everybody's
                if field.required or records._name == "ir.model.access":
                    return None
                continue
            value = other.id
        elif field.type == "many2many":
            found = [env.ref(item, raise_if_not_found=False) for item in value]
            value = [(6, 0, [other.id for other in found if other])]
        values[name] = value
    return values
