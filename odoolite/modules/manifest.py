"""Addons and their manifests: where they are, what they say, whether they can be had."""
from __future__ import annotations

import ast
import logging
import os
import re
import shutil
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..exceptions import UserError
from .catalogue_files import catalogue_modules, read_entry

_logger = logging.getLogger("odoo.modules.module")

DEFAULTS: dict[str, Any] = {
    "application": False, "author": "", "auto_install": False, "category": "Uncategorized",
    "bootstrap": False, "cloc_exclude": [], "configurator_snippets": {},
    "configurator_snippets_addons": {}, "countries": [],
    "data": [], "demo": [], "demo_xml": [], "depends": [], "description": "",
    "external_dependencies": {}, "icon": "", "images": [], "images_preview_theme": {},
    "init_xml": [], "installable": True, "iap_paid_service": False, "license": "LGPL-3",
    "live_test_url": "", "name": "", "new_page_templates": {}, "post_init_hook": "",
    "post_load": "", "pre_init_hook": "", "sequence": 100, "summary": "",
    "catalogue": False, "declared": False,
    "theme_customizations": {}, "uninstall_hook": "", "update_xml": [], "url": "",
    "version": "1.0", "web": False, "website": "", "assets": {}, "test": [],
}
SERIES = "19.0"
# keys that say a list of texts
TEXT_LISTS = ("data", "demo", "depends", "countries", "init_xml", "update_xml", "demo_xml")
VERSION = re.compile(r"^\d+(?:\.\d+){0,3}$")
ONE_DIGIT = re.compile(r"^[0-9]\.")
OUR_VERSION = re.compile(rf"{re.escape(SERIES)}(\.\d+)+$")
SERIES_VERSION = re.compile(r"^(saas~)?\d+\.\d+(?:\.\d+){2,3}$")


class ManifestError(ValueError):
    """A manifest that cannot be used; names file, line and reason."""


class UnknownModule(Exception):
    """A module name for which there is no addon."""

    def __init__(self, name: str, needed_by: str | None = None) -> None:
        why = f" (needed by {needed_by})" if needed_by else ""
        super().__init__(
            f"unknown module {name!r}{why}: no folder of that name with a "
            "__manifest__.py on the addons path; give the folder that holds it with "
            "--addons-path"
        )
        self.name = name


class MissingDependency(Exception):
    """A Python package or a program that a manifest asks for and nobody has."""

    def __init__(self, message: str, dependency: str) -> None:
        super().__init__(message)
        self.dependency = dependency


# ---- where addons are
def _folders() -> list[str]:
    from ..namespace import install
    if "odoo.addons" not in sys.modules:
        install()
    return sys.modules["odoo.addons"].__path__  # type: ignore[return-value]


def addon_folders() -> list[Path]:
    """Return the folders in which addons are looked for."""
    return [Path(path) for path in _folders()]


def addon_path(name: str) -> Path | None:
    """Return the folder of an addon, or None."""
    for folder in _folders():
        if os.path.isfile(f"{folder}/{name}/__manifest__.py"):
            return Path(folder, name)
    return None


def get_module_path(module: str, display_warning: bool = True) -> str | None:
    """Return the folder of an addon as text, or None (and a warning)."""
    path = addon_path(module)
    if path is None and display_warning:
        _logger.warning("module %s: module not found", module)
    return str(path) if path else None


def is_builtin(module: str) -> bool:
    """Tell whether an addon is one of our own."""
    from ..namespace import builtin_folders
    path = addon_path(module) if module else None
    return path is not None and path.parent in builtin_folders()


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


def get_declared_modules() -> list[str]:
    """Return the names of the modules that stand in the catalogue alone."""
    known = set(get_modules())
    return [name for name in catalogue_modules() if name not in known]


def get_resource_from_path(path: str) -> tuple[str, str, str] | None:
    """Return (addon, path below it, the same with /) of a file of an addon."""
    for folder in addon_folders():
        if str(path).startswith(f"{folder}/"):
            module, _slash, below = str(path)[len(str(folder)) + 1:].partition("/")
            return module, below, below
    return None


# ---- what they say
def get_manifest(name: str) -> dict[str, Any]:
    """Return the manifest of an addon, {} when there is none; ManifestError.

    A module that only the catalogue knows has the manifest that stands there, with
    `declared` set.
    """
    for folder in _folders():
        try:
            stat = os.stat(f"{folder}/{name}/__manifest__.py")
        except OSError:
            continue
        return dict(_load(folder, name, stat.st_mtime_ns, stat.st_size))
    return _read_declared(name)


def _read_declared(name: str) -> dict[str, Any]:
    entry = read_entry(name)
    if entry is None:
        return {}
    known = {key: entry[key] for key in DEFAULTS if key in entry and key != "data"}
    manifest = {**DEFAULTS, **known, "declared": True}
    manifest["version"] = adapt_version(manifest["version"])
    auto = manifest["auto_install"]
    if auto:
        manifest["auto_install"] = set(
            auto if isinstance(auto, list) else manifest["depends"])
    return manifest


def read_manifest(name: str) -> dict[str, Any]:
    """Return the manifest of an addon; {} and a message in the log for a broken one."""
    try:
        return get_manifest(name)
    except ManifestError as error:
        _logger.critical("module %s: %s", name, error)
        return {}


