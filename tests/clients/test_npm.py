"""Clients of npm: odoo-await and odoo-xmlrpc (XML-RPC), @fernandoslim/odoo-jsonrpc."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

CLIENTS = ("odoo-await@3.4.1", "odoo-xmlrpc@1.0.8", "@fernandoslim/odoo-jsonrpc@2.0.2")
pytestmark = [
    pytest.mark.xdist_group("npm"),
    pytest.mark.skipif(
        not (shutil.which("node") and shutil.which("npm")), reason="no node, no npm"
    ),
]


@pytest.fixture(scope="module")
def modules():
    """The clients, fetched once and kept beside the libraries of Python."""
    folder = Path(os.environ.get("ODOOLITE_NPM") or Path(sys.prefix) / "npm")
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="npm.", dir=folder.parent))
        subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts",
             "--fetch-retries", "5", "--prefix", str(fresh), *CLIENTS],
            check=True, timeout=600, cwd=fresh,
        )
        try:
            fresh.rename(folder)
        except OSError:         # another process was quicker
            shutil.rmtree(fresh)
    return folder / "node_modules"


@pytest.fixture
def run(modules, server, tmp_path):
    """Run a script that writes its findings as JSON."""
    def run(script):
        file = tmp_path / "script.js"
        known = {"port": server.port, "db": server.db, "key": server.api_key}
        file.write_text(
            "const found = {};\n"
            f"const server = {json.dumps(known)};\n"
            f"(async () => {{\n{script}\n}})()"
            ".then(() => console.log(JSON.stringify(found)))"
            ".catch(error => { console.error(error); process.exit(1); });\n"
        )
        answer = subprocess.run(
            ["node", str(file)], capture_output=True, text=True, timeout=60,
            check=False, env={**os.environ, "NODE_PATH": str(modules)},
        )
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout.splitlines()[-1])
    return run


def test_odoo_await(run):
    found = run("""
        const Odoo = require("odoo-await");
        const odoo = new Odoo({baseUrl: `http://127.0.0.1:${server.port}`, db: server.db,
                               username: "admin", password: "admin"});
        found.uid = await odoo.connect();
        const id = await odoo.create("res.partner", {name: "Await"}, "await_one");
        found.read = await odoo.read("res.partner", [id], ["name"]);
        found.update = await odoo.update("res.partner", id, {
            name: "Awaited",
            category_id: {action: "create", value: [{name: "a"}, {name: "b"}]}});
        found.tags = (await odoo.read("res.partner", [id], ["category_id"]))[0]
            .category_id.length;
        await odoo.update("res.partner", id, {category_id: {action: "clear"}});
        found.cleared = (await odoo.read("res.partner", [id], ["category_id"]))[0]
            .category_id;
        found.search = (await odoo.search("res.country", {code: "BE"})).length;
        found.searchRead = await odoo.searchRead(
            "res.country", ["code", "=like", "B%"], ["code"],
            {limit: 2, offset: 1, order: "code"});
        found.fields = Object.keys(await odoo.getFields("res.country", ["type"])).length;
        found.xmlid = (await odoo.readByExternalId("await_one", ["name"])).name;
        found.remove = await odoo.delete("res.partner", id);
        await odoo.execute_kw("res.partner", "no_such", [[[]]]).catch(error => {
            found.fault = [error.faultCode, /no_such/.test(error.faultString)]; });
        const wrong = new Odoo({baseUrl: `http://127.0.0.1:${server.port}`,
                                db: server.db, username: "admin", password: "no"});
        await wrong.connect().catch(error => { found.wrong = String(error); });
    """)
    assert found["uid"] == 2 and found["read"][0]["name"] == "Await"
    assert found["update"] is True and found["remove"] is True
    assert found["tags"] == 2 and found["cleared"] == []
    assert found["search"] == 1 and found["fields"] > 10 and found["xmlid"] == "Awaited"
    assert [row["code"] for row in found["searchRead"]] == ["BB", "BD"]
    assert found["fault"] == [1, True]
    assert "invalid credentials" in found["wrong"]


def test_odoo_xmlrpc(run):
    found = run("""
        const Odoo = require("odoo-xmlrpc");
        const odoo = new Odoo({url: `http://127.0.0.1:${server.port}`, port: server.port,
                               db: server.db, username: "admin", password: "admin"});
        const connect = () => new Promise((ok, no) =>
            odoo.connect((error, value) => error ? no(error) : ok(value)));
        const call = (model, method, params) => new Promise((ok, no) =>
            odoo.execute_kw(model, method, params,
                            (error, value) => error ? no(error) : ok(value)));
        found.uid = await connect();
        const id = await call("res.partner", "create", [[{name: "Node"}]]);
        found.write = await call("res.partner", "write", [[[id], {name: "Edon"}]]);
        found.read = await call("res.partner", "read", [[[id], ["name", "color"]]]);
        found.count = await call("res.country", "search_count", [[[["code", "=", "BE"]]]]);
        found.page = (await call("res.country", "search", [[[], 10, 5]])).length;
        found.unlink = await call("res.partner", "unlink", [[[id]]]);
        await call("res.partner", "read", [[[id], ["name"]]]).then(
            rows => { found.gone = rows; }, error => { found.gone = error.faultCode; });
        await call("no.such", "read", [[[1]]]).catch(
            error => { found.fault = [error.faultCode, error.faultString]; });
    """)
    assert found["uid"] == 2 and found["write"] is True and found["unlink"] is True
    assert found["read"][0]["name"] == "Edon" and found["read"][0]["color"] == 0
    assert found["count"] == 1 and found["page"] == 5
    assert found["fault"] == [2, "Object no.such doesn't exist"]


def test_odoo_jsonrpc(run, server):
    found = run("""
        const OdooJSONRpc = require("@fernandoslim/odoo-jsonrpc").default;
        const odoo = new OdooJSONRpc({
            baseUrl: "http://127.0.0.1", port: server.port, db: server.db,
            username: "admin", password: "admin"});
        const session = await odoo.connect();
        found.uid = session.uid; found.name = session.name;
        found.session = odoo.sessionId.length > 20;
        const id = await odoo.create("res.partner", {name: "Slim"});
        found.update = await odoo.update("res.partner", id, {name: "Mils"});
        found.read = await odoo.read("res.partner", [id], ["name"]);
        found.search = (await odoo.search("res.country", [["code", "=", "BE"]])).length;
        found.searchRead = await odoo.searchRead(
            "res.country", [["code", "=", "BE"]], ["code"], {limit: 1});
        found.fields = (await odoo.getFields("res.country")).code.type;
        found.remove = await odoo.delete("res.partner", id);
        await odoo.call_kw("res.partner", "no_such", [[]]).catch(
            error => { found.error = error.message; });
        const again = new OdooJSONRpc({baseUrl: "http://127.0.0.1", port: server.port,
                                       db: server.db, sessionId: odoo.sessionId});
        found.again = (await again.connect()).uid;
        const wrong = new OdooJSONRpc({
            baseUrl: "http://127.0.0.1", port: server.port, db: server.db,
            username: "admin", password: "no"});
        await wrong.connect().catch(error => { found.wrong = error.message; });
    """)
    assert found["uid"] == found["again"] == 2 and found["name"] == "Administrator"
    assert found["session"] and found["update"] and found["remove"]
    assert found["read"][0]["name"] == "Mils" and found["search"] == 1
    assert found["searchRead"][0]["code"] == "BE" and found["fields"] == "char"
    assert "no_such" in found["error"] and "check your credentials" in found["wrong"]


def test_odoo_jsonrpc_with_a_key(run):
    found = run("""
        const OdooJSONRpc = require("@fernandoslim/odoo-jsonrpc").default;
        const odoo = new OdooJSONRpc({
            baseUrl: "http://127.0.0.1", port: server.port, db: server.db,
            username: "admin", apiKey: server.key});
        found.uid = (await odoo.connect()).uid;
        found.name = (await odoo.read("res.partner", 1, ["name"]))[0].name;
    """)
    assert found == {"uid": 2, "name": "My Company"}
