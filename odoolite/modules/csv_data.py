"""CSV data files: one file a model, a record a row."""
from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any


class CsvError(Exception):
    """A CSV file that cannot be loaded; names file, line, column."""


def load_csv(env: Any, module: str, path: Path, noupdate: bool = False) -> None:
    """Load a CSV file into the model that the file is named for."""
    model_name = path.stem
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    if not rows:
        return
    header = [column.strip() for column in rows[0]]
    if model_name not in env:
        raise CsvError(f"{path}:1: unknown model {model_name}")
    if "id" not in header:
        raise CsvError(f"{path}:1: {model_name}: a column 'id' is needed")
    model = env[model_name].with_context(install_mode=True, tracking_disable=True)
    batch = []
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        xml_id, values = "", {}
        for column, cell in zip(header, row, strict=False):
            if column == "id":
                xml_id = cell if "." in cell else f"{module}.{cell}"
                continue
            try:
                name, value = _convert(env, module, model, column, cell)
            except (ValueError, KeyError) as error:
                raise CsvError(
                    f"{path}:{number}: {model_name}.{column}: {error}"
                ) from error
            if name is not None:
                values[name] = value
        batch.append({"xml_id": xml_id, "values": values, "noupdate": noupdate})
    for start in range(0, len(batch), 500):
        model._load_records(batch[start:start + 500], update=env.context.get("update"))


def _convert(
    env: Any, module: str, model: Any, column: str, cell: str
) -> tuple[str | None, Any]:
    name, by_id = column, ""
    for mark in (":id", "/id", "/.id", ".id"):
        if column.endswith(mark) and column != mark:
            name, by_id = column[:-len(mark)], mark
            break
    field = model._fields.get(name)
    if field is None:
        raise KeyError(f"unknown field {name!r}")
    text = cell.strip(" \t\r\n")     # a no-break space is a value
    if by_id in (":id", "/id"):
        refs = [
            env.ref(ref if "." in ref else f"{module}.{ref}").id
            for ref in text.split(",") if ref
        ]
        if field.type in ("many2many", "one2many"):
            return name, [(6, 0, refs)]
        return name, refs[0] if refs else False
    if by_id:
        return name, int(text) if text else False
    if not text:
        return (None, None) if field.type == "boolean" else (name, False)
    if field.type == "boolean":
        return name, text.lower() not in ("0", "false", "no")
    if field.type in ("integer", "many2one_reference"):
        return name, int(float(text))
    if field.type in ("float", "monetary"):
        return name, float(text)
    if field.type == "many2one":
        found = env[field.comodel_name].name_search(text, operator="=", limit=2)
        if not found:
            raise ValueError(f"no {field.comodel_name} is named {text!r}")
        return name, found[0][0]
    return name, cell
