"""The documents at the top are true: their commands, options and links."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from odoolite.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_and_paths_lead_somewhere(name):
    text = (ROOT / name).read_text()
    links = re.findall(r"\]\(([^):]+)\)", text)
    paths = re.findall(r"`((?:scripts|tests|odoolite|addons|data)/[\w/.]+?)`", text)

    for target in [*links, *paths]:
        assert (ROOT / target).exists(), target


def test_readme_names_every_command():
    text = (ROOT / "README.md").read_text()

    assert set(COMMANDS) == set(re.findall(r"^\| `odoolite (\w+)", text, re.M))


def test_options_in_the_readme_exist(capsys):
    text = (ROOT / "README.md").read_text()
    known = ""
    for command in COMMANDS:
        with pytest.raises(SystemExit):
            main([command, "--help"])
        known += capsys.readouterr().out

    for option in re.findall(r"`(--[\w-]+)", text):
        assert option in known, option


def test_engine_tree_of_contributing_is_that_of_the_project():
    text = (ROOT / "CONTRIBUTING.md").read_text()
    rooms = {
        path.name for path in (ROOT / "odoolite").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }

    assert rooms - {"addons", "data"} <= set(re.findall(r"^ +(\w+)/", text, re.M))
