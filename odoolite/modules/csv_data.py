"""CSV data files: one file a model, a record a row.

Columns that lead on (`line_ids/product_id/id`) make lines of the record above them;
`name@fr_FR` is a translation, left out where the language is not active.
"""
from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from ..orm.exporting import split_path
from ..orm.importing import convert_record, extract_records

MARKS = ((":id", "id"), ("/id", "id"), ("/.id", ".id"), (".id", ".id"))
FALSE = ("", "0", "false", "no")
BATCH = 500
RELATIONS = ("many2one", "many2many", "one2many")


class CsvError(Exception):
    """A CSV file that cannot be loaded; names file, line, model and column."""

    def __init__(self, module: str, path: Path, line: int, where: str, text: str) -> None:
        self.file, self.line, self.where, self.text = str(path), line, where, text
        super().__init__(
            f"Module loading {module} failed: file {module}/{path.name} could not be "
            f"processed:\n{path}:{line}: {where}: {text}"
        )


# Odoo raises a bare Exception here
CsvError.__module__, CsvError.__qualname__ = "builtins", "Exception"


def load_csv(
    env: Any, module: str, path: Path, mode: str = "init", noupdate: bool = False
) -> None:
    """Load a CSV file into the model that the file is named for."""
    model_name = path.stem.split("-")[0]
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise CsvError(module, path, 1, model_name, str(error)) from error
    if not rows:
        return
    header = [column.strip() for column in rows[0]]
    if model_name not in env:
        raise CsvError(module, path, 1, model_name, "unknown model")
    if mode != "init" and "id" not in header:
        raise CsvError(module, path, 1, model_name, "a column 'id' is needed")
    model = env[model_name].with_context(
        install_mode=True, install_module=module, module=module, mode=mode,
        install_filename=str(path), noupdate=noupdate,
    )
    if any("/" in _split(column)[0] for column in header):
        _load_nested(module, path, model, header, rows[1:], mode, noupdate)
        return
    own = _columns_of_itself(model, header)
    batch: list[dict[str, Any]] = []
    line = 1
    for row in rows[1:]:
        line += 1 + sum(cell.count("\n") for cell in row)
        # a row that names others of its file needs them stored
        if len(batch) >= BATCH or (batch and any(row[i].strip() for i in own
                                                 if i < len(row))):
            _store(module, path, line, model, batch, mode)
            batch = []
        if any(row):
            data = _read_row(module, path, line, model, header, row)
            batch.append({**data, "noupdate": noupdate})
    if batch:
        _store(module, path, line, model, batch, mode)


def _load_nested(
    module: str, path: Path, model: Any, header: list[str], rows: list[list[str]],
    mode: str, noupdate: bool,
) -> None:
    """Load rows of which some are lines of the record above them."""
    model = model.with_context(_import_current_module=module)
    paths = [split_path("/".join(filter(None, _split(column)))) for column in header]
    lines, at = [], 1
    for row in rows:
        lines.append(at := at + 1)
        at += sum(cell.count("\n") for cell in row)
        row += [""] * (len(header) - len(row))
    try:
        for record, span in extract_records(model, paths, rows):
            line = lines[span["from"]]
            messages: list[dict[str, Any]] = []
            values = convert_record(model, record, {}, messages)
            for message in messages:
                if message["type"] == "error":
                    where = f"{model._name}.{message['field']}"
                    raise CsvError(module, path, line, where, message["message"])
            if values is None:
                continue
            xml_id = values.pop("id") or ""
            del values[".id"]
            if xml_id and "." not in xml_id:
                xml_id = f"{module}.{xml_id}"
            data = {"xml_id": xml_id, "values": values, "noupdate": noupdate}
            _store(module, path, line, model, [data], mode)
    except ValueError as error:
        raise CsvError(module, path, 1, model._name, str(error)) from error


def _columns_of_itself(model: Any, header: list[str]) -> list[int]:
    """Return the columns that name records of the file's own model."""
    found = []
    for index, column in enumerate(header):
        name, by = _split(column)
        field = model._fields.get(name)
        if by == "id" and field is not None and field.comodel_name == model._name:
            found.append(index)
    return found


