"""Files of addons, named `addon/folder/file`."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, Any


def file_path(name: str, filter_ext: Any = ("",), env: Any = None) -> str:
    """Return the path of an addon's file; FileNotFoundError."""
    addons = sys.modules.get("odoo.addons")
    path = Path(name)
    if path.is_absolute():
        roots = [Path(p) for p in getattr(addons, "__path__", [])]
        if path.exists() and any(root in path.parents for root in roots):
            return str(path)
        raise FileNotFoundError(f"File not found: {name}")
    for folder in getattr(addons, "__path__", []):
        candidate = (Path(folder) / path).resolve()
        if candidate.exists() and Path(folder).resolve() in candidate.parents:
            return str(candidate)
    raise FileNotFoundError(f"File not found: {name}")


def file_open(name: str, mode: str = "r", **_kwargs: Any) -> IO[Any]:
    """Open an addon's file."""
    return open(file_path(name), mode, encoding=None if "b" in mode else "utf-8")


def data_folder() -> Path:
    """Return the folder of the declared data that belongs to no addon."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def read_catalogue(name: str) -> str:
    """Return a file of what we know of Odoo without having it."""
    return (data_folder() / "catalogue" / name).read_text(encoding="utf-8")
