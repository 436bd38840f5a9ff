"""The scripts at the top: they exist, can be run, and CI calls them."""
from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", [
    "scripts/run", "scripts/test", "scripts/check", "scripts/fuzz", "scripts/load",
    "scripts/oca", ".ci/run",
])
def test_script_can_be_run(name):
    assert os.access(ROOT / name, os.X_OK)


def test_readme_names_the_two_commands():
    text = (ROOT / "README.md").read_text()

    assert text.index("scripts/run") < text.index("scripts/test")