def _store(
    module: str, path: Path, line: int, model: Any, batch: list[dict[str, Any]], mode: str
) -> None:
    translations = [data.pop("translations", {}) for data in batch]
    try:
        records = model._load_records(batch, mode == "update")
        for record, by_lang in zip(records, translations, strict=False):
            for lang, values in by_lang.items():
                record.with_context(lang=lang).write(values)
    except Exception as error:
        raise CsvError(module, path, line, model._name, str(error)) from error


def _read_row(
    module: str, path: Path, line: int, model: Any, header: list[str], row: list[str]
) -> dict[str, Any]:
    """Return xml id and values of a row; CsvError."""
    xml_id, values = "", {}
    translations: dict[str, dict[str, str]] = {}
    for column, cell in zip(header, row, strict=False):
        if column == "id":
            xml_id = cell if "." in cell or not cell else f"{module}.{cell}"
            continue
        name, by = _split(column)
        name, _at, lang = name.partition("@")
        field = model._fields.get(name)
        try:
            if field is None:
                raise ValueError(f"unknown field {name!r}")
            if lang:
                if not field.translate:
                    raise ValueError(f"field {name!r} is not translated")
                if cell and lang in model.env.registry.active_langs(model.env.cr):
                    translations.setdefault(lang, {})[name] = cell
                continue
            value = _convert(model, module, field, by, cell)
        except (ValueError, KeyError, TypeError) as error:
            text = str(error.args[0]) if error.args else str(error)
            raise CsvError(
                module, path, line, f"{model._name}.{column}", text
            ) from error
        if value is not None:
            values[name] = value
    return {"xml_id": xml_id, "values": values, "translations": translations}


def _split(column: str) -> tuple[str, str]:
    """Return the field of a column, and how its cells name records."""
    for mark, by in MARKS:
        if column.endswith(mark) and column != mark:
            return column[:-len(mark)], by
    return column, ""


def _convert(model: Any, module: str, field: Any, by: str, cell: str) -> Any:
    """Return the value of a cell; None leaves the field to its default."""
    text = cell.strip(" \t\r\n")     # a no-break space is a value
    kind = field.type
    if by or kind in RELATIONS:
        return _find_records(model, module, field, by, text)
    if not text:
        return None if kind in ("boolean", "integer", "float", "monetary") else False
    if kind == "boolean":
        return text.lower() not in FALSE
    if kind in ("integer", "many2one_reference"):
        return int(text)
    if kind in ("float", "monetary"):
        return float(text)
    if kind == "selection":
        return _find_option(model, field, text)
    return cell


def _find_option(model: Any, field: Any, text: str) -> str:
    for value, label in field._description_selection(model.env):
        if text in (str(value), str(label)):
            return str(value)
    raise ValueError(
        f"Value '{text}' not found in selection field '{field.string or field.name}'"
    )


def _find_records(model: Any, module: str, field: Any, by: str, text: str) -> Any:
    many = field.type in ("many2many", "one2many")
    found: list[int] = []
    for part in (text.split(",") if many else [text]):
        if part.strip():
            found.append(_find_record(model.env, module, field, by, part.strip()))
    if many:
        return [(6, 0, found)] if found else False
    return found[0] if found else False


def _find_record(env: Any, module: str, field: Any, by: str, text: str) -> int:
    if by == ".id":
        return int(text)
    if by == "id":
        full = text if "." in text else f"{module}.{text}"
        _model, res_id = env["ir.model.data"]._xmlid_to_res_model_res_id(full)
        if not res_id:
            raise ValueError(
                f"No matching record found for external id '{full}' in field "
                f"'{field.string or field.name}'"
            )
        return int(res_id)
    found = env[field.comodel_name].name_search(text, operator="=", limit=2)
    if not found:
        raise ValueError(
            f"No matching record found for name '{text}' in field "
            f"'{field.string or field.name}'"
        )
    return int(found[0][0])
