"""Fields without a column: their values are kept together in a field of JSON."""
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..types import Record
    from .definition import FieldDefinition


def imply(field: FieldDefinition, attrs: dict[str, Any]) -> None:
    """Derive what `sparse="field_of_json"` means."""
    attrs["store"] = False
    attrs["copy"] = attrs.get("copy", False)
    attrs["compute"] = partial(compute, field)
    attrs["depends"] = (attrs["sparse"],)
    attrs.setdefault("readonly", False)
    if not attrs["readonly"]:
        attrs["inverse"] = partial(inverse, field)


def compute(field: FieldDefinition, records: Record) -> None:
    """Take the values out of the JSON; records that are gone count as unset."""
    for record in records:
        value = record[field.sparse].get(field.name)
        if value and field.relational:
            value = record.env[field.comodel_name].browse(value).exists()
        record[field.name] = value or False


def inverse(field: FieldDefinition, records: Record) -> None:
    """Put the values into the JSON, unset ones out of it."""
    for record in records:
        kept = dict(record[field.sparse])
        value = field.convert_to_read(record[field.name], record, use_display_name=False)
        if field.relational and value:
            ids = record[field.name].ids
            value = ids[0] if field.type == "many2one" else ids
        if value:
            if kept.get(field.name) == value:
                continue
            kept[field.name] = value
        elif field.name in kept:
            del kept[field.name]
        else:
            continue
        record[field.sparse] = kept
