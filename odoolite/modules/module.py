"""What addons import as `odoo.modules.module`."""
from typing import Any

from ..tools.file_paths import file_path
from .manifest import (
    adapt_version,
    addon_path,
    get_manifest,
    get_module_path,
    get_modules,
    get_resource_from_path,
)
from .manifest import check_manifest_dependencies as check_manifest_dependencies

current_test = None


def get_module_icon(module: str) -> str:
    """Return the address of a module's icon, of the usual one where it has none."""
    folder = addon_path(module)
    if folder is not None and (folder / "static/description/icon.png").is_file():
        return f"/{module}/static/description/icon.png"
    return "/base/static/description/icon.png"


def get_module_icon_path(module: Any) -> str:
    """Return the icon of a manifest, without its first slash."""
    return get_module_icon(getattr(module, "name", str(module))).removeprefix("/")


def get_module_version(module: str) -> str:
    """Return the version of a module's manifest."""
    return str(get_manifest(module)["version"])


__all__ = [
    "adapt_version", "check_manifest_dependencies", "current_test", "file_path",
    "get_manifest", "get_module_icon", "get_module_icon_path", "get_module_path",
    "get_module_version", "get_modules", "get_resource_from_path",
]
