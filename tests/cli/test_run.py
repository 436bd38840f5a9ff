"""`odoolite run`: scripts for a far host, answered here."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "scripts" / "examples"
HEAD = """
import sys, xmlrpc.client
models = xmlrpc.client.ServerProxy("https://erp.example.com/xmlrpc/2/object")
def call(model, method, *args, **kwargs):
    return models.execute_kw("production", 2, "your_api_key", model, method, args, kwargs)
def show(model, *fields):
    print(sorted(
        [[r[f] for f in fields] for r in call(model, "search_read", [], fields)]
    ))
"""


@pytest.fixture
def run(tmp_path):
    def run_script(code, *options, arguments=(), head=HEAD):
        script = tmp_path / "script.py"
        script.write_text(head + code)
        return subprocess.run(
            [sys.executable, "-m", "odoolite", "run", *options, str(script), *arguments],
            capture_output=True, text=True, timeout=120,
        )
    return run_script


def report_of(done):
    return json.loads(done.stderr[done.stderr.index("["):])


def test_channels_have_their_privacy_and_members(run):
    done = run("""
group = call("ir.model.data", "check_object_reference", "base", "group_user")[1]
everyone = call("discuss.channel", "create", {
    "name": "Everyone", "channel_type": "channel", "group_public_id": False})
open_too = call("discuss.channel", "create", {
    "name": "None is open too", "channel_type": "channel", "group_public_id": None})
staff = call("discuss.channel", "create", {
    "name": "Staff", "channel_type": "channel", "group_public_id": group})
call("res.users", "write", [2], {"group_ids": [(4, group)]})
for user in call("res.users", "search", [["groups_id", "in", [group]]]):
    call("discuss.channel", "add_members", [staff], [user])
partner = call("res.partner", "create", {"name": "Guest of honour"})
print(len(call("discuss.channel", "add_members", [staff], [partner])))
for channel in call("discuss.channel", "read", [everyone, open_too, staff],
                    ["name", "group_public_id"]):
    print(channel["name"], channel["group_public_id"])
names = call("discuss.channel.member", "search_read", [["channel_id", "=", staff]],
             ["partner_id"])
print(sorted(row["partner_id"][1] for row in names))
""", "--report", "json")

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "1"
    assert lines[1:4] == [
        "Everyone False", "None is open too False", "Staff [1, 'Role / User']",
    ]
    assert lines[4] == "['Administrator', 'Guest of honour']"
    calls = {(item["code"], item["call"]) for item in report_of(done)}
    assert calls == {
        ("A2", "discuss.channel.create"), ("D10", "discuss.channel.create"),
        ("C11", "res.users.search"), ("D9", "discuss.channel.add_members"),
    }
    assert all(item["reason"] and item["fix"] for item in report_of(done))


def test_mail_server_is_confirmed_by_the_built_in_mailbox(run):
    done = run("""
server = call("fetchmail.server", "create", {
    "name": "Inbox", "server_type": "imap", "server": "imap.example.com", "port": 993,
    "is_ssl": True, "user": "all@example.com", "password": "x", "state": "draft",
    "configuration": "automatic"})
print(call("fetchmail.server", "read", [server], ["state"])[0]["state"])
print(call("fetchmail.server", "button_confirm_login", [server]))
print(call("fetchmail.server", "read", [server], ["state"])[0]["state"])
""")

    assert done.stdout.splitlines() == ["draft", "True", "done"], done.stderr


def test_parameters_and_voip_fields_are_stored_and_noted(run):
    done = run("""
call("ir.config_parameter", "set_param", "voip.mode", "production")
print(call("ir.config_parameter", "get_param", "voip.mode"))
user = call("res.users", "create", {"name": "John", "login": "john@example.com"})
values = {"voip_username": "1001", "voip_secret": "s", "external_device_number": "+1"}
print(call("res.users", "write", [user], values))
print(call("res.users", "read", [user], list(values))[0] == {"id": user, **values})
""", "--report", "json")

    assert done.stdout.splitlines() == ["production", "True", "True"], done.stderr
    assert {item["code"] for item in report_of(done)} == {"D8", "C11"}


def test_strict_leaves_the_dialect_out(run):
    done = run('call("res.users", "search", [["groups_id", "=", 1]])', "--strict")

    assert done.returncode == 1
    assert "Invalid field res.users.groups_id" in done.stderr


def test_status_arguments_and_output_are_the_scripts_own(run):
    done = run("""
print(sys.argv[1:], __name__)
print("on stderr", file=sys.stderr)
sys.exit(7)
""", arguments=["--port", "x"], head="import sys\n")

    assert done.returncode == 7
    assert done.stdout == "['--port', 'x'] __main__\n"
    assert "on stderr" in done.stderr


def test_traceback_begins_in_the_script(run):
    done = run('call("res.partner", "no_such_method")', "--report", "none")

    assert done.returncode == 1
    trace = done.stderr[done.stderr.index("Traceback"):]
    assert trace.splitlines()[1].lstrip().startswith('File "') and \
        "script.py" in trace.splitlines()[1]
    assert "odoolite/cli" not in trace.split("Fault")[0]


def test_a_wrong_key_is_refused(run):
    done = run("""
models.execute_kw("production", 2, "another", "res.users", "search", [[]])
""")

    assert "Access Denied" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("code", [
    "import requests; answer = requests.post(URL, json=BODY).json()",
    "import httpx; answer = httpx.post(URL, json=BODY).json()",
    "import json, urllib.request as u; answer = json.load(u.urlopen(u.Request("
    "URL, json.dumps(BODY).encode(), {'Content-Type': 'application/json'})))",
], ids=["requests", "httpx", "urllib"])
@pytest.mark.parametrize("url", ["https://erp.example.com/jsonrpc",
                                 "http://erp.example.com:8069/jsonrpc",
                                 "https://192.0.2.7/jsonrpc"])
def test_any_client_library_is_answered(run, code, url):
    done = run(f"""
URL = {url!r}
BODY = {{"jsonrpc": "2.0", "method": "call", "id": 1, "params": {{
    "service": "common", "method": "version", "args": []}}}}
{code}
print(answer["result"]["server_serie"])
""", head="")

    assert done.stdout == "19.0\n", done.stderr


def test_odoorpc_is_answered_over_https(run):
    done = run("""
import odoorpc
odoo = odoorpc.ODOO("erp.example.com", protocol="jsonrpc+ssl", port=443)
odoo.login("production", "admin", "admin")
partners = odoo.env["res.partner"]
print(partners.browse(partners.create({"name": "By OdooRPC"})).name)
""", "--strict", head="")

    assert done.stdout == "By OdooRPC\n", done.stderr


def test_examples_run_as_they_are():
    done = subprocess.run(
        [sys.executable, "-m", "odoolite", "run",
         str(EXAMPLES / "set_up_channels.py")],
        capture_output=True, text=True, timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "News False 1"
    assert "refused nothing" in done.stderr


def test_missing_script_is_one_clear_line():
    done = subprocess.run(
        [sys.executable, "-m", "odoolite", "run", "no_such.py"],
        capture_output=True, text=True, timeout=60,
    )

    assert (done.returncode, done.stderr) == (2, "odoolite: no such script: no_such.py\n")
