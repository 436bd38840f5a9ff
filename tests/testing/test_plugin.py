"""The pytest plugin, as users' own suites use it: run in a pytest of its own."""
from __future__ import annotations

import subprocess
import sys

import pytest

SUITE = """
    import xmlrpc.client

    def call(odoo, model, method, *args):
        models = xmlrpc.client.ServerProxy(f"{odoo.url}/xmlrpc/2/object")
        return models.execute_kw(odoo.db, 2, odoo.password, model, method, list(args))

    def test_each_test_has_a_database_of_its_own_1(odoo):
        assert not odoo.env["res.partner"].search([("name", "=", "Mine")])
        call(odoo, "res.partner", "create", {"name": "Mine"})
        assert len(odoo.env["res.partner"].search([("name", "=", "Mine")])) == 1

    def test_each_test_has_a_database_of_its_own_2(odoo):
        assert not odoo.env["res.partner"].search([("name", "=", "Mine")])
        call(odoo, "res.partner", "create", {"name": "Mine"})

    def test_calls_see_what_env_did_and_the_other_way_round(odoo):
        partner = odoo.env["res.partner"].create({"name": "By env"})
        assert call(odoo, "res.partner", "write", [partner.id], {"name": "By call"})
        assert partner.name == "By call"

    def test_login_password_and_key_work(odoo):
        common = xmlrpc.client.ServerProxy(f"{odoo.url}/xmlrpc/2/common")
        assert common.authenticate(odoo.db, odoo.login, odoo.password, {}) == 2
        assert common.authenticate(odoo.db, odoo.login, odoo.api_key, {}) == 2
        assert not common.authenticate(odoo.db, odoo.login, "wrong", {})

    def test_server_is_shared(odoo, odoo_server):
        assert odoo.url == odoo_server.url
        assert odoo.db != odoo_server.db

    def test_outbox_is_empty(odoo):
        assert list(odoo.outbox) == []
"""


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["alone", "xdist"])
def test_suite_of_a_user_passes(pytester, workers):
    pytester.makepyfile(SUITE)

    result = pytester.runpytest_subprocess("-q", *workers)

    result.assert_outcomes(passed=6)


def test_modules_and_addons_are_asked_for_in_the_settings(pytester):
    folder = pytester.mkdir("addons") / "tiny"
    folder.mkdir()
    (folder / "__manifest__.py").write_text("{'name': 'Tiny', 'depends': ['base']}")
    (folder / "__init__.py").write_text("from . import thing")
    (folder / "thing.py").write_text(
        "from odoo import fields, models\n"
        "class Thing(models.Model):\n"
        "    _name = 'tiny.thing'\n"
        "    _description = 'Thing'\n"
        "    name = fields.Char()\n"
    )
    pytester.makeini("[pytest]\nodoo_addons_path = addons\nodoo_install = tiny mail\n")
    pytester.makepyfile("""
        def test_modules_are_there(odoo):
            assert odoo.env["tiny.thing"].sudo().create({"name": "t"}).name == "t"
            assert "mail.message" in odoo.env
    """)

    pytester.runpytest_subprocess("-q").assert_outcomes(passed=1)


def test_unused_plugin_imports_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-c",
         "import sys, odoolite.testing.plugin; print(sorted(m for m in sys.modules "
         "if m.split('.')[0] in ('lxml', 'sqlalchemy', 'werkzeug') "
         "or m.startswith(('odoolite.orm', 'odoolite.server'))))"],
        capture_output=True, text=True, check=True,
    )

    assert done.stdout == "[]\n"
