"""Views that stand for Odoo's own, and those that are opaque."""
from __future__ import annotations

import pytest

from odoolite.exceptions import ValidationError
from odoolite.modules.xml_data import load_xml


@pytest.fixture
def load(env, tmp_path):
    def load(parent: str, model: str, spec: str):
        path = tmp_path / "view.xml"
        path.write_text(f"""<odoo><record id="t_more" model="ir.ui.view">
            <field name="name">more</field><field name="model">{model}</field>
            <field name="inherit_id" ref="{parent}"/>
            <field name="arch" type="xml">{spec}</field></record></odoo>""")
        load_xml(env, "base", path)
        return env.ref("base.t_more")
    return load


def test_named_nodes_take_extensions(env, load):
    load("base.view_partner_form", "res.partner",
         '<page name="internal_notes" position="inside"><field name="barcode"/></page>')

    view = env["res.partner"].get_view(env.ref("base.view_partner_form").id)
    assert '<field name="barcode"/>' in view["arch"]
    assert "barcode" in view["models"]["res.partner"]


@pytest.mark.parametrize("xml_id", [
    "base.view_partner_form", "base.view_users_form", "base.view_company_form",
    "base.view_res_partner_filter", "base.view_partner_tree", "base.ir_cron_view_form",
])
def test_views_answer_with_their_fields(env, xml_id):
    view = env.ref(xml_id)

    answer = env[view.model].get_views([(view.id, view.type)])

    assert answer["views"][view.type]["arch"].startswith(f"<{view.type}")
    assert answer["models"][view.model]["fields"]


def test_part_for_a_node_that_we_lack_is_skipped_and_noted(env, load):
    load("base.view_partner_form", "res.partner",
         '<xpath expr="//div[@id=\'nowhere\']" position="after"><p/></xpath>')

    assert any("nowhere" in entry["reason"] for entry in env.registry.lint)


def test_over_rpc_a_missing_node_is_refused(env):
    with pytest.raises(ValidationError, match="cannot be located in parent view"):
        env["ir.ui.view"].create({
            "name": "x", "model": "res.partner",
            "inherit_id": env.ref("base.view_partner_form").id,
            "arch": '<field name="no_such" position="after"><field name="ref"/></field>',
        })


def test_view_known_by_name_only_is_opaque(env, load):
    view = load("stock.view_picking_form", "stock.picking",
                '<field name="partner_id" position="after"><field name="x"/></field>')

    assert view.inherit_id.xml_id == "stock.view_picking_form"
    assert any("stock.view_picking_form" in e["reason"] for e in env.registry.lint)


def test_view_that_odoo_does_not_have_is_missing(load):
    with pytest.raises(Exception, match="somewhere inside"):
        load("base.no_such_view", "res.partner", "<data/>")
