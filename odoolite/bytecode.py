"""Compiled Python in the cache folder, where Python itself is told not to keep any.

With PYTHONDONTWRITEBYTECODE, which containers often set, our files and those of addons
would be compiled anew at each start, and that took longer than all else it does.
"""
from __future__ import annotations

import os
import sys
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from threading import Lock
from types import CodeType

_lock = Lock()
_folders: list[str] = []


def cache_home() -> str:
    """Return the user's folder for what can be made again."""
    return os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")


class CachedLoader(SourceFileLoader):
    """Loads a source file; its bytecode lies in the cache folder."""

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the code, compiled only if the source changed."""
        with _lock:
            before = sys.pycache_prefix, sys.dont_write_bytecode
            sys.pycache_prefix = f"{cache_home()}/odoolite/bytecode"
            sys.dont_write_bytecode = False
            try:
                return super().get_code(fullname)
            finally:
                sys.pycache_prefix, sys.dont_write_bytecode = before


def keep_bytecode(folder: str) -> None:
    """Keep the bytecode of what is imported from a folder, if Python does not."""
    if not sys.dont_write_bytecode or sys.pycache_prefix or folder in _folders:
        return
    if not _folders:
        sys.path_hooks.insert(0, _find)
    _folders.append(folder)
    for path in [path for path in sys.path_importer_cache if _is_below(path, folder)]:
        del sys.path_importer_cache[path]


def _find(path: str) -> FileFinder:
    """Return the finder of modules in a path (a hook of `sys.path_hooks`)."""
    if not any(_is_below(path, folder) for folder in _folders):
        raise ImportError(path)
    return FileFinder(path, (CachedLoader, SOURCE_SUFFIXES))


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)
