"""Forms as `odoo.tests` has them."""
from __future__ import annotations

import pytest

from odoolite import namespace

namespace.install()

from odoolite.testing.forms import Form  # noqa: E402


@pytest.fixture
def env(odoo):
    return odoo.env


def test_form_creates_and_changes_a_record(env):
    with Form(env["res.partner"]) as form:
        form.name = "Ada"
        form.country_id = env.ref("base.be")
    partner = form.record
    assert (partner.name, partner.country_id.code) == ("Ada", "BE")

    with Form(partner) as form:
        assert form.country_id == env.ref("base.be")
        form.phone = "1"
        form.category_id.add(env["res.partner.category"].create({"name": "T"}))
    assert (partner.phone, partner.category_id.name) == ("1", "T")


def test_onchanges_run(env):
    form = Form(env["res.partner"])
    form.name = "Ada"
    form.state_id = env["res.country.state"].search(
        [("country_id.code", "=", "US")], limit=1
    )

    assert form.country_id.code == "US"


def view(env, arch):
    return env["ir.ui.view"].create({"name": "v", "model": "res.partner", "arch": arch})


def test_modifiers_hold(env):
    form = Form(env["res.partner"], view=view(env, """
        <form><field name="name" required="1"/><field name="is_company"/>
        <field name="vat" readonly="not is_company"/>
        <group invisible="not is_company"><field name="website"/></group></form>
        """))
    with pytest.raises(AssertionError, match="readonly field 'vat'"):
        form.vat = "X"
    with pytest.raises(AssertionError, match="invisible field 'website'"):
        form.website = "X"
    with pytest.raises(AssertionError, match="name is a required field"):
        form.save()
    with pytest.raises(AssertionError, match="not found in the view"):
        form.ref = "X"

    form.is_company = True
    form.vat = "BE1"


def test_lines(env):
    lines = view(env, """
        <form><field name="name"/><field name="child_ids">
        <list editable="bottom"><field name="name"/><field name="type"/></list>
        </field></form>
        """)
    with Form(env["res.partner"], view=lines) as form:
        form.name = "Company"
        for name in ("One", "Two"):
            with form.child_ids.new() as line:
                line.name = name
    partner = form.record
    assert partner.child_ids.mapped("name") == ["One", "Two"]

    with Form(partner, view=lines) as form:
        with form.child_ids.edit(0) as line:
            line.name = "Changed"
        form.child_ids.remove(1)
    assert partner.child_ids.mapped("name") == ["Changed"]
