"""CSV data files."""
from __future__ import annotations

import pytest

from odoolite.modules.csv_data import CsvError, load_csv


@pytest.fixture
def env(odoo):
    return odoo.env(user=1)


@pytest.fixture
def load(env, tmp_path):
    def load(text: str, name: str = "res.partner.csv", mode: str = "init") -> None:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        load_csv(env, "base", path, mode)
    return load


def test_columns_by_id_name_and_external_id(env, load):
    load(
        "id,name,type,active,country_id:id,parent_id/id,category_id:id,color\n"
        't_a,"A, Inc.",Contact,1,base.be,,,\n'
        't_b,B,other,0,,t_a,"base.t_tag,base.t_tag2",4\n'
        if env["res.partner.category"]._load_records([
            {"xml_id": f"base.{n}", "values": {"name": n}} for n in ("t_tag", "t_tag2")
        ]) else ""
    )

    a, b = env.ref("base.t_a"), env.ref("base.t_b")
    assert (a.name, a.type, a.active) == ("A, Inc.", "contact", True)
    assert a.country_id.code == "BE"
    assert (b.parent_id, len(b.category_id), b.color, b.active) == (a, 2, 4, False)


def test_file_name_may_tell_more_than_the_model(env, load):
    load("id,name\nt_x,X\n", "res.partner.category-extra.csv")

    assert env.ref("base.t_x")._name == "res.partner.category"


@pytest.mark.parametrize(("text", "line", "where", "message"), [
    ("id,nope\na,1\n", 2, "res.partner.nope", "unknown field"),
    ("id,name,color\na,A,1\nb,B,red\n", 3, "res.partner.color", "invalid literal"),
    ("id,name,parent_id:id\na,A,nobody\n", 2, "res.partner.parent_id:id",
     "No matching record found for external id 'base.nobody'"),
    ("id,name,type\na,A,strange\n", 2, "res.partner.type", "not found in selection field"),
])
def test_errors_name_line_and_column(load, text, line, where, message):
    with pytest.raises(CsvError) as caught:
        load(text)

    error = caught.value
    assert (error.line, error.where) == (line, where)
    assert message in error.text


def test_unknown_model_and_wrong_encoding(env, load, tmp_path):
    with pytest.raises(CsvError, match="unknown model"):
        load("id\na\n", "no.model.csv")
    path = tmp_path / "res.partner.csv"
    path.write_bytes(b"id,name\na,\xff\xfe\n")
    with pytest.raises(CsvError):
        load_csv(env, "base", path)


def test_columns_that_lead_on_make_lines(env, load):
    load(
        "id,name,child_ids/id,child_ids/name,child_ids/type,child_ids/country_id/id,"
        "bank_ids/acc_number\n"
        "t_top,Top,t_one,One,contact,base.be,BE1\n"
        ",,t_two,Two,delivery,base.fr,\n"
        "t_other,Other,,,,,\n"
    )

    top, two = env.ref("base.t_top"), env.ref("base.t_two")
    assert sorted(top.child_ids.mapped("name")) == ["One", "Two"]
    assert (two.parent_id, two.country_id.code) == (top, "FR")
    assert top.bank_ids.acc_number == "BE1"
    assert env.ref("base.t_other").name == "Other"


def test_lines_are_updated_by_their_ids(env, load):
    text = "id,name,child_ids/id,child_ids/name\nt_top,Top,t_one,{}\n"
    load(text.format("One"))
    one = env.ref("base.t_one")

    load(text.format("Uno"), mode="update")

    assert env.ref("base.t_one") == one and one.name == "Uno"
    assert one.parent_id.child_ids == one


def test_errors_of_lines_name_the_row(load):
    with pytest.raises(CsvError) as caught:
        load('id,name,child_ids/name,child_ids/country_id/id\na,A,"x\ny",\n'
             "b,B,C,base.nowhere\n")

    assert caught.value.line == 4
    assert "nowhere" in caught.value.text


def test_translations_stand_beside_their_field(env, load):
    env["res.lang"]._activate_lang("fr_FR")

    load("id,name,name@fr_FR,name@nl_NL\nt_x,Red,Rouge,Rood\n", "res.partner.category.csv")

    tag = env.ref("base.t_x")
    assert tag.name == "Red"
    assert tag.with_context(lang="fr_FR").name == "Rouge"
