"""Loading addons and files to find out what is wrong with them, all of it."""
from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from ..orm.environments import SUPERUSER_ID, Environment
from . import loading
from .csv_data import CsvError
from .manifest import (
    ManifestError,
    MissingDependency,
    UnknownModule,
    addon_path,
    check_manifest_dependencies,
    get_manifest,
)
from .references import check_references
from .xml_data import ParseError, load_xml

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from ..storage.cursor import Cursor

INVALID_FIELD = re.compile(r"(?:Invalid field|Field) ['\"](\w+)['\"]")
LOCATED = re.compile(r"^(?P<file>[^\n:]+):(?P<line>\d+): (?P<text>.*)$", re.S)


@dataclass(frozen=True)
class Problem:
    """Something wrong with a file, or (a warning) something to look at."""

    file: str
    line: int
    where: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        kind = "" if self.severity == "error" else f"{self.severity}: "
        return f"{self.file}:{self.line}: {kind}{where}{self.message}"

    def as_dict(self) -> dict[str, Any]:
        """Return the problem for machines."""
        return asdict(self)


def check_addon(registry: Registry, cr: Cursor, name: str) -> list[Problem]:
    """Install an addon as far as it goes and return what is wrong with it."""
    folder = addon_path(name)
    assert folder is not None
    manifest_file = folder / "__manifest__.py"
    problems: list[Problem] = []
    try:
        manifest = get_manifest(name)
        check_manifest_dependencies(manifest)
    except (ManifestError, MissingDependency) as error:
        return [explain(error, manifest_file)]
    if not manifest["installable"]:
        return [Problem(str(manifest_file), 1, "", "the addon is not installable "
                        f"(version {manifest['version']})")]
    try:
        names = _load_code(registry, cr, name, manifest)
    except Exception as error:  # noqa: BLE001  whatever the addon's code raises
        return [explain(error, manifest_file, folder)]
    problems += _check_relations(registry, names, manifest_file)
    problems += _check_translations(folder)
    env = Environment(cr, SUPERUSER_ID, {"install_mode": True, "module": name})
    loading.reflect(env, name, names)
    for file in [*manifest["data"], *manifest["demo"]]:
        path = folder / file
        if not path.is_file():
            line = line_of(manifest_file, file)
            problems.append(Problem(str(manifest_file), line, "",
                                    f"data file {file!r} does not exist"))
            continue
        problems += check_file(env, name, path)
    loading.mark_installed(env, name, manifest, False)
    problems += _run_guarded(
        lambda: loading.run_hook(cr, name, manifest["post_init_hook"]),
        cr, manifest_file, folder,
    )
    return problems


def _load_code(
    registry: Registry, cr: Cursor, name: str, manifest: dict[str, Any]
) -> list[str]:
    loading.import_addon(name)
    loading.run_hook(cr, name, manifest["pre_init_hook"])
    names = registry.load(name)
    registry.setup_models(cr)
    registry.init_models(cr, names, module=name)
    return names


def _check_relations(
    registry: Registry, names: Iterable[str], file: Path
) -> list[Problem]:
    """Warn of fields whose model does not exist; Odoo too goes on without it."""
    return [
        Problem(str(file), 1, f"{name}.{field.name}",
                "the model that the field refers to does not exist", "warning")
        for name in names for field in registry.models[name]._fields.values()
        if field.relational and field.comodel_name == "_unknown"
    ]


def _check_translations(folder: Path) -> list[Problem]:
    """Return what makes PO files unreadable; Odoo goes on without them."""
    import polib
    problems = []
    for path in sorted(folder.glob("i18n*/*.po")):
        try:
            polib.pofile(str(path))
        except (OSError, ValueError, UnicodeError) as error:
            line = re.search(r"line (\d+)", str(error))
            problems.append(Problem(str(path), int(line[1]) if line else 1, "",
                                    str(error).split(": ", 1)[-1]))
    return problems


def check_file(env: Any, module: str, path: Path) -> list[Problem]:
    """Load a data file and return what is wrong with it."""
    errors: list[ParseError] = []

    def load() -> None:
        if path.suffix.lower() == ".xml":
            load_xml(env, module, path, "init", False, errors)
            check_references(env, module, path)
        else:
            loading.load_file(env, module, path)
        env.flush_all()

    problems = _run_guarded(load, env.cr, path, path.parent)
    return [explain(error, path) for error in errors] + problems


def _run_guarded(
    action: Callable[[], None], cr: Cursor, file: Path, folder: Path
) -> list[Problem]:
    try:
        with cr.savepoint():
            action()
    except Exception as error:  # noqa: BLE001  whatever the addon raises
        return [explain(error, file, folder)]
    return []


def explain(error: BaseException, file: Path, folder: Path | None = None) -> Problem:
    """Return an error as a problem of a file, with the line when it is known."""
    if isinstance(error, ParseError):
        cause = error.__cause__ or error
        text = _text(cause)
        if isinstance(cause, KeyError) and cause.args[:1] == (error.where,):
            text = "unknown model"
        where, match = error.where, INVALID_FIELD.search(text)
        if match and not where.endswith("." + match.group(1)) and "." in where + ".":
            where = f"{where}.{match.group(1)}" if "validating view" not in text else where
        return Problem(error.file, error.line, where, text)
    if isinstance(error, CsvError):
        return Problem(error.file, error.line, error.where, error.text)
    if isinstance(error, etree.XMLSyntaxError):
        return Problem(str(file), error.lineno or 1, "", _text(error))
    if isinstance(error, AssertionError) and ", line " in str(error):
        text, _comma, line = str(error).rpartition(", line ")
        return Problem(str(file), int(line) if line.isdigit() else 1, "", text)
    if isinstance(error, SyntaxError) and error.filename:
        return Problem(error.filename, error.lineno or 1, "", f"SyntaxError: {error.msg}")
    match = LOCATED.match(str(error))
    if isinstance(error, ManifestError) and match:
        return Problem(match["file"], int(match["line"]), "", match["text"])
    if isinstance(error, (UnknownModule, MissingDependency)):
        name = getattr(error, "name", "") or getattr(error, "dependency", "")
        return Problem(str(file), line_of(file, name), "", str(error))
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if folder is not None and frame.filename.startswith(f"{folder}/"):
            return Problem(frame.filename, frame.lineno or 1, "", _text(error))
    return Problem(str(file), 1, "", _text(error))


def _text(error: BaseException) -> str:
    text = str(error.args[0]) if error.args else str(error)
    kind = type(error).__name__
    if text.startswith("Error while validating view near:"):
        return text.rstrip().splitlines()[-1]
    if kind == "NotNullViolation":
        return f"required field {getattr(error, 'column', '')!r} is not set"
    if kind in ("ValidationError", "UserError", "XMLSyntaxError", "CsvError"):
        return text
    return f"{kind}: {text}"


def line_of(file: Path, text: str) -> int:
    """Return the first line of a file that holds a text, 1 when none does."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 1
    return next((n for n, line in enumerate(lines, 1) if text and text in line), 1)


def lint_problems(entries: Iterable[dict[str, str]], file: str) -> list[Problem]:
    """Return entries of advice as warnings about an addon."""
    return [
        Problem(file, 1, entry["model"], f"{entry['reason']} ({entry['fix']})", "warning")
        for entry in entries
    ]
