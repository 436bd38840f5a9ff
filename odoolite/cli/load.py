"""`odoolite load`: check addons and data files without a server."""
from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .options import or_fail, show_progress

if TYPE_CHECKING:
    from ..modules.checking import Problem

MODULE = "__load__"      # owner of the records of single files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH", type=Path,
        help="addon folder, folder of addons, XML or CSV file")
    add("--depends", action="append", default=[], metavar="MOD",
        help="module that the files need; may be given again")
    add("--addons-path", action="append", metavar="DIR",
        help="folder of addons that are needed; may be given again")
    add("--format", choices=("text", "github", "json", "sarif"), default="text",
        help="how problems are printed (default text: file:line: model.field: message)")


def run(options: argparse.Namespace) -> int:
    """Load everything into a throw-away database; 1 when there are problems."""
    return or_fail(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    addons, files = sort_paths(options.paths)
    paths = [p for value in options.addons_path or () for p in value.split(",")]
    folders = list(dict.fromkeys([*(str(a.parent.resolve()) for a in addons), *paths]))
    depends = [name for value in options.depends for name in value.split(",")]
    problems = check(addons, files, depends, folders)
    print(FORMATS[options.format](problems), end="")
    return int(any(problem.severity == "error" for problem in problems))


def sort_paths(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the addon folders and the single files that paths stand for."""
    addons: list[Path] = []
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path}: no such file or folder")
        if path.is_file():
            files.append(path)
        elif (path / "__manifest__.py").is_file():
            addons.append(path)
        else:
            found = sorted(p.parent for p in path.glob("*/__manifest__.py"))
            if not found:
                raise FileNotFoundError(f"{path}: no addon in this folder")
            addons += found
    return addons, files


def check(
    addons: list[Path], files: list[Path], depends: list[str], folders: list[str]
) -> list[Problem]:
    """Return what is wrong with addons and files."""
    from .. import namespace
    from ..config import Config
    from ..modules import checking
    from ..modules.graph import CycleError, sort_modules
    from ..modules.manifest import ManifestError, UnknownModule
    from ..orm.environments import SUPERUSER_ID, Environment
    from ..service.registries import Registries
    from ..storage.databases import DatabaseStore
    namespace.install([Path(folder) for folder in folders])
    problems: list[Problem] = []
    names = {addon.resolve().name: addon for addon in addons}
    order: list[str] = []
    for name, addon in names.items():
        try:
            order += [n for n in sort_modules([name]) if n not in order]
        except (CycleError, ManifestError, UnknownModule) as error:
            problems.append(checking.explain(error, addon / "__manifest__.py"))
    needed = [n for n in order if n not in names]
    config = Config.load(install=[*needed, *depends], strict=True,
                         addons_path=[Path(folder) for folder in folders])
    registries = Registries(DatabaseStore(None), config, show_progress)
    try:
        registry = registries.open("load")
        known = len(registry.lint)
        with registry.cursor("schema") as cr:
            for name in order:
                if name in names and name not in registry.loaded_modules:
                    problems += checking.check_addon(registry, cr, name)
                    manifest = str(names[name] / "__manifest__.py")
                    problems += checking.lint_problems(registry.lint[known:], manifest)
                    known = len(registry.lint)
            env = Environment(cr, SUPERUSER_ID, {})
            for path in files:
                problems += checking.check_file(env, MODULE, path)
            cr.rollback()
    finally:
        registries.close()
    return problems


# ---- formats
def format_text(problems: list[Problem]) -> str:
    """Return a line per problem."""
    return "".join(f"{problem}\n" for problem in problems)


def format_github(problems: list[Problem]) -> str:
    """Return annotations of GitHub's actions."""
    return "".join(
        f"::{p.severity} file={p.file},line={p.line},title={p.where or 'data'}::"
        + p.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A") + "\n"
        for p in problems
    )


def format_json(problems: list[Problem]) -> str:
    """Return a JSON list."""
    return json.dumps([p.as_dict() for p in problems], indent=2, ensure_ascii=False) + "\n"


def format_sarif(problems: list[Problem]) -> str:
    """Return a SARIF 2.1.0 log."""
    results: list[Any] = [{
        "ruleId": "load", "level": p.severity,
        "message": {"text": f"{p.where}: {p.message}" if p.where else p.message},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": p.file}, "region": {"startLine": max(p.line, 1)},
        }}],
    } for p in problems]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "odoolite load", "rules": [{"id": "load"}]}},
            "results": results,
        }],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


FORMATS = {
    "text": format_text, "github": format_github, "json": format_json,
    "sarif": format_sarif,
}
