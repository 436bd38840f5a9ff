"""Addons' code in one file."""
from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from odoolite.code_pack import packed_code

TELL = """
import inspect, sys
from odoolite import Server
with Server() as server:
    module = sys.modules["odoo.addons.base.models.res_partner"]
    print(type(module.__loader__).__name__, module.__file__,
          inspect.getsource(module.ResPartner).splitlines()[0], sep="|")
"""


@pytest.fixture
def addon(tmp_path, monkeypatch):
    """A package `odoo.addons.packed`, gone afterwards."""
    from odoolite import namespace
    namespace.install()
    folder = tmp_path / "packed"
    folder.mkdir()
    (folder / "__init__.py").write_text("from . import part\n")
    (folder / "part.py").write_text("VALUE = 1\n")
    monkeypatch.setattr(
        sys.modules["odoo.addons"], "__path__",
        [*sys.modules["odoo.addons"].__path__, str(tmp_path)])
    importlib.invalidate_caches()
    yield folder
    forget()
    vars(sys.modules["odoo.addons"]).pop("packed", None)


def forget():
    for name in [n for n in sys.modules if n.startswith("odoo.addons.packed")]:
        del sys.modules[name]


def load():
    return importlib.import_module("odoo.addons.packed").part


def test_the_second_start_reads_the_pack():
    for _time in range(2):
        done = subprocess.run(
            [sys.executable, "-c", TELL], check=True, capture_output=True, text=True)
    loader, file, line = done.stdout.strip().split("|")
    assert loader == "PackedLoader" and line.startswith("class ResPartner")
    assert Path(file).name == "res_partner.py"


def test_a_pack_gives_the_code_once(addon, tmp_path):
    pack = tmp_path / "x.code"
    with packed_code(pack, [tmp_path]):
        load()
    assert pack.exists()
    forget()
    (addon / "part.py").write_text("VALUE = 22\n")
    with packed_code(pack, [tmp_path]):
        assert load().VALUE == 1            # the pack is older: who names it knows
        importlib.reload(load())
        assert load().VALUE == 22           # the second time the file is read


def test_what_lies_elsewhere_is_not_packed(addon, tmp_path):
    pack = tmp_path / "x.code"
    with packed_code(pack, [tmp_path / "other"]):
        load()
    forget()
    (addon / "part.py").write_text("VALUE = 22\n")
    importlib.invalidate_caches()
    with packed_code(pack, [tmp_path / "other"]):
        assert load().VALUE == 22


def test_a_broken_pack_is_made_anew(addon, tmp_path):
    pack = tmp_path / "x.code"
    pack.write_bytes(b"nonsense")
    with packed_code(pack, [tmp_path]):
        assert load().VALUE == 1
    forget()
    with packed_code(pack, [tmp_path]):
        assert type(load().__loader__).__name__ == "PackedLoader"
