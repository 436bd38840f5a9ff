"""`odoolite serve` as a user starts it: a process, its output, signals and settings."""
from __future__ import annotations

import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.serving import COMMAND, clean_environ, execute, serving

ADDONS = Path(__file__).resolve().parents[1] / "fixture_addons"


def test_ready_server_prints_and_writes_how_to_reach_it(tmp_path):
    env_file = tmp_path / "odoo.env"

    with serving("--db", "mine", "--api-key", "k" * 40, "--admin-password", "secret",
                 "--env-file", str(env_file)) as (_process, printed):
        assert printed["database"] == "mine"
        assert env_file.read_text() == (
            f"ODOO_URL={printed['odoolite answers at']}\nODOO_DB=mine\n"
            "ODOO_USERNAME=admin\nODOO_PASSWORD=secret\nODOO_API_KEY=" + "k" * 40 + "\n"
        )
        assert execute(printed, "res.users", "search_count", []) > 0
        by_key = {**printed, "password": "k" * 40}
        assert execute(by_key, "res.users", "read", [2], ["login"]) == [
            {"id": 2, "login": "admin"}
        ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_it_and_nothing_committed_is_lost(tmp_path, number):
    with serving("--data-dir", str(tmp_path)) as (process, printed):
        partner = execute(printed, "res.partner", "create", {"name": "Kept"})
        process.send_signal(number)
        assert process.wait(60) == 0

    with serving("--data-dir", str(tmp_path)) as (_process, printed):
        assert execute(printed, "res.partner", "read", [partner], ["name"]) == [
            {"id": partner, "name": "Kept"}
        ]


def test_manual_model_lives_after_a_restart(tmp_path):
    with serving("--data-dir", str(tmp_path)) as (_process, printed):
        model = execute(printed, "ir.model", "create", {"name": "M", "model": "x_m"})
        execute(printed, "ir.model.access", "create", {
            "name": "m", "model_id": model, "perm_read": True, "perm_create": True,
        })
        record = execute(printed, "x_m", "create", {"x_name": "still here"})

    with serving("--data-dir", str(tmp_path)) as (_process, printed):
        assert execute(printed, "x_m", "read", [record], ["x_name"]) == [
            {"id": record, "x_name": "still here"}
        ]


def test_data_only_addon_is_loaded_from_the_addons_path():
    with serving("--addons-path", str(ADDONS), "--install", "library") as (_p, printed):
        [book] = execute(printed, "x_book", "search_read", [], ["x_name", "x_pages",
                                                                "x_author_id"])

    assert (book["x_name"], book["x_pages"], book["x_author_id"][1]) == (
        "On Engines", 64, "Ada Author"
    )


def test_settings_come_from_file_environment_and_command_line(tmp_path):
    file = tmp_path / "odoo.conf"
    file.write_text("[options]\nadmin_passwd = master\ndb_name = filed\n")

    with serving("-c", str(file), ODOOLITE_ADMIN_PASSWORD="from-env") as (_p, printed):
        assert (printed["database"], printed["password"]) == ("filed", "from-env")
    with serving("-c", str(file), "--db", "given") as (_process, printed):
        assert printed["database"] == "given"


def test_install_adds_modules_to_a_database_that_is_there(tmp_path):
    with serving("--data-dir", str(tmp_path)):
        pass

    with serving("--data-dir", str(tmp_path), "--install", "mail") as (_p, printed):
        assert execute(printed, "mail.message", "search_count", []) >= 0


@pytest.mark.parametrize(("options", "problem"), [
    (["--install", "no_such_module"], "unknown module 'no_such_module'"),
    (["--addons-path", "/no/such/folder"], "addons path '/no/such/folder' is no"),
    (["-c", "/no/such/file"], "cannot be read"),
    (["--load-language", "xx_XX"], "unknown language 'xx_XX'"),
    (["--port", "99999"], "port"), (["--port", "x"], "invalid int value: 'x'"),
    (["--host", "192.0.2.1"], "none of this machine's"),
    (["--db", "no name"], "is no name for a database"),
    (["--update", "no_such_module"], "unknown module 'no_such_module'"),
    (["--log-level", "loud"], "is none of debug, info"),
    (["--log-handler", "odoo"], "is none of debug, info"),
    (["--smtp-listen", "x"], "is not HOST:PORT"),
    (["--lmtp-listen", "127.0.0.1:99999"], "is not HOST:PORT"),
    (["--data-dir", "/dev/null/x"], "/dev/null/x"),
    (["--no-such-option"], "unrecognized arguments"),
])
def test_bad_start_is_one_clear_line(options, problem):
    done = subprocess.run(
        [*COMMAND, "--port", "0", *options], capture_output=True, text=True, timeout=60,
        env=clean_environ(),
    )

    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if "installing" not in line
             and "loading language" not in line]
    assert len(lines) == 1, done.stderr
    assert problem in lines[0]


