"""Addons and their manifests."""
from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Any

DEFAULTS: dict[str, Any] = {
    "application": False, "author": "", "auto_install": False, "category": "Uncategorized",
    "data": [], "demo": [], "depends": [], "description": "", "external_dependencies": {},
    "icon": "", "installable": True, "license": "LGPL-3", "name": "", "post_init_hook": "",
    "post_load": "", "pre_init_hook": "", "sequence": 100, "summary": "",
    "uninstall_hook": "", "version": "1.0", "website": "", "assets": {}, "countries": [],
}
SERIES = "19.0"


class ManifestError(ValueError):
    """A manifest that cannot be used."""


class UnknownModule(Exception):
    """A module name for which there is no addon."""

    def __init__(self, name: str, needed_by: str | None = None) -> None:
        why = f" (needed by {needed_by})" if needed_by else ""
        super().__init__(
            f"unknown module {name!r}{why}: no folder of that name with a "
            "__manifest__.py on the addons path"
        )
        self.name = name


def addon_folders() -> list[Path]:
    """Return the folders in which addons are looked for."""
    from ..namespace import install
    if "odoo.addons" not in sys.modules:
        install()
    return [Path(path) for path in sys.modules["odoo.addons"].__path__]


def get_module_path(name: str) -> str | bool:
    """Return the folder of an addon as text; False when there is no such."""
    folder = addon_path(name)
    return str(folder) if folder else False


def addon_path(name: str) -> Path | None:
    """Return the folder of an addon, or None."""
    for folder in addon_folders():
        if (folder / name / "__manifest__.py").is_file():
            return folder / name
    return None


def get_modules() -> list[str]:
    """Return the names of all addons on the path, sorted."""
    names: set[str] = set()
    for folder in addon_folders():
        if folder.is_dir():
            names.update(
                entry.name for entry in folder.iterdir()
                if (entry / "__manifest__.py").is_file()
            )
    return sorted(names)


def get_manifest(name: str) -> dict[str, Any]:
    """Return the manifest of an addon, {} when there is none; ManifestError."""
    path = addon_path(name)
    return load_manifest(path) if path else {}


def load_manifest(path: Path) -> dict[str, Any]:
    """Read the manifest of the addon in a folder; ManifestError names file and line."""
    file = path / "__manifest__.py"
    try:
        found = ast.literal_eval(file.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise ManifestError(f"{file}:{error.lineno}: {error.msg}") from error
    except (ValueError, OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"{file}:1: {error}") from error
    if not isinstance(found, dict):
        raise ManifestError(f"{file}:1: a manifest is a dict")
    manifest = {**DEFAULTS, **found}
    manifest["name"] = manifest["name"] or path.name
    manifest["version"] = adapt_version(str(manifest["version"]))
    auto = manifest["auto_install"]
    manifest["auto_install"] = set(auto) if isinstance(auto, (list, tuple, set)) else (
        set(manifest["depends"]) if auto else False
    )
    manifest["addons_path"] = str(path.parent)
    return manifest


def adapt_version(version: str) -> str:
    """Return a version with the series in front."""
    if version == SERIES or not version.startswith(SERIES + "."):
        return f"{SERIES}.{version}"
    return version
