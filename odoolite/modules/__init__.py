"""Modules: finding addons, ordering them, loading their models and data."""
from .manifest import addon_path, get_manifest, get_module_path, get_modules

__all__ = ["addon_path", "get_manifest", "get_module_path", "get_modules"]
