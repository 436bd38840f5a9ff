"""Migration scripts of addons: `migrations/<version>/{pre,post,end}-*.py`.

A script has `migrate(cr, version)`, where `version` is the one that is installed. Those
of the versions above it, up to the new one, run in the order of versions and names;
`0.0.0` runs with every change of version (first before, last after).
"""
from __future__ import annotations

import importlib.util
import inspect
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .manifest import SERIES, adapt_version

_logger = logging.getLogger("odoo.modules.migration")
FOLDERS = ("migrations", "upgrades")
ALWAYS = "0.0.0"
VERSION_FOLDER = re.compile(r"^(?:saas~)?\d+(?:\.\d+)*$")
PARAMETERS = (("cr", "version"), ("cr", "_version"), ("_cr", "version"),
              ("_cr", "_version"))


class MigrationError(Exception):
    """A migration script that cannot be run; names the file."""


def run_migrations(
    cr: Any, module: str, folder: Path, installed: str | None, version: str, stage: str
) -> None:
    """Run the scripts of a stage: `pre`, `post` or `end`."""
    if not installed or parse_version(installed) >= parse_version(version):
        return
    for path in find_scripts(folder, installed, version, stage):
        _logger.info("module %s: Running migration [%s>] %s", module, version, path.name)
        _load_migrate(path, module)(cr, installed)
        cr.flush()


def find_scripts(folder: Path, installed: str, version: str, stage: str) -> Iterator[Path]:
    """Yield the scripts to run, in order."""
    low, high = parse_version(installed), parse_version(version)
    found: list[tuple[Any, str, Path]] = []
    for name in FOLDERS:
        for place in (folder / name).glob("*"):
            if not place.is_dir() or not VERSION_FOLDER.match(place.name):
                continue
            if place.name == ALWAYS:
                order = [-1] if stage == "pre" else [10 ** 9]
            else:
                order = parse_version(_full(place.name))
                if not low < order <= high:
                    continue
            for path in place.glob(f"{stage}-*.py"):
                found.append((order, path.name, path))
    for _order, _name, path in sorted(found):
        yield path


def _full(version: str) -> str:
    try:
        return adapt_version(version)
    except ValueError:
        return version


def parse_version(version: str) -> list[int]:
    """Return the numbers of a version, to be compared."""
    numbers = [int(part) for part in re.findall(r"\d+", version)]
    prefix = [int(part) for part in SERIES.split(".")]
    return numbers if version.count(".") > 1 or numbers[:2] == prefix \
        else [*prefix, *numbers]


def _load_migrate(path: Path, module: str) -> Any:
    """Return the function `migrate` of a script; MigrationError."""
    name = f"odoo.upgrade.{module}.{re.sub(r'[^0-9a-zA-Z]', '_', path.stem)}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    migrate = getattr(script, "migrate", None)
    if migrate is None:
        raise MigrationError(f"{path}: no `migrate` function found")
    if tuple(inspect.signature(migrate).parameters) not in PARAMETERS:
        raise MigrationError(
            f"{path}: `migrate` function must have exactly two parameters, "
            "`cr` and `version`"
        )
    return migrate
