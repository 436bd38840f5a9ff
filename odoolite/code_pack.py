"""The compiled code of addons in one file: a start reads it instead of a thousand files.

A pack belongs to a state of the sources, as a template does (service/templates.py).
"""
from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import Any

Entry = tuple[str, bool, CodeType]      # the file, whether it is a package, its code


class PackedLoader(SourceFileLoader):
    """Loads a source file whose code is known the first time."""

    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self._code: CodeType | None = code

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the code of the pack once, then what the file says."""
        code, self._code = self._code, None
        return code or super().get_code(fullname)


class PackFinder(MetaPathFinder):
    """Finds modules in a pack, each once: whoever imports again has changed files."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.entries = entries

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: Any = None
    ) -> ModuleSpec | None:
        """Return the spec of a module that is still in the pack."""
        entry = self.entries.pop(fullname, None)
        if entry is None:
            return None
        file, is_package, code = entry
        return spec_from_file_location(
            fullname, file, loader=PackedLoader(fullname, file, code),
            submodule_search_locations=[os.path.dirname(file)] if is_package else None,
        )


@contextmanager
def packed_code(path: Path, folders: Sequence[Path]) -> Iterator[None]:
    """Import addons' modules from a pack; where there is none, make it afterwards.

    It holds what was imported of addons in `folders`.
    """
    entries = _read(path)
    if entries is None:
        yield
        _write(path, _collect(folders))
        return
    finder = PackFinder(entries)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def _collect(folders: Sequence[Path]) -> dict[str, Entry]:
    starts = tuple(f"{folder}{os.sep}" for folder in folders)
    found: dict[str, Entry] = {}
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if name.startswith("odoo.addons.") and spec is not None \
                and isinstance(spec.loader, SourceFileLoader) \
                and str(spec.origin).startswith(starts):
            code = spec.loader.get_code(spec.name)
            if code is not None:
                is_package = spec.submodule_search_locations is not None
                found[name] = str(spec.origin), is_package, code
    return found


def _read(path: Path) -> dict[str, Entry] | None:
    try:
        with open(path, "rb") as file:
            entries: dict[str, Entry] = marshal.loads(file.read())  # noqa: S302  our own
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return entries


def _write(path: Path, entries: dict[str, Entry]) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(marshal.dumps(entries))
        os.replace(temporary, path)
    except OSError:     # it only saves time
        temporary.unlink(missing_ok=True)
