"""Modules: finding addons, ordering them, loading their models and data."""
from __future__ import annotations

from typing import Any

from .manifest import (
    adapt_version,
    addon_path,
    check_external_dependencies,
    get_manifest,
    get_module_path,
    get_modules,
    get_resource_from_path,
    read_manifest,
)

__all__ = [
    "adapt_version", "addon_path", "check_external_dependencies", "get_manifest",
    "get_module_path", "get_modules", "get_resource_from_path", "process_marked_modules",
    "read_manifest",
]


def process_marked_modules(env: Any) -> Any:
    """Install, upgrade and remove what is marked (see `lifecycle`)."""
    from . import lifecycle
    return lifecycle.process_marked_modules(env)
