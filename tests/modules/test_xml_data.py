"""XML data files: elements, values, updates, and errors that name the line."""
from __future__ import annotations

import logging
import textwrap

import pytest
from lxml import etree

from odoolite.modules.xml_data import ParseError, load_xml


@pytest.fixture
def env(odoo):
    return odoo.env(user=1)


@pytest.fixture
def load(env, tmp_path):
    def load(text: str, mode: str = "init", module: str = "base") -> None:
        path = tmp_path / "data.xml"
        path.write_text(textwrap.dedent(text).strip(), encoding="utf-8")
        load_xml(env, module, path, mode)
    return load


def test_record_with_values_of_every_kind(env, load):
    load("""
        <odoo>
            <record id="t_parent" model="res.partner">
                <field name="name">Parent</field>
            </record>
            <record id="t_child" model="res.partner">
                <field name="name" eval="'a' + 'b'"/>
                <field name="parent_id" ref="t_parent"/>
                <field name="color" type="int"> 3 </field>
                <field name="comment" type="html"><p>See <b>%(t_parent)d</b></p></field>
                <field name="country_id" search="[('code', '=', 'BE')]"/>
                <field name="category_id" eval="[Command.create({'name': 'Tag'})]"/>
                <field name="active" eval="False"/>
            </record>
        </odoo>
        """)

    child, parent = env.ref("base.t_child"), env.ref("base.t_parent")
    assert (child.name, child.parent_id, child.color) == ("ab", parent, 3)
    assert str(parent.id) in child.comment
    assert child.country_id.code == "BE"
    assert child.category_id.name == "Tag"
    assert not child.active


def test_update_resets_what_the_file_names_and_keeps_noupdate(env, load):
    text = """
        <odoo>
            <record id="t_reset" model="res.partner">
                <field name="name">File</field>
            </record>
            <data noupdate="1">
                <record id="t_kept" model="res.partner">
                    <field name="name">File</field>
                </record>
                <record id="t_away" model="res.partner" forcecreate="0">
                    <field name="name">File</field>
                </record>
            </data>
        </odoo>
        """
    load(text)
    for name in ("t_reset", "t_kept"):
        env.ref(f"base.{name}").name = "User"
    env.ref("base.t_away").unlink()

    load(text, "update")

    assert env.ref("base.t_reset").name == "File"
    assert env.ref("base.t_kept").name == "User"
    assert not env.ref("base.t_away", raise_if_not_found=False)


def test_record_without_id_cannot_be_updated(load):
    text = "<odoo><record model='res.partner'><field name='name'>X</field></record></odoo>"
    load(text)

    with pytest.raises(ParseError, match="without specifying its id or xml_id"):
        load(text, "update")


@pytest.mark.parametrize(("text", "where", "message"), [
    ("<record id='a' model='res.partner'><field name='nope'>1</field></record>",
     "res.partner", "Invalid field 'nope'"),
    ("<record id='a' model='no.model'/>", "no.model", "no.model"),
    ("<record id='a' model='res.partner'><field name='parent_id' ref='nope'/></record>",
     "res.partner.parent_id", "External ID not found in the system: base.nope"),
    ("<record id='a' model='res.partner'><field name='name' eval='1 / 0'/></record>",
     "res.partner.name", "division by zero"),
    ("<record id='no.such.id' model='res.partner'/>", "res.partner", "maximum one dot"),
    ("<record id='nomodule.x' model='res.partner'/>", "res.partner", "uninstalled module"),
    ("<record id='web.x' model='res.partner'><field name='name'>x</field></record>",
     "res.partner", "Cannot update missing record 'web.x'"),
    ("<menuitem id='a' action='nope'/>", "ir.ui.menu", "External ID not found"),
])
def test_errors_name_file_line_model_and_field(load, tmp_path, text, where, message):
    with pytest.raises(ParseError) as caught:
        load(f"<odoo>\n\n{text}</odoo>")

    error = caught.value
    assert (error.file, error.line, error.where) == (str(tmp_path / "data.xml"), 3, where)
    assert message in str(error.__cause__)


