"""The files in the `static` folders of addons."""
from __future__ import annotations

import functools
from pathlib import Path

from ..modules.manifest import addon_path


@functools.lru_cache(maxsize=4096)
def find_static(module: str, rest: str) -> Path | None:
    """Return a file below an addon's static folder; None when it is not there."""
    if not module.isidentifier():
        return None
    folder = addon_path(module)
    if folder is None:
        return None
    if "\0" in rest:
        return None
    path = (folder / rest).resolve()
    static = (folder / "static").resolve()
    return path if path.is_relative_to(static) and path.is_file() else None
