"""Templates of databases: built once per state of the sources, kept between runs."""
from __future__ import annotations

import atexit
import functools
import hashlib
import json
import logging
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..config import ConfigError
from ..orm.environments import SUPERUSER_ID, Environment
from ..tools.collecting import without_collecting

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from ..storage.databases import Database

_logger = logging.getLogger("odoo.service.db")

FORMAT = 1      # changes when old templates must not be used any more
FIRST_ID, ID_STEP = 100, 1000      # of records made after a template was built
KEPT = 12       # templates kept in the folder
LEFT_BEHIND = 24 * 3600.0       # seconds until what nobody finished is removed
PACKAGE = Path(__file__).resolve().parents[1]
# rooms of the engine that do not take part in loading modules
ASIDE = {"cli", "emulator", "service", "testing", "web", "wire"}
SKIPPED = {"__pycache__", ".git", "node_modules", ".mypy_cache", ".ruff_cache"}
Memo = dict[str, list[Any]]


class UnknownLanguage(ConfigError):
    """A language code that Odoo does not know."""

    def __init__(self, code: str) -> None:
        ValueError.__init__(self, f"unknown language {code!r}")


@dataclass(frozen=True)
class Recipe:
    """What goes into a template."""

    modules: tuple[str, ...]
    languages: tuple[str, ...] = ()
    demo: bool = False
    addons_path: tuple[Path, ...] = ()


def source_folders(addons_path: Iterable[Path] = ()) -> list[Path]:
    """Return the folders whose content decides what a template holds."""
    found = [PACKAGE]
    for name in ("addons", "data"):
        # beside the package in a checkout, inside it when installed
        for candidate in (PACKAGE / name, PACKAGE.parent / name):
            if candidate.is_dir():
                found.append(candidate)
                break
    return [*found, *(Path(path).resolve() for path in addons_path)]


def addon_folders(recipe: Recipe) -> list[Path]:
    """Return the folders that the addons of a recipe lie in."""
    return source_folders(recipe.addons_path)[1:]


def pack_path(template: Path, folders: list[Path]) -> Path:
    """Return the file of the code that belongs to a template, and to these folders."""
    place = hashlib.sha256(repr(folders).encode()).hexdigest()[:12]
    return template.with_suffix(f".{place}.code")


def template_key(recipe: Recipe, cache: Path) -> str:
    """Return the name of a recipe's template, by the content of all sources."""
    state = hashlib.sha256()
    state.update(repr((
        FORMAT, sys.version_info[:3], sqlite3.sqlite_version,
        sorted(recipe.modules), sorted(recipe.languages), recipe.demo,
    )).encode())
    for name, value in hash_sources(source_folders(recipe.addons_path), cache):
        state.update(f"{name}\0{value}\n".encode())
    return state.hexdigest()[:24]


def hash_sources(folders: list[Path], cache: Path) -> Iterator[tuple[str, str]]:
    """Yield every source file and the digest of its content.

    A file is read only when its size or time has changed since the last run.
    """
    memo_path = cache / "sources.json"
    memo = _read_memo(memo_path)
    fresh: Memo = {}
    changed = False
    for number, folder in enumerate(folders):
        for path, stat in sorted(_walk(str(folder), folder == PACKAGE)):
            known = memo.get(path)
            if known is None or known[:2] != [stat.st_size, stat.st_mtime_ns]:
                known = [stat.st_size, stat.st_mtime_ns, _digest(path)]
                changed = True
            fresh[path] = known
            yield f"{number}{path[len(str(folder)):]}", known[2]
    if changed:
        _write_memo(memo_path, {**memo, **fresh})


def _walk(folder: str, engine: bool) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        name = entry.name
        if name.startswith(".") or name in SKIPPED or name.endswith(".pyc"):
            continue
        if entry.is_dir():
            if not (engine and name in ASIDE):
                yield from _walk(entry.path, False)
        else:
            yield entry.path, entry.stat()


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()[:16]
    except OSError:
        return "?"


def _read_memo(path: Path) -> Memo:
    try:
        with open(path, encoding="utf-8") as file:
            memo = json.load(file)
    except (OSError, ValueError):
        return {}
    return memo if isinstance(memo, dict) else {}


