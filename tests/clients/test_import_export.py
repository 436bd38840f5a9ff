"""odoo-import-export-client: its scripts, over JSON-RPC and XML-RPC."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("odoo_csv_tools")


@pytest.fixture(params=["jsonrpc", "xmlrpc"])
def run(request, server, tmp_path):
    config = tmp_path / "connection.conf"
    config.write_text(
        "[Connection]\n"
        f"hostname = 127.0.0.1\ndatabase = {server.db}\nlogin = admin\n"
        f"password = admin\nprotocol = {request.param}\nport = {server.port}\nuid = 2\n"
    )

    def run(script, *words):
        path = Path(sys.executable).parent / f"odoo_{script}_thread.py"
        return subprocess.run(
            [sys.executable, str(path), "-c", str(config), *words], cwd=tmp_path,
            capture_output=True, text=True, timeout=120, check=False,
        )
    run.protocol = request.param
    return run


def test_rows_are_loaded_twice_as_the_same_records(run, server, tmp_path):
    tag = f"csv_{run.protocol}"
    file = tmp_path / "res.partner.csv"
    file.write_text(
        "id;name;country_id/id;child_ids/name\n"
        f"{tag}.one;One;base.be;Inner\n;;;Outer\n{tag}.two;Two;base.fr;\n"
    )
    for _ in range(2):
        done = run("import", "--file", str(file), "--model", "res.partner", "--worker",
                   "1", "--size", "10", "--o2m")
        assert done.returncode == 0, done.stderr
    with server.env() as env:
        one = env.ref(f"{tag}.one")
        assert one.name == "One" and one.country_id.code == "BE"
        assert set(one.child_ids.mapped("name")) == {"Inner", "Outer"}
        assert env.ref(f"{tag}.two").country_id.code == "FR"


def test_records_are_written_to_a_file(run, tmp_path):
    if run.protocol == "xmlrpc":
        return      # it sends None, which its XML-RPC cannot carry
    file = tmp_path / "out.csv"
    done = run("export", "--file", str(file), "--model", "res.country", "--field",
               "id,code,currency_id/id", "--domain", "[('code', '=', 'BE')]", "--worker",
               "1", "--size", "10")
    assert done.returncode == 0, done.stderr
    assert file.read_text().replace('"', "").splitlines() == [
        "id;code;currency_id/id", "base.be;BE;base.EUR",
    ]