@lru_cache(maxsize=1024)
def _load(folder: str, name: str, _time: int, _size: int) -> dict[str, Any]:
    """Read the manifest of an addon; ManifestError names file and line."""
    path = Path(folder, name)
    file = path / "__manifest__.py"
    found = _parse(file)
    manifest = {**DEFAULTS, **found}
    _check_types(file, manifest)
    manifest["name"] = manifest["name"] or path.name
    manifest["author"] = manifest["author"] or found.get("maintainer", "")
    if not manifest["description"]:
        manifest["description"] = _read_readme(path)
    if not manifest["icon"]:
        own = path / "static" / "description" / "icon.png"
        holder = path.name if own.is_file() else "base"
        manifest["icon"] = f"/{holder}/static/description/icon.png"
    _adapt_version(file, manifest)
    auto = manifest["auto_install"]
    manifest["auto_install"] = set(auto) if isinstance(auto, (list, tuple, set)) else (
        set(manifest["depends"]) if auto else False
    )
    if manifest["auto_install"]:
        strangers = manifest["auto_install"] - set(manifest["depends"])
        if strangers:
            raise ManifestError(
                f"{file}:1: auto_install triggers must be dependencies, found "
                f"non-dependencies {sorted(strangers)} for module {path.name}"
            )
    if path.name != "base" and not manifest["depends"]:
        manifest["depends"] = ["base"]
    manifest["addons_path"] = str(path.parent)
    return manifest


def _parse(file: Path) -> dict[str, Any]:
    try:
        found = ast.literal_eval(file.read_text(encoding="utf-8-sig"))
    except SyntaxError as error:
        raise ManifestError(f"{file}:{error.lineno}: {error.msg}") from error
    except (ValueError, OSError, RecursionError, MemoryError) as error:
        raise ManifestError(f"{file}:1: {error}") from error
    if not isinstance(found, dict):
        raise ManifestError(f"{file}:1: a manifest is a dict")
    return found


def _check_types(file: Path, manifest: dict[str, Any]) -> None:
    for key in TEXT_LISTS:
        value = manifest[key]
        if not isinstance(value, (list, tuple)) or \
                not all(isinstance(item, str) for item in value):
            raise ManifestError(f"{file}:1: {key!r} is a list of texts, not {value!r}")
    for key in ("external_dependencies", "assets"):
        if not isinstance(manifest[key], dict):
            raise ManifestError(f"{file}:1: {key!r} is a dict, not {manifest[key]!r}")


def _read_readme(path: Path) -> str:
    for name in ("README.rst", "README.md", "README.txt", "README"):
        file = path / name
        if file.is_file():
            return file.read_text(encoding="utf-8", errors="replace")
    return ""


def _adapt_version(file: Path, manifest: dict[str, Any]) -> None:
    """Put the series in front; an addon for another series is not installable."""
    version = str(manifest["version"])
    try:
        manifest["version"] = adapt_version(version)
    except ValueError as error:
        if manifest["installable"]:
            raise ManifestError(f"{file}:1: {error}") from error
        return
    if not manifest["version"].startswith(SERIES + "."):
        manifest["installable"] = False


def adapt_version(version: str) -> str:
    """Return a version with the series in front; ValueError for what is no version.

    One that names another series stays as it is (recorded: load_errors.the_list).
    """
    foreign = SERIES_VERSION.match(version) and not ONE_DIGIT.match(version)
    if foreign or OUR_VERSION.match(version):
        return version
    if not VERSION.match(version):
        raise ValueError(
            f"Invalid version {version!r}. Modules should have a version in format "
            "`x.y`, `x.y.z`, `19.0.x.y` or `19.0.x.y.z`."
        )
    return f"{SERIES}.{version}"


# ---- what they ask for
def check_manifest_dependencies(manifest: dict[str, Any]) -> None:
    """Raise MissingDependency when a Python package or a program is missing."""
    depends = manifest.get("external_dependencies") or {}
    for name in depends.get("python", ()):
        if not has_python(name):
            raise MissingDependency(f"Python library not installed: {name}", name)
    for name in depends.get("bin", ()):
        if shutil.which(name) is None:
            raise MissingDependency(f"Unable to find {name!r} in path", name)


def check_external_dependencies(module: str) -> None:
    """Raise UserError when what the manifest of a module asks for is missing."""
    try:
        check_manifest_dependencies(get_manifest(module))
    except MissingDependency as error:
        raise UserError(
            f'Unable to install module "{module}" because an external dependency is '
            f"not met: {error.dependency}"
        ) from error


def has_python(requirement: str) -> bool:
    """Tell whether a Python package (or module) is there, of a fitting version."""
    match = re.match(r"\s*([\w.-]+)(.*)$", requirement)
    if match is None:
        return False
    import importlib.metadata  # heavy: a start does without it
    name, condition = match.group(1), match.group(2)
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        try:
            return importlib.util.find_spec(name.replace("-", "_")) is not None
        except (ImportError, ValueError):
            return False
    return not condition.strip() or _fits(requirement, version)


def _fits(requirement: str, version: str) -> bool:
    try:
        from packaging.requirements import InvalidRequirement, Requirement
    except ImportError:
        return True
    try:
        parsed = Requirement(requirement)
    except InvalidRequirement:
        return True
    if parsed.marker and not parsed.marker.evaluate():
        return True
    return parsed.specifier.contains(version, prereleases=True)
