"""Records as rows of text: paths through relations, a row per line of an x2many."""
from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

Row = list[Any]


class _XmlId(NamedTuple):
    """Stands for the xml id of a record until all of them are looked up."""

    model: str
    id: int


def split_path(name: str) -> list[str]:
    """Return the parts of `a/b`, `a/id`, `a:id`, `a/.id` or `a.id`."""
    name = re.sub(r"([^/])\.id", r"\1/.id", name)
    return re.sub(r"([^/]):id", r"\1/id", name).split("/")


def export_rows(records: Any, paths: Sequence[list[str]]) -> list[Row]:
    """Return the rows of the records; lines of a one2many add rows of their own."""
    rows = _rows(records, paths, records.env.context.get("import_compat", True))
    wanted: dict[str, dict[int, None]] = {}
    for row in rows:
        for value in row:
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, _XmlId):
                    wanted.setdefault(item.model, {})[item.id] = None
    known = {
        model: ensure_xml_ids(records.env[model].browse(list(ids)))
        for model, ids in wanted.items()
    }

    def shown(value: Any) -> Any:
        if isinstance(value, list):
            return ",".join(str(shown(item)) for item in value)
        return known[value.model][value.id] if isinstance(value, _XmlId) else value

    return [[shown(value) for value in row] for row in rows]


def _rows(records: Any, paths: Sequence[list[str]], compatible: bool) -> list[Row]:
    rows: list[Row] = []
    for record in records:
        current: Row = [""] * len(paths)
        further: list[Row] = []
        done: set[str] = set()
        for index, path in enumerate(paths):
            if not path or path[0] in done:
                continue
            name, rest = path[0], path[1:]
            field = _field(record, name)
            if name == ".id":
                current[index] = str(record.id)
            elif name == "id":
                current[index] = _XmlId(record._name, record.id)
            elif field.type == "many2many" and compatible and len(rest) < 2:
                current[index] = [
                    _cell(linked, rest[0] if rest else "display_name")
                    for linked in record[name]
                ] or ""
            elif field.relational and (rest or field.type != "many2one"):
                done.add(name)
                inner = [
                    (p[1:] or ["display_name"]) if p and p[0] == name else [] for p in paths
                ]
                lines = _rows(record[name], inner, compatible)
                for column, value in enumerate(lines[0] if lines else ()):
                    if inner[column]:
                        current[column] = value
                further += lines[1:]
            else:
                current[index] = field.convert_to_export(record[name], record)
        rows.append(current)
        rows += further
    return rows


def _field(record: Any, name: str) -> Any:
    field = record._fields.get("id" if name == ".id" else name)
    if field is None:
        raise ValueError(f"Invalid field {name!r} on {record._name!r}")
    return field


def _cell(record: Any, name: str) -> Any:
    if name == "id":
        return _XmlId(record._name, record.id)
    if name == ".id":
        return str(record.id)
    return _field(record, name).convert_to_export(record[name], record)


def ensure_xml_ids(records: Any) -> dict[int, str]:
    """Return an xml id for each record; one is made for those without."""
    known: dict[int, str] = {
        id_: names[0] for id_, names in records._get_external_ids().items() if names
    }
    missing = [id_ for id_ in records._ids if id_ not in known]
    values = []
    for id_ in missing:
        name = f"{records._table}_{id_}_{uuid.uuid4().hex[:8]}"
        known[id_] = f"__export__.{name}"
        values.append({
            "module": "__export__", "name": name, "model": records._name, "res_id": id_,
        })
    if values:
        records.env["ir.model.data"].sudo().create(values)
    return known
