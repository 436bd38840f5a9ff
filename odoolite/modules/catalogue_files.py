"""The files of the catalogue: what each community module declares."""
from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..tools.file_paths import data_folder


def catalogue_folder() -> Path:
    """Return the folder of the catalogue."""
    return data_folder() / "catalogue" / "modules"


@lru_cache(maxsize=512)
def read_entry(module: str) -> dict[str, Any] | None:
    """Return what the catalogue says of a module; None for a module it lacks."""
    path = catalogue_folder() / f"{module}.json"
    if not path.is_file():
        return None
    entry: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return entry


def catalogue_modules() -> list[str]:
    """Return the names of the modules that the catalogue holds."""
    return sorted(path.stem for path in catalogue_folder().glob("*.json"))
