"""Declared fields that lead nowhere in a registry: left out before fields are set up.

A declaration is made for all of Odoo's modules; a registry may lack the model or the
field that it points to.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .registry import Registry


def drop_unfounded(registry: Registry) -> None:
    """Remove declared fields whose relation or related path does not exist."""
    declared = [
        (model, field)
        for model in registry.models.values()
        for field in model._fields.values()
        if field.__dict__.get("declared") or field.inherited
    ]
    while True:
        lost = [pair for pair in declared if not _is_founded(registry, *pair)]
        if not lost:
            return
        for model, field in lost:
            del model._fields[field.name]
            if field.name in model.__dict__:
                delattr(model, field.name)
        declared = [pair for pair in declared if pair not in lost]


def _is_founded(registry: Registry, model: Any, field: Any) -> bool:
    if field.related:
        return _leads(registry, model, field)
    if not field.relational:
        return True
    comodel: Any = registry.models.get(field.comodel_name)
    if comodel is None:
        return False
    if field.type == "one2many" and field.inverse_name:
        return field.inverse_name in comodel._fields
    return not (comodel._abstract and field.type == "many2many")


def _leads(registry: Registry, model: Any, field: Any) -> bool:
    """Tell whether a related path ends at a field of the same type."""
    found: Any = None
    for name in field.related.split("."):
        found = model and model._fields.get(name)
        if found is None:
            return False
        model = registry.models.get(found.comodel_name) if found.comodel_name else None
    return bool(found.type == field.type)