def test_problems_are_collected_one_by_one(env, tmp_path):
    path = tmp_path / "data.xml"
    path.write_text("""<odoo>
<record id="t_bad" model="res.partner"><field name="nope">1</field></record>
<record id="t_good" model="res.partner"><field name="name">Good</field></record>
<record id="t_worse" model="no.model"/>
</odoo>""")
    problems = []

    load_xml(env, "base", path, problems=problems)

    assert [problem.line for problem in problems] == [2, 4]
    assert env.ref("base.t_good").name == "Good"


def test_functions_and_deletions(env, load, caplog):
    with caplog.at_level(logging.WARNING):
        load("""
            <odoo>
                <record id="t_one" model="res.partner">
                    <field name="name">One</field>
                </record>
                <record id="t_two" model="res.partner">
                    <field name="name">Two</field>
                </record>
                <function model="res.partner" name="write">
                    <value eval="[ref('t_one')]"/>
                    <value eval="{'ref': 'R'}"/>
                </function>
                <delete model="res.partner" id="t_two"/>
                <delete model="res.partner" id="t_never"/>
            </odoo>
            """)

    assert env.ref("base.t_one").ref == "R"
    assert not env.ref("base.t_two", raise_if_not_found=False)
    assert "missing XML ID" in caplog.text


def test_menus_nest_and_take_names_of_actions(env, load):
    load("""
        <odoo>
            <record id="t_action" model="ir.actions.act_window">
                <field name="name">Things</field><field name="res_model">res.partner</field>
            </record>
            <menuitem id="t_top" name="Top" sequence="3" groups="base.group_system">
                <menuitem id="t_inner" action="t_action"/>
            </menuitem>
        </odoo>
        """)

    inner = env.ref("base.t_inner")
    assert (inner.name, inner.parent_id) == ("Things", env.ref("base.t_top"))
    assert env.ref("base.t_top").group_ids == env.ref("base.group_system")


# ---- files that are no data files at all ---------------------------------------------
@pytest.mark.parametrize("content", [
    b"", b"<odoo>", b"<odoo><record id='a' model='res.partner'>",
    b"\xff\xfe\x00 nonsense", "<odoo>é</odoo>".encode("utf-16-le"),
    b"<?xml version='1.0' encoding='no-such'?><odoo/>",
    b"<odoo>" + b"<data>" * 5000, b"<odoo><record/></odoo>", b"<html/>",
    b"<odoo>\x00</odoo>",
    b"<odoo><record id='a' model='res.partner'><field name='name'>"
    + b"<p>" * 3000 + b"</p>" * 3000 + b"</field></record></odoo>",
])
def test_broken_files_are_refused_and_leave_nothing(env, tmp_path, content):
    path = tmp_path / "data.xml"
    path.write_bytes(content)
    before = env["res.partner"].search_count([])

    with pytest.raises((etree.XMLSyntaxError, AssertionError, ParseError)):
        load_xml(env, "base", path)

    env.cr.rollback()
    assert env["res.partner"].search_count([]) == before


def test_entities_do_not_expand(env, tmp_path):
    path = tmp_path / "data.xml"
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    path.write_text(
        f'<!DOCTYPE odoo [<!ENTITY a0 "lol">{entities}]>'
        '<odoo><record id="t_bomb" model="res.partner"><field name="name">x&a9;</field>'
        "</record></odoo>"
    )

    try:
        load_xml(env, "base", path)
    except (etree.XMLSyntaxError, AssertionError, ParseError):
        return
    assert len(env.ref("base.t_bomb").name) < 100


def test_large_file_loads_or_is_refused_in_time(env, tmp_path):
    path = tmp_path / "data.xml"
    path.write_bytes(b"<odoo><!--" + b"x" * 50_000_000 + b"--></odoo>")

    try:
        load_xml(env, "base", path)
    except etree.XMLSyntaxError:
        pass
