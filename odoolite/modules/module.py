"""What addons import as `odoo.modules.module`."""
from ..tools.file_paths import file_path
from .manifest import (
    adapt_version,
    get_manifest,
    get_module_path,
    get_modules,
    get_resource_from_path,
)
from .manifest import check_manifest_dependencies as check_manifest_dependencies

current_test = None

__all__ = [
    "adapt_version", "check_manifest_dependencies", "current_test", "file_path",
    "get_manifest", "get_module_path", "get_modules", "get_resource_from_path",
]
