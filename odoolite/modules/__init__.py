"""Modules: finding addons, ordering them, loading their models and data."""
from __future__ import annotations

from typing import Any

from .manifest import (
    adapt_version,
    addon_path,
    check_external_dependencies,
    get_declared_modules,
    get_manifest,
    get_module_path,
    get_modules,
    get_resource_from_path,
    is_builtin,
    read_manifest,
)

__all__ = [
    "adapt_version", "addon_path", "check_external_dependencies",
    "get_declared_modules", "get_manifest",
    "get_module_path", "get_modules", "get_resource_from_path", "is_builtin",
    "load_translations", "process_marked_modules", "read_manifest",
]


def __getattr__(name: str) -> Any:
    # Odoo has these when `odoo.modules` is imported
    if name in ("migration", "module", "neutralize", "registry"):
        import importlib
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(name)


def process_marked_modules(env: Any) -> Any:
    """Install, upgrade and remove what is marked (see `lifecycle`)."""
    from . import lifecycle
    return lifecycle.process_marked_modules(env)


def load_translations(env: Any, module: str, lang: str, overwrite: bool = False) -> None:
    """Bring the PO files of a module into its records (see `translations`)."""
    from . import translations
    folder = addon_path(module)
    if folder is not None:
        translations.load_translations(env, folder, lang, overwrite)
