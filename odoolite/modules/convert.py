"""What addons import as `odoo.tools.convert`: loading one file of data."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from ..tools.file_paths import file_path
from .csv_data import load_csv
from .loading import load_file
from .xml_data import ParseError, load_records, load_xml

__all__ = [
    "ParseError", "convert_csv_import", "convert_file", "convert_xml_import",
    "load_records",
]


def convert_file(
    env: Any, module: str, filename: str, idref: Any = None, mode: str = "update",
    noupdate: bool = False, kind: Any = None, pathname: str | None = None,
) -> None:
    """Load a data file of an addon."""
    load_file(env, module, _locate(module, filename, pathname), mode, noupdate)


def convert_xml_import(
    env: Any, module: str, xmlfile: Any, idref: Any = None, mode: str = "init",
    noupdate: bool = False, report: Any = None,
) -> None:
    """Load an XML data file."""
    load_xml(env, module, _locate(module, getattr(xmlfile, "name", xmlfile)), mode,
             noupdate)


def convert_csv_import(
    env: Any, module: str, fname: str, csvcontent: bytes = b"", idref: Any = None,
    mode: str = "init", noupdate: bool = False,
) -> None:
    """Load a CSV data file."""
    load_csv(env, module, _locate(module, fname), mode, noupdate)


def _locate(module: str, name: str, path: str | None = None) -> Path:
    for candidate in (path, name):
        if candidate and Path(candidate).is_absolute():
            return Path(candidate)
    try:
        return Path(file_path(name))
    except FileNotFoundError:
        return Path(file_path(f"{module}/{name}"))
