"""Bytecode is kept where Python itself keeps none."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SHOW = """
import sys, odoolite, odoolite.exceptions
from odoolite.bytecode import keep_bytecode
keep_bytecode(sys.argv[1]); sys.path.insert(0, sys.argv[1])
import some_addon
print(some_addon.VALUE)
"""


def run(folder: Path, cache: Path, **env: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", SHOW, str(folder)], check=True, text=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), **env},
    ).stdout.strip()


def test_the_cache_folder_keeps_what_python_may_not(tmp_path):
    folder, cache = tmp_path / "addons", tmp_path / "cache"
    folder.mkdir()
    source = folder / "some_addon.py"
    source.write_text("VALUE = 1\n")
    assert run(folder, cache, PYTHONDONTWRITEBYTECODE="1") == "1"
    kept = {path.name.partition(".")[0] for path in cache.rglob("*.pyc")}
    assert {"some_addon", "exceptions"} <= kept
    assert not list(folder.rglob("*.pyc"))
    source.write_text("VALUE = 22\n")
    assert run(folder, cache, PYTHONDONTWRITEBYTECODE="1") == "22"


def test_python_keeps_its_bytecode_itself_where_it_may(tmp_path):
    folder, cache = tmp_path / "addons", tmp_path / "cache"
    folder.mkdir()
    (folder / "some_addon.py").write_text("VALUE = 1\n")
    own = str(tmp_path / "own")
    assert run(folder, cache, PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=own) == "1"
    assert not cache.exists()
