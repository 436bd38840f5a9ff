"""`odoolite load`, `module`, `test`: addons without a server."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from odoolite.cli import main

FIXTURES = Path(__file__).parents[1] / "fixture_addons"


def test_problems_are_told_by_file_line_model_and_field(capsys):
    status = main(["load", str(FIXTURES / "bad_field"), str(FIXTURES / "bad_ref"),
                   str(FIXTURES / "bad_xml")])

    lines = capsys.readouterr().out.splitlines()
    assert status == 1
    assert lines[0].endswith("bad_field/data.xml:3: res.partner.no_such_field: ValueError: "
                             "Invalid field 'no_such_field' in 'res.partner'")
    assert "bad_ref/data.xml:3: res.partner.parent_id: " in lines[1]
    assert "bad_xml/data.xml:4: Opening and ending tag mismatch" in lines[2]


def test_whole_addon_has_no_problems(capsys):
    assert main(["load", str(FIXTURES / "cf_orm"), str(FIXTURES / "cf_data")]) == 0
    assert capsys.readouterr().out == ""


def test_single_file_and_formats_for_machines(capsys, tmp_path):
    path = tmp_path / "data.xml"
    path.write_text('<odoo>\n<record id="a" model="no.such"/></odoo>')

    assert main(["load", str(path), "--format", "json"]) == 1
    [problem] = json.loads(capsys.readouterr().out)
    assert (problem["line"], problem["message"]) == (2, "unknown model")

    main(["load", str(path), "--format", "sarif"])
    log = json.loads(capsys.readouterr().out)
    assert log["runs"][0]["results"][0]["level"] == "error"

    main(["load", str(path), "--format", "github"])
    assert capsys.readouterr().out.startswith(f"::error file={path},line=2,")


def test_path_without_addons_is_said_to_be_so(capsys, tmp_path):
    assert main(["load", str(tmp_path)]) == 2
    assert "no addon in this folder" in capsys.readouterr().err


@pytest.fixture
def database(tmp_path):
    from odoolite import Server
    with Server(data_dir=tmp_path / "data", db="kept", strict=True):
        pass
    return ["--db", "kept", "--data-dir", str(tmp_path / "data"),
            "--addons-path", str(FIXTURES)]


def test_modules_of_a_database_on_file(database, capsys):
    assert main(["module", "install", "cf_orm", *database]) == 0
    assert "installed" in capsys.readouterr().out

    assert main(["module", "upgrade", "cf_orm", *database]) == 0
    assert main(["module", "uninstall", "cf_orm", *database]) == 0
    capsys.readouterr()
    main(["module", "list", "cf_orm", *database])
    assert capsys.readouterr().out.split()[:2] == ["cf_orm", "uninstalled"]


def test_unknown_module_is_named(database, capsys):
    assert main(["module", "install", "no_such", *database]) == 2
    assert "unknown module 'no_such'" in capsys.readouterr().err


def test_tests_of_an_addon_run(tmp_path, capsys):
    addon = tmp_path / "t_tested"
    (addon / "tests").mkdir(parents=True)
    (addon / "__manifest__.py").write_text("{'name': 'x', 'depends': ['base']}")
    (addon / "__init__.py").write_text("")
    (addon / "tests" / "__init__.py").write_text("from . import test_it\n")
    (addon / "tests" / "test_it.py").write_text("""
from odoo.tests import TransactionCase, new_test_user, tagged, users
from odoo.exceptions import ValidationError

@tagged("post_install", "-at_install", "special")
class TestIt(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.env["res.partner"].create({"name": "P"})
        new_test_user(cls.env, "joe_test")

    def test_good(self):
        self.partner.name = "Q"
        self.assertRecordValues(self.partner, [{"name": "Q"}])

    def test_rolled_back(self):
        self.assertEqual(self.partner.name, "P")

    @users("joe_test")
    def test_user(self):
        self.assertEqual(self.env.user.login, "joe_test")

    def test_bad(self):
        self.fail("on purpose")
""")
    junit = tmp_path / "out.xml"

    status = main(["test", "t_tested", "--addons-path", str(tmp_path),
                   "--junit", str(junit)])

    assert status == 1
    assert "3 passed, 1 failed, 0 errors, 0 skipped" in capsys.readouterr().out
    assert 'classname="test_it.TestIt" name="test_bad"' in junit.read_text()
    assert main(["test", "t_tested", "--addons-path", str(tmp_path),
                 "--tags", "/t_tested:TestIt.test_good"]) == 0
