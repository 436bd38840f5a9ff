"""Rows of text loaded as records: all of them, or none and a message for each problem."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..exceptions import UserError
from ..storage.errors import NotNullViolation, StorageError
from .exporting import split_path
from .reflection import explain_error

MANY_ERRORS = 10
HEAD = "The operation cannot be completed: "
Info = dict[str, Any]


class _Undo(Exception):
    """Rolls a savepoint back."""


def load_rows(model: Any, fields: Sequence[str], data: Sequence[Any]) -> dict[str, Any]:
    """Create or update a record per row; what `load()` answers.

    Rows that fill only columns of a one2many belong to the record above them.
    """
    paths = [split_path(name) for name in fields]
    if not model.env.context.get("_import_current_module"):
        model = model.with_context(_import_current_module="__import__")
    messages: list[Info] = []
    ids: Any = []
    limit = model.env.context.get("_import_limit")
    next_row = 0
    try:
        with model.env.cr.savepoint():
            batch = []
            for index, (record, rows) in enumerate(extract_records(model, paths, data)):
                if limit and rows["from"] >= limit:
                    next_row = rows["from"]
                    break
                info = {"rows": rows, "record": index}
                values = convert_record(model, record, info, messages)
                if values is not None:
                    batch.append((values, info))
            ids = _store(model, batch, messages)
            if any(message["type"] == "error" for message in messages):
                raise _Undo
    except _Undo:
        ids = False
        model.env.invalidate_all()
    return {"ids": ids, "messages": messages, "nextrow": next_row}


# ---- rows to nested values
def extract_records(
    model: Any, paths: Sequence[list[str]], data: Sequence[Any]
) -> Iterator[tuple[dict[str, Any], dict[str, int]]]:
    """Yield what the rows say of each record, and the rows it spans.

    Values of relations are lists of {subfield: value}; subfield None is the name.
    """
    for path in paths:
        if path[0] not in ("id", ".id") and path[0] not in model._fields:
            raise ValueError(f"Invalid field name {path[0]!r}")
    lines = [
        i for i, path in enumerate(paths)
        if path[0] in model._fields and model._fields[path[0]].type == "one2many"
    ]
    others = [i for i in range(len(paths)) if i not in lines]
    index = 0
    while index < len(data):
        end = index + 1
        while lines and end < len(data) and any(data[end][i] for i in lines) \
                and not any(data[end][i] for i in others):
            end += 1
        span = data[index:end]
        if any(span[0]):
            yield _nest(model, paths, span, lines), {"from": index, "to": end - 1}
        index = end


def _nest(
    model: Any, paths: Sequence[list[str]], span: Sequence[Any], lines: list[int]
) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for index, path in enumerate(paths):
        name = path[0]
        if name in ("id", ".id") or not model._fields[name].relational:
            record[name] = span[0][index]
        elif index not in lines:
            record.setdefault(name, [{}])[0]["/".join(path[1:]) or None] = span[0][index]
    for name in dict.fromkeys(paths[i][0] for i in lines):
        columns = [i for i in lines if paths[i][0] == name]
        comodel = model.env[model._fields[name].comodel_name]
        inner = [paths[i][1:] for i in columns]
        rows = [[row[i] for i in columns] for row in span]
        if all(inner):
            record[name] = [nested for nested, _rows in
                            extract_records(comodel, inner, rows)]
        else:
            record[name] = [{None: row[0]} for row in rows if row[0]]
    return record


# ---- values to records
def convert_record(
    model: Any, record: dict[str, Any], info: Info, messages: list[Info]
) -> dict[str, Any] | None:
    """Return the values with `id` and `.id`, None when there were errors."""
    failed = False

    def log(field_name: str, problem: Exception) -> None:
        nonlocal failed
        kind = "warning" if isinstance(problem, Warning) else "error"
        failed = failed or kind == "error"
        field = model._fields.get(field_name)
        label = field_name if field is None else \
            field.get_description(model.env, ["string"])["string"]
        text, more = problem.args[0], (problem.args[1] if problem.args[1:] else {})
        messages.append({
            **info, "type": kind, "field": field_name, **more,
            "message": str(text).replace("%(field)s", str(label)),
        })

    convert = model.env["ir.fields.converter"].for_model(model)
    values = convert(record, log)
    values["id"] = record.get("id") or False
    values[".id"] = False
    if record.get(".id"):
        try:
            values[".id"] = int(record[".id"])
        except ValueError:
            log(".id", ValueError(f"Invalid database identifier '{record['.id']}'"))
        else:
            if not model.browse(values[".id"]).exists():
                log(".id", ValueError(f"Unknown database identifier '{values['.id']}'"))
    return None if failed else values


def _store(
    model: Any, batch: list[tuple[dict[str, Any], Info]], messages: list[Info]
) -> list[int]:
    """Write the records at once; one by one to find the bad ones when that fails."""
    items = [(_to_data(model, values), info) for values, info in batch]
    env = model.env
    if not any(message["type"] == "error" for message in messages):
        try:
            with env.cr.savepoint():
                return list(_load(model, [data for data, _info in items]))
        except Exception:  # noqa: BLE001  found again below, one by one
            env.invalidate_all()
    ids: list[int] = []
    errors = 0
    for number, (data, info) in enumerate(items, 1):
        try:
            with env.cr.savepoint():
                ids += _load(model, [data])
        except Exception as error:  # noqa: BLE001  whatever it is, it is told
            errors += 1
            env.invalidate_all()
            messages.append({**info, "type": "error", **_explain(model, error)})
            if errors >= MANY_ERRORS and errors >= number / 10:
                messages.append({"type": "warning", "message": (
                    "Found more than 10 errors and more than one error per 10 records, "
                    "interrupted to avoid showing too many errors."
                )})
                break
    return ids


def _to_data(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    values = dict(values)
    xml_id, db_id = values.pop("id"), values.pop(".id")
    if xml_id and "." not in xml_id:
        module = model.env.context.get("_import_current_module") or "__import__"
        xml_id = f"{module}.{xml_id}"
    return {"xml_id": xml_id, "db_id": db_id, "values": values}


def _load(model: Any, items: list[dict[str, Any]]) -> list[int]:
    ids: dict[int, int] = {}
    fresh = []
    for index, item in enumerate(items):
        if item["db_id"]:
            record = model.browse(item["db_id"])
            record.write(item["values"])
            if item["xml_id"]:
                model.env["ir.model.data"].sudo()._update_xmlids(
                    [{"xml_id": item["xml_id"], "record": record}]
                )
            ids[index] = record.id
        else:
            fresh.append((index, {"xml_id": item["xml_id"], "values": item["values"]}))
    records = model._load_records([data for _index, data in fresh], False)
    for (index, _data), id_ in zip(fresh, records._ids, strict=True):
        ids[index] = id_
    model.env.flush_all()
    return [ids[index] for index in range(len(items))]


def _explain(model: Any, error: Exception) -> Info:
    """Return message and field of what a record failed with."""
    if isinstance(error, StorageError):
        text = explain_error(model.env.registry, error).removeprefix(HEAD)
        info: Info = {"message": text}
        if isinstance(error, NotNullViolation):
            if error.column in model._fields:
                info["field"] = error.column
        return info
    if isinstance(error, UserError):
        return {"message": str(error)}
    return {
        "message": f"Unknown error during import: {type(error)}: {error}",
        "moreinfo": "Resolve other errors first",
    }
