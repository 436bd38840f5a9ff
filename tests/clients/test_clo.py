"""clo: a command that calls over XML-RPC."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("clo")


@pytest.fixture
def clo(server, tmp_path):
    env = {
        **os.environ, "CLO_INSTANCE": server.url, "CLO_DATABASE": server.db,
        "CLO_USERNAME": "admin", "CLO_PASSWORD": "admin", "NO_COLOR": "1",
    }

    script = Path(sys.executable).parent / "clo"

    def run(*words):
        return subprocess.run(
            [sys.executable, str(script), *words], capture_output=True, text=True,
            env=env, cwd=tmp_path, timeout=60, check=False, stdin=subprocess.DEVNULL,
        )
    return run


def test_records_from_making_to_removing(clo):
    id_ = clo("-m", "res.partner", "create", "-v", "name", "Clo").stdout.strip()
    assert id_.isdigit()
    assert clo("-m", "res.partner", "write", "-i", id_, "-v", "name", "Olc"
               ).returncode == 0
    found = clo("-m", "res.partner", "read", "-i", id_, "-f", "name", "--csv")
    assert "Olc" in found.stdout
    assert clo("-m", "res.partner", "delete", "-i", id_).returncode == 0
    gone = clo("-m", "res.partner", "count", "-d", "id", "=", id_)
    assert gone.stdout.strip() == "0"


def test_searching(clo):
    assert clo("-m", "res.country", "count", "-d", "code", "=", "BE"
               ).stdout.strip() == "1"
    found = clo("-m", "res.country", "find", "-o", "-d", "code", "=", "BE", "-d", "code",
                "=", "FR", "-f", "name", "--order", "code", "--csv")
    assert "Belgium" in found.stdout and "France" in found.stdout
    assert clo("-m", "res.country", "search", "--limit", "2", "--raw"
               ).stdout.split()[1:]


def test_errors_end_with_a_status(clo):
    assert clo("-m", "no.such", "search").returncode != 0
    assert clo("-m", "res.country", "search", "-d", "code", "nope", "x").returncode != 0
