"""QWeb: what templates may say, and how values are shown in them."""
from __future__ import annotations

import pytest
from lxml import etree

SPAN = '<span class="oe_currency_value">%s</span>'


@pytest.fixture
def render(env):
    def render(source, **values):
        return str(env["ir.qweb"]._render(etree.fromstring(source), values))
    return render


@pytest.mark.parametrize(("source", "result"), [
    ('<t><t t-if="not known" t-set="known" t-value="1"/><t t-out="known"/></t>', "1"),
    ('<t><t t-out="[unknown for n in [1]][0]">none</t></t>', "none"),
    ('<t><i t-foreach="[1, 2, 3]" t-as="n" t-if="n != 2" t-out="n"/></t>',
     "<i>1</i><i>3</i>"),
    ('<t><t t-foreach="{\'a\': 1}" t-as="k" t-out="k + str(k_value)"/></t>', "a1"),
    ('<t><t t-set="x">b<b t-out="1"/></t><t t-out="x"/></t>', "b<b>1</b>"),
    ('<t><p t-att-title="False" t-attf-class="a #{1 + 1} {{3}}"/></t>',
     '<p class="a 2 3"></p>'),
    ('<t><t t-if="0">a</t><t t-elif="0">b</t><t t-else="">c</t></t>', "c"),
])
def test_directives(render, source, result):
    assert render(source) == result


@pytest.mark.parametrize(("value", "options", "result"), [
    (1234.5, "{'widget': 'float', 'precision': 2}", "1,234.50"),
    (1234.5, "{'widget': 'float'}", "1,234.5"),
    (1234567, "{'widget': 'integer'}", "1,234,567"),
    (1.25, "{'widget': 'float_time'}", "01:15"),
    (9.5, "{'widget': 'time'}", "9:30\N{NARROW NO-BREAK SPACE}AM"),
    ("2026-03-01", "{'widget': 'date'}", "03/01/2026"),
    ("2026-03-01", "{'widget': 'date', 'format': 'MMMM yyyy'}", "March 2026"),
    ("2026-03-01 13:05:00", "{'widget': 'datetime'}", "03/01/2026 01:05:00 PM"),
    ("2026-03-01 13:05:00", "{'widget': 'datetime', 'date_only': True}", "03/01/2026"),
    ("a\n<b", "{'widget': 'text'}", "a<br>\n&lt;b"),
    ("x", "{'widget': 'selection', 'selection': {'x': 'Label'}}", "Label"),
    (3725, "{'widget': 'duration', 'unit': 'second', 'digital': True}", "01:02:05"),
    (90, "{'widget': 'duration', 'unit': 'minute'}", "1 hour 30 minutes"),
    ("2026-03-01 13:05:00", "{'widget': 'relative', 'now': '2026-03-01 11:05:00'}",
     "in 2 hours"),
])
def test_values_by_widget(render, env, value, options, result):
    env.user.lang = "en_US"
    text = render(f'<t><t t-out="value" t-options="{options}"/></t>', value=value)
    assert text.replace("\N{NARROW NO-BREAK SPACE}", " ") == \
        result.replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_amounts(render, env):
    usd = env.ref("base.USD")
    source = """<t><t t-out="-1234.5" t-options-widget="'monetary'"
                      t-options-display_currency="usd"/></t>"""
    assert render(source, usd=usd) == \
        "$\N{NO-BREAK SPACE}" + SPAN % "-\ufeff1,234.50"
    usd.position = "after"
    assert render(source, usd=usd).endswith("</span>\N{NO-BREAK SPACE}$")


def test_fields(render, env):
    partner = env["res.partner"].create({
        "name": "A & B", "street": "1 Main", "country_id": env.ref("base.be").id,
        "category_id": [(0, 0, {"name": "x"}), (0, 0, {"name": "y"})],
        "comment": "<p>Hi</p>", "partner_latitude": 1.5,
    })
    show = lambda name, more="": render(      # noqa: E731
        f'<t><t t-field="p.{name}" {more}>none</t></t>', p=partner
    )
    assert show("name") == "A &amp; B" and show("email") == "none"
    assert show("country_id") == "Belgium" and show("type") == "Contact"
    assert show("category_id") == "x, y" and show("child_ids") == "none"
    assert show("comment") == "<p>Hi</p>"
    assert show("partner_latitude") == "1.5000000"
    assert show("create_date", """t-options="{'widget': 'date'}" """) == \
        partner.create_date.strftime("%m/%d/%Y")
    assert "1 Main" in show("self", """t-options="{'widget': 'contact'}" """)
    assert show("avatar_128", """t-options="{'widget': 'image'}" """).startswith("<img ")