def _write_memo(path: Path, memo: Memo) -> None:
    kept = {name: value for name, value in memo.items() if os.path.exists(name)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.write_text(json.dumps(kept), encoding="utf-8")
        os.replace(temporary, path)
    except OSError as err:
        _logger.info("cannot keep %s: %s", path, err)


# ---- building ------------------------------------------------------------------------
@functools.cache
def usable_folder(folder: Path) -> Path:
    """Return the cache folder; where it can't be written, one that goes with us."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        _logger.warning(
            "nothing is kept for the next start: %s cannot be written (%s)",
            folder, error.strerror,
        )
    ours = Path(tempfile.mkdtemp(prefix="odoolite."))
    atexit.register(shutil.rmtree, ours, ignore_errors=True)
    return ours


def ensure_template(
    recipe: Recipe, key: str, cache: Path,
    progress: Callable[[str], None] | None = None,
) -> Path:
    """Return the file of a template, built now if it is not there.

    Several processes may ask at once: one builds, the others wait for it.
    """
    folder = cache / "templates"
    path = folder / f"{key}.sqlite"
    if path.exists():
        _touch(path)
        return path
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / f"{key}.lock"):
        if not path.exists():
            _build(recipe, path, progress)
            _prune(folder, path)
    return path


def _build(
    recipe: Recipe, path: Path, progress: Callable[[str], None] | None
) -> None:
    from ..storage.databases import Database

    started = time.monotonic()
    temporary = path.with_name(f"{path.stem}.{os.getpid()}.building")
    for suffix in ("", "-wal", "-shm"):
        Path(f"{temporary}{suffix}").unlink(missing_ok=True)
    sqlite3.connect(temporary).close()
    database = Database("template", temporary)
    try:
        with without_collecting():
            fill_template(database, recipe, progress)
        database.checkpoint()
        database.close()
        os.replace(temporary, path)
    finally:
        database.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{temporary}{suffix}").unlink(missing_ok=True)
    _logger.info("template %s built in %.1fs", path.stem, time.monotonic() - started)


def fill_template(
    database: Database, recipe: Recipe, progress: Callable[[str], None] | None
) -> None:
    """Install what a recipe says into an empty database."""
    from .. import namespace
    from ..modules import loading
    from ..orm.registry import Registry
    registry = Registry(database)
    namespace.install(recipe.addons_path)
    loading.initialize(
        registry, install=recipe.modules, demo=recipe.demo, progress=progress
    )
    load_languages(registry, recipe.languages, progress)
    spread_ids(database)


def spread_ids(database: Database) -> None:
    """Let the ids of further records begin apart, as in a database with a past.

    A client that mixes up the ids of two models, or counts on small ones, is found out.
    """
    with database.cursor("write") as cr:
        for index, table in enumerate(cr.schema.tables_with_ids()):
            cr.schema.raise_next_id(table, FIRST_ID + ID_STEP * index)


def load_languages(
    registry: Registry, codes: Iterable[str],
    progress: Callable[[str], None] | None = None,
) -> None:
    """Activate languages and load the translations of the installed modules."""
    codes = [code for code in dict.fromkeys(codes) if code != "en_US"]
    if not codes:
        return
    with registry.cursor("write") as cr:
        env: Any = Environment(cr, SUPERUSER_ID, {})
        for code in codes:
            if progress:
                progress(f"loading language {code}")
            if not env["res.lang"]._activate_lang(code):
                raise UnknownLanguage(code)
        installed = env["ir.module.module"].search([("state", "=", "installed")])
        installed._update_translations(codes)


def _touch(path: Path) -> None:
    try:
        os.utime(path)
    except OSError:
        pass


def _prune(folder: Path, newest: Path) -> None:
    """Remove templates that nobody has used for long."""
    files = sorted(
        folder.glob("*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True
    )
    gone = {path.stem for path in files[KEPT:] if path != newest}
    known = {path.stem for path in files}
    old = time.time() - LEFT_BEHIND
    for path in folder.iterdir():
        key = path.name.partition(".")[0]
        left = key not in known or ".building" in path.name     # of a build that was ended
        with suppress(FileNotFoundError):       # others may tidy up too
            if key in gone or left and path.stat().st_mtime < old:
                path.unlink()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock between processes; it goes with the process."""
    with open(path, "a+b") as file:
        _lock_file(file.fileno())
        yield


def _lock_file(number: int) -> None:
    if sys.platform == "win32":
        import msvcrt
        while True:
            try:
                msvcrt.locking(number, msvcrt.LK_LOCK, 1)
                return
            except OSError:
                time.sleep(0.05)
    else:
        import fcntl
        fcntl.flock(number, fcntl.LOCK_EX)
