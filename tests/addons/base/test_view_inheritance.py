"""Shapes of view extensions, applied to an architecture."""
from __future__ import annotations

import pytest
from lxml import etree

ARCH = (
    "<form><header><button name='go' class='a b'/></header>"
    "<group name='g'><field name='one' invisible='x' domain='[]'/><field name='two'/>"
    "</group>"
    "<notebook><page name='p'><field name='three'/></page></notebook></form>"
)


@pytest.fixture
def apply(env):
    from odoo.addons.base.view_inheritance import apply_specs

    def apply(spec):
        tree = apply_specs(etree.fromstring(ARCH), etree.fromstring(spec))
        return etree.tostring(tree, encoding="unicode").replace('"', "'")
    return apply


@pytest.mark.parametrize(("spec", "seen"), [
    # the children of <data> one after the other
    ("<data><field name='two' position='replace'/><group name='g' position='inside'>"
     "<field name='four'/></group></data>",
     "domain='[]'/><field name='four'/></group>"),
    ("<xpath expr=\"//button[hasclass('a', 'b')]\" position='after'><b/></xpath>",
     "<button name='go' class='a b'/><b/></header>"),
    ("<xpath expr='//field' position='replace'><div>$0</div></xpath>",
     "<div><field name='one' invisible='x' domain='[]'/></div>"),
    ("<xpath expr='//page' position='replace' mode='inner'><p/></xpath>",
     "<page name='p'><p/></page>"),
    ("<group name='g' position='before'><field name='three' position='move'/></group>",
     "</header><field name='three'/><group name='g'>"),
    ("<xpath expr='/form' position='replace'><form><p/></form></xpath>",
     "<form><p/></form>"),
    ("<button name='go' position='attributes'>"
     "<attribute name='class' add='c' remove='a' separator=' '/></button>",
     "class='b c'"),
    ("<field name='one' position='attributes'>"
     "<attribute name='invisible' add='y' separator=' or '/></field>",
     "invisible='(x) or (y)'"),
    ("<field name='one' position='attributes'>"
     "<attribute name='invisible' remove='x' separator='or'/></field>",
     "<field name='one' domain='[]'/>"),
    ("<field name='one' position='attributes'><attribute name='domain'/>"
     "<attribute name='readonly'>1</attribute></field>",
     "<field name='one' invisible='x' readonly='1'/>"),
    ("<xpath expr=\"//page[last()]\" position='after'><page name='q'/></xpath>",
     "</page><page name='q'/></notebook>"),
])
def test_shapes(apply, spec, seen):
    assert seen in apply(spec)


def test_conditions_are_joined_and_taken_out_again(apply):
    from odoo.addons.base.view_inheritance import apply_specs
    tree = etree.fromstring(
        "<form><field name='one' invisible='(a) or (b) or (c)'/></form>"
    )

    for gone, left in (("b", "(a) or (c)"), ("a", "(c)"), ("c", None)):
        apply_specs(tree, etree.fromstring(
            f"<field name='one' position='attributes'><attribute name='invisible' "
            f"remove='{gone}' separator='or'/></field>"
        ))
        assert tree[0].get("invisible") == left


@pytest.mark.parametrize(("spec", "message"), [
    ("<field name='no' position='after'/>", "<field name=\"no\">' cannot be located"),
    ("<xpath expr='//field[' position='after'/>", "Invalid Expression while parsing xpath"),
    ("<xpath expr='no:thing()' position='after'/>", "Invalid Expression while parsing"),
    ("<xpath expr='//field/@name' position='after'/>", "gives no elements"),
    ("<field name='one' position='beside'/>", "Invalid position attribute: 'beside'"),
    ("<field name='one' position='replace' mode='x'/>", "Invalid mode attribute"),
    ("<form position='after'><p/></form>", "nothing can stand after the root"),
    ("<field name='one' position='after'><field name='no' position='move'/></field>",
     "<field name=\"no\">' cannot be located"),
    ("<field name='one' position='after'><field name='two' position='move'><p/></field>"
     "</field>", "Invalid specification for moved nodes"),
    ("<field name='one' position='attributes'>"
     "<attribute name='invisible' add='y'/></field>", "Invalid value of `separator`"),
    ("<field name='one' position='attributes'>"
     "<attribute name='class' add='y'>z</attribute></field>", "cannot contain text"),
])
def test_wrong_shapes_are_told(apply, spec, message):
    with pytest.raises(ValueError) as caught:
        apply(spec)
    assert message in str(caught.value)


def test_primary_views_begin_with_their_parents_extensions(env):
    views = env["ir.ui.view"]
    model = "res.partner.category"

    def make(arch, parent=None, **values):
        return views.create({"name": "v", "model": model, "arch": arch,
                             "inherit_id": parent and parent.id, **values})
    base = make("<form><field name='name'/></form>")
    make("<field name='name' position='after'><field name='color'/></field>", base)
    primary = make("<field name='color' position='after'><field name='active'/></field>",
                   base, mode="primary")
    make("<field name='active' position='replace'/>", primary)
    later = make("<field name='color' position='after'><field name='parent_id'/></field>",
                 primary, mode="primary", priority=1)

    def names(view):
        tree = etree.fromstring(env[model].get_view(view.id, "form")["arch"])
        return [node.get("name") for node in tree.iter("field")]
    assert names(base) == ["name", "color"]
    assert names(primary) == ["name", "color"]
    assert names(later) == ["name", "color", "parent_id"]


def test_nodes_for_the_debug_mode_stay_unseen(env):
    model = "res.partner.category"
    view = env["ir.ui.view"].create({
        "name": "v", "model": model, "arch": "<form><field name='name' "
        "groups='base.group_no_one'/><field name='color' groups='base.group_portal'/>"
        "<field name='active' groups='!base.group_no_one'/></form>",
    })

    arch = env(user=2)[model].get_view(view.id, "form")["arch"]

    assert arch == ('<form><field name="name" invisible="True"/>'
                    '<field name="active"/></form>')


def test_fields_that_expressions_use_come_along(env):
    model = "res.partner.category"
    view = env["ir.ui.view"].create({
        "name": "v", "model": model,
        "arch": "<form><field name='name' invisible='color == 1'/></form>",
    })

    answer = env(user=2)[model].get_view(view.id, "form")

    assert '<field name="color" invisible="True" readonly="True"/>' in answer["arch"]
    assert "color" in answer["models"][model]
