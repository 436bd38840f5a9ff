"""`odoolite test`: run the tests of addons as Odoo does."""
from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from .options import or_fail, show_progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add = parser.add_argument
    add("addons", nargs="+", metavar="ADDON", help="addon whose tests to run")
    add("--addons-path", action="append", metavar="DIR",
        help="folder of addons; may be given again")
    add("--tags", default="", metavar="TAGS",
        help="which tests: +tag,-tag,/module:Class.method (default: standard)")
    add("--junit", metavar="FILE", type=Path, help="write the outcome as JUnit's XML")
    add("--demo", action="store_true", help="load demo data")
    add("-v", "--verbose", action="store_true", help="name every test")


def run(options: argparse.Namespace) -> int:
    """Make a throw-away database with the addons and run their tests."""
    return or_fail(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    from ..config import Config
    from ..service.registries import Registries
    from ..storage.databases import DatabaseStore
    from ..testing.runner import run_tests
    paths = [p for value in options.addons_path or () for p in value.split(",")]
    addons = [a for value in options.addons for a in value.split(",")]
    config = Config.load(
        install=addons, addons_path=paths, demo=options.demo, strict=True
    )
    registries = Registries(DatabaseStore(None), config, show_progress)
    try:
        registry = registries.open("test")
        outcome = run_tests(registry, addons, options.tags,
                            _show if options.verbose else None)
    finally:
        registries.close()
    if options.junit:
        outcome.write_junit(options.junit, ",".join(addons))
    for name, state, _seconds, text in outcome.rows:
        if state in ("failed", "error"):
            print(f"{state.upper()}: {name}\n{text}")
    print(f"{outcome.count('passed')} passed, {outcome.count('failed')} failed, "
          f"{outcome.count('error')} errors, {outcome.count('skipped')} skipped")
    return int(bool(outcome.count("failed") or outcome.count("error")))


def _show(row: Any) -> None:
    print(f"{row[1]:8} {row[0]} ({row[2]:.2f} s)", file=sys.stderr, flush=True)
