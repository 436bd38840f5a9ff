"""`odoolite call`, `shell` and the help."""
from __future__ import annotations

import json
import subprocess
import sys

import pytest


def odoolite(*arguments, **kwargs):
    return subprocess.run(
        [sys.executable, "-m", "odoolite", *arguments], capture_output=True, text=True,
        timeout=60, **kwargs,
    )


def test_call_prints_the_answer_as_json():
    done = odoolite("call", "res.country", "search_read", '[["code", "=", "BE"]]',
                    'fields=["name"]')

    [row] = json.loads(done.stdout)
    assert row["name"] == "Belgium"


def test_refused_call_is_told_with_status_1():
    done = odoolite("call", "res.country", "read", "[999999]", '["nothing"]')

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(
        "odoolite: ValueError: Invalid field 'nothing' on 'res.country'\n"
    )
    assert "Traceback" not in done.stderr


def test_a_result_comes_alone():
    done = odoolite("call", "res.country", "search_count", "--strict", "[]")

    assert int(done.stdout) > 200
    assert all("installing" in line for line in done.stderr.splitlines())


def test_bad_json_is_one_clear_line():
    done = odoolite("call", "res.country", "search", "[[")

    assert done.returncode == 2
    assert done.stderr.startswith("odoolite: an argument is not JSON")


def test_shell_has_an_env_and_keeps_nothing():
    done = odoolite("shell", input="print(env.user.login, self)\n")

    assert "__system__ res.users(1,)" in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["serve", "--help"],
                                       ["run", "--help"], ["call", "--help"]])
def test_help_is_there(arguments):
    done = odoolite(*arguments)

    assert done.returncode == 0
    assert "usage: odoolite" in done.stdout


def test_version():
    from odoolite.release import version
    assert odoolite("--version").stdout == f"odoolite {version}\n"
