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


MODEL = '''from odoo import fields, models
class Thing(models.Model):
    _name = "bad.thing"
    _description = "Thing"
    name = fields.Char()
    partner_id = fields.Many2one("res.partner")
    lost_id = fields.Many2one("no.model")
    kid_ids = fields.One2many("bad.thing", "parent_id")
    parent_id = fields.Many2one("bad.thing")
'''


def view(arch: str) -> str:
    return (f'<record id="v" model="ir.ui.view"><field name="model">bad.thing</field>'
            f'<field name="name">v</field><field name="arch" type="xml">{arch}</field>'
            "</record>")


def test_wrong_views_references_translations_and_models_are_told(capsys, tmp_path):
    folder = tmp_path / "bad_things"
    (folder / "i18n").mkdir(parents=True)
    (folder / "i18n" / "fr.po").write_text('msgid ""\nmsgstr ""\n\nnonsense\n')
    (folder / "__init__.py").write_text("from . import models\n")
    (folder / "models.py").write_text(MODEL)
    files = {
        "reference.xml": '<record id="r" model="bad.thing">'
                         '<field name="partner_id" eval="9999"/></record>',
        "button.xml": view('<form><button name="nope" type="object"/></form>'),
        "modifier.xml": view('<form><field name="name" invisible="parent.x or zz"/>'
                              "</form>"),
        "domain.xml": view('''<form><field name="parent_id" domain="[('yy', '=', 1)]"/>
                           </form>'''),
        "good.xml": view('''<form><field name="name" readonly="id and parent_id"/>
            <field name="kid_ids"><list><button name="read" type="object"/></list></field>
            </form>'''),
    }
    for name, body in files.items():
        (folder / name).write_text(f"<odoo>\n{body}\n</odoo>")
    (folder / "__manifest__.py").write_text(repr(
        {"name": "Bad", "version": "1.0", "depends": ["base"], "data": list(files)}))

    assert main(["load", str(folder)]) == 1

    told = capsys.readouterr().out.replace(f"{folder}/", "")
    assert told.splitlines() == [
        "__manifest__.py:1: warning: bad.thing.lost_id: "
        "the model that the field refers to does not exist",
        "i18n/fr.po:4: Syntax error in po file i18n/fr.po (line 4)",
        "reference.xml:1: bad.thing: ForeignKeyViolation: "
        "row 1 of bad_thing refers to nothing in res_partner",
        "button.xml:2: ir.ui.view: nope is not a valid action on bad.thing",
        'modifier.xml:2: ir.ui.view.zz: Field "zz" does not exist in model "bad.thing"',
        'domain.xml:2: ir.ui.view: Unknown field "bad.thing.yy" in domain of '
        '<field name="parent_id">',
    ]
