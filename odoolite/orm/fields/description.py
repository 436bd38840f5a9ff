"""What `fields_get()` tells of a field."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..environments import Environment
    from .base import Field


def describe_field(
    field: Field, env: Environment, attributes: Any = None
) -> dict[str, Any]:
    """Return the description, limited to `attributes` when given."""
    wanted = set(attributes) if attributes is not None else None
    desc: dict[str, Any] = {"type": field.type}
    for name, make in DESCRIPTIONS.items():
        if wanted is not None and name not in wanted:
            continue
        value = make(field, env)
        if value is not None:
            desc[name] = value
    if wanted is not None and "type" not in wanted:
        desc.pop("type")
    return desc


def _searchable(field: Field, env: Environment) -> bool:
    return bool(field.store or field.search)


def _depends(field: Field, env: Environment) -> Any:
    return tuple(field.get_depends(env[field.model_name]))


def _selection(field: Field, env: Environment) -> Any:
    if field.type in ("selection", "reference"):
        return field._description_selection(env)
    return None


def _domain(field: Field, env: Environment) -> Any:
    if not field.relational:
        return None
    domain = field.domain
    return domain(env[field.model_name]) if callable(domain) else domain


def _sortable(field: Field, env: Environment) -> bool:
    if field.related and not field.store:
        return _is_path_stored(field, env) or \
            bool(field.inherited and _sortable(field.related_field, env))
    return bool(field.is_column)


def _is_path_stored(field: Field, env: Environment) -> bool:
    """Tell whether a related field leads over stored many2ones to a stored column."""
    model = env.registry.models[field.model_name]
    names = str(field.related).split(".")
    for name in names[:-1]:
        step = model._fields.get(name)
        if step is None or step.type != "many2one" or not step.is_column:
            return False
        model = env.registry.models[step.comodel_name]
    last = model._fields.get(names[-1])
    return last is not None and bool(last.is_column)


def _string(field: Field, env: Environment) -> Any:
    if env.lang and env.lang != "en_US":
        return env["ir.model.fields"]._translated_label(field, "string") or field.string
    return str(field.string)


def _in_tree(field: Field, env: Environment) -> Any:
    """Tell whether child_of and parent_of work on the field (spelt as in Odoo)."""
    if not field.relational or field.comodel_name not in env:
        return None
    comodel = env[field.comodel_name]
    return comodel._parent_name in comodel._fields


def _groupable(field: Field, env: Environment) -> bool:
    return bool(
        (field.is_column or field.type == "many2many") and field.store
        or (field.inherited and _groupable(field.related_field, env))
        or (field.related and not field.store and _is_path_stored(field, env))
    )


def _when(kinds: tuple[str, ...], name: str) -> Any:
    return lambda f, env: getattr(f, name, None) if f.type in kinds else None


TEXT = ("char", "text", "html")
X2MANY = ("one2many", "many2many")
RELATIONS = ("many2one", *X2MANY)

DESCRIPTIONS: dict[str, Any] = {
    "name": lambda f, env: f.name,
    "change_default": lambda f, env: bool(getattr(f, "change_default", False)),
    "string": _string,
    "help": lambda f, env: f.help or None,
    "readonly": lambda f, env: bool(f.readonly),
    "required": lambda f, env: bool(f.required),
    "groups": lambda f, env: f.groups or None,
    "store": lambda f, env: bool(f.store),
    "manual": lambda f, env: bool(f.manual),
    "searchable": _searchable,
    "sortable": _sortable,
    "groupable": _groupable,
    "exportable": lambda f, env: bool(f.exportable),
    "aggregator": lambda f, env: (f.aggregator or None) if _groupable(f, env) or (
        f.related or f.is_column) else None,
    "company_dependent": lambda f, env: bool(f.company_dependent),
    "depends": _depends,
    "related": lambda f, env: f.related or None,
    "default_export_compatible": lambda f, env: bool(f.default_export_compatible),
    "relation": lambda f, env: f.comodel_name if f.type in RELATIONS else None,
    "relation_field": lambda f, env: (
        f.inverse_name if f.type == "one2many" else None
    ),
    "context": lambda f, env: f.context if f.relational else None,
    "allow_hierachy_operators": _in_tree,
    "domain": _domain,
    "selection": _selection,
    "size": lambda f, env: getattr(f, "size", None) if f.type == "char" else None,
    "trim": lambda f, env: bool(getattr(f, "trim", True)) if f.type == "char" else None,
    "translate": lambda f, env: bool(f.translate) if f.type in TEXT else None,
    "sanitize": _when(("html",), "sanitize"),
    "sanitize_tags": _when(("html",), "sanitize_tags"),
    "sanitize_attributes": _when(("html",), "sanitize_attributes"),
    "sanitize_style": _when(("html",), "sanitize_style"),
    "strip_style": _when(("html",), "strip_style"),
    "strip_classes": _when(("html",), "strip_classes"),
    "digits": lambda f, env: (
        f.get_digits(env) if f.type in ("float", "monetary") and
        hasattr(f, "get_digits") else None
    ),
    "currency_field": lambda f, env: (
        f.get_currency_field(env[f.model_name])
        if f.type == "monetary" and hasattr(f, "get_currency_field") else None
    ),
    "attachment": _when(("binary",), "attachment"),
    "definition_record": _when(("properties",), "definition_record"),
    "definition_record_field": _when(("properties",), "definition_record_field"),
    "model_field": _when(("many2one_reference",), "model_field"),
    "falsy_value_label": lambda f, env: f.falsy_value_label or None,
}
