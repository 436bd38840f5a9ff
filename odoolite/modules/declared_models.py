"""Models and fields that stand in the database only (state manual)."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..orm import fields, model_classes
from ..orm.models.base import Model, TransientModel
from .expressions import evaluate, make_compute

if TYPE_CHECKING:
    from ..orm.registry import Registry

KINDS: dict[str, Any] = {cls.type: cls for cls in (
    fields.Binary, fields.Boolean, fields.Char, fields.Date, fields.Datetime,
    fields.Float, fields.Html, fields.Integer, fields.Json, fields.Many2many,
    fields.Many2one, fields.Many2oneReference, fields.Monetary, fields.One2many,
    fields.Properties, fields.PropertiesDefinition, fields.Reference, fields.Selection,
    fields.Text,
)}


def register() -> None:
    """Make registries read the declarations of their database."""
    if add_declared not in model_classes.manual_hooks:
        model_classes.manual_hooks.append(add_declared)


def add_declared(registry: Registry, cr: Any) -> None:
    """Give a registry its manual models and fields."""
    if not _has_table(cr, "ir_model") or not _has_table(cr, "ir_model_fields"):
        return
    if not _has_table(cr, "ir_model_fields_selection"):
        return
    for known in registry.models.values():
        known._manual_fields = {}
    for row in _rows(cr, "SELECT * FROM ir_model WHERE state = 'manual'"):
        _add_model(registry, row)
    selections: dict[int, list[tuple[str, str]]] = {}
    for row in _rows(cr, "SELECT field_id, value, name FROM ir_model_fields_selection "
                         "ORDER BY sequence, id"):
        selections.setdefault(row["field_id"], []).append(
            (row["value"], _english(row["name"]))
        )
    rows = _rows(cr, "SELECT * FROM ir_model_fields WHERE state = 'manual'")
    holders = _sparse_holders(cr, rows)
    for row in rows:
        model: Any = registry.models.get(row["model"])
        if model is not None and _kind(row["ttype"]) is not None:
            field = _make_field(row, selections, holders)
            if field is not None:
                field.name = row["name"]
                model._manual_fields = {**model._manual_fields, row["name"]: field}


def _has_table(cr: Any, table: str) -> bool:
    cr.execute(cr.dialect.find_table(table))
    return cr.fetchone() is not None


def _rows(cr: Any, query: str) -> list[dict[str, Any]]:
    cr.execute(query)
    return cr.dictfetchall()  # type: ignore[no-any-return]


def _english(text: str | None) -> str:
    if not text:
        return ""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return str(value.get("en_US") or "") if isinstance(value, dict) else text


def _add_model(registry: Registry, row: dict[str, Any]) -> None:
    name = row["model"]
    if name in registry.models:
        return
    base = TransientModel if row.get("transient") else Model
    definition = model_classes.MetaModel(name, (base,), {
        "_name": name, "_description": _english(row["name"]), "_custom": True,
        "_register": False, "_module": None, "__module__": "odoolite.declared",
        "_order": row.get("order") or "id",
    })
    model_classes.add_to_registry(registry, definition)


def _kind(ttype: str) -> Any:
    """Return the class of a type of fields, those of addons included."""
    return KINDS.get(ttype) or fields.Field._by_type.get(ttype)


def _sparse_holders(cr: Any, rows: list[dict[str, Any]]) -> dict[int, str]:
    """Return the names of the fields that sparse fields are kept in, by id."""
    ids = tuple({row["serialization_field_id"] for row in rows
                 if row.get("serialization_field_id")})
    if not ids:
        return {}
    cr.execute("SELECT id, name FROM ir_model_fields WHERE id IN %s", [ids])
    return dict(cr.fetchall())


def _make_field(
    row: dict[str, Any], selections: dict[int, Any], holders: dict[int, str]
) -> Any:
    kind = row["ttype"]
    args: dict[str, Any] = {
        "manual": True, "string": _english(row["field_description"]) or row["name"],
        "help": _english(row.get("help")) or None, "index": bool(row.get("index")),
        "copy": bool(row.get("copied")), "required": bool(row.get("required")),
        "readonly": bool(row.get("readonly")),
    }
    if row.get("related"):
        args["related"] = row["related"]
    elif row.get("compute"):
        args["compute"] = make_compute(row["compute"], row.get("depends"))
    if row.get("serialization_field_id"):
        args["sparse"] = holders[row["serialization_field_id"]]
    elif row.get("store") is not None:
        args["store"] = bool(row["store"])
    if kind in ("char", "text", "html"):
        args["translate"] = bool(row.get("translate"))
        if kind == "char" and row.get("size"):
            args["size"] = row["size"]
    elif kind == "selection":
        args["selection"] = selections.get(row["id"], [])
    elif kind == "reference":
        args["selection"] = selections.get(row["id"], [])
    elif kind == "many2one":
        args.update(comodel_name=row["relation"],
                    ondelete=row.get("on_delete") or "set null")
        if args["required"] and args["ondelete"] == "set null":
            args["ondelete"] = "restrict"
    elif kind == "one2many":
        args.update(comodel_name=row["relation"], inverse_name=row["relation_field"])
    elif kind == "many2many":
        args.update(comodel_name=row["relation"],
                    relation=row.get("relation_table") or None,
                    column1=row.get("column1") or None,
                    column2=row.get("column2") or None)
    elif kind == "monetary":
        args["currency_field"] = row.get("currency_field") or None
    if kind in ("many2one", "one2many", "many2many") and row.get("domain"):
        args["domain"] = evaluate(row["domain"], {})
    if not args["readonly"]:
        del args["readonly"]
    return _kind(kind)(**args)
