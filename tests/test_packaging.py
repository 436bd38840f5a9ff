"""The wheel: holds addons and data, and works from any folder."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy of what git knows, so that nothing is left behind."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in ("addons", "data", "odoolite"):
        shutil.copytree(ROOT / name, source / name,
                        ignore=shutil.ignore_patterns("__pycache__", "*.pyc", ".*"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps",
         "--disable-pip-version-check", "--wheel-dir", str(folder), str(source)],
        check=True,
    )
    [path] = folder.glob("*.whl")
    return path


def test_wheel_holds_all_addons_and_data(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())

    for top in ("addons", "data"):
        for path in (ROOT / top).rglob("*"):
            parts = path.relative_to(ROOT).parts
            if path.is_file() and path.suffix != ".pyc" and not any(
                part.startswith(".") for part in parts
            ):
                assert "odoolite/" + "/".join(parts) in held
    assert "odoolite/py.typed" in held
    assert not [name for name in held if name.startswith("tests/")]


def test_wheel_holds_every_package(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "odoolite").rglob("*.py")
    }
    assert not ours - held


def test_installed_wheel_works_from_any_folder(wheel, tmp_path):
    target = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(target)

    done = subprocess.run(
        [sys.executable, "-m", "odoolite", "call", "res.country", "search_count", "[]"],
        capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target),
             "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) > 200