@pytest.mark.parametrize(("manifest", "code", "problem"), [
    ('{"name": ', "", "__manifest__.py:1: '{' was never closed"),
    ('{"name": "x"}', "def x(:", "__init__.py:1: SyntaxError: invalid syntax"),
    ('{"name": "x"}', "\nimport no_such_library",
     "__init__.py:2: ModuleNotFoundError: No module named 'no_such_library'"),
    ('{"name": "x"}', "from odoo import models\nclass A(models.Model):\n"
     "    _inherit = 'no.such'", "Model 'no.such' does not exist in registry."),
    ('{"name": "x", "depends": ["no_such"]}', "", "unknown module 'no_such'"),
])
def test_a_broken_addon_is_one_clear_line(tmp_path, manifest, code, problem):
    (tmp_path / "t_bad").mkdir()
    (tmp_path / "t_bad/__manifest__.py").write_text(manifest)
    (tmp_path / "t_bad/__init__.py").write_text(code)
    done = subprocess.run(
        [*COMMAND, "--port", "0", "--addons-path", str(tmp_path), "--install", "t_bad",
         "--strict"], capture_output=True, text=True, timeout=60, env=clean_environ(),
    )
    lines = [line for line in done.stderr.splitlines() if "installing" not in line]
    assert (done.returncode, len(lines)) == (2, 1), done.stderr
    assert lines[0].startswith("odoolite: ") and problem in lines[0]


def test_without_a_cache_folder_it_starts_all_the_same(tmp_path):
    (tmp_path / "file").touch()
    with serving("--strict", ODOOLITE_CACHE_DIR=str(tmp_path / "file/x")) as (_p, printed):
        assert execute(printed, "res.users", "search_count", []) > 0


def test_no_postgresql_is_one_clear_line():
    pytest.importorskip("psycopg")
    done = subprocess.run(
        [*COMMAND, "--port", "0", "--postgres", "postgresql://nobody@127.0.0.1:1"],
        capture_output=True, text=True, timeout=60, env=clean_environ(),
    )

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("odoolite: PostgreSQL: connection failed")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_start_can_be_ended(tmp_path, number):
    """Modules are being installed: the signal does not wait for them."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", "--install", "mail"], stderr=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
        env=clean_environ(ODOOLITE_CACHE_DIR=str(tmp_path)),
    )
    try:
        assert "installing" in process.stderr.readline()
        process.send_signal(number)
        rest = process.communicate(timeout=60)
    finally:
        process.kill()
    # Python ends by SIGINT itself, 130 for a shell, if code from a string was interrupted
    assert process.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in rest[1] and "Ctrl-C" not in rest[0]


def test_port_in_use_is_one_clear_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = subprocess.run(
            [*COMMAND, "--port", str(taken.getsockname()[1])], capture_output=True,
            text=True, timeout=60, env=clean_environ(),
        )

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "in use" in done.stderr
