"""Views: inheritance, checks, what clients get."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError, ValidationError

MODEL = "res.partner.category"


@pytest.fixture
def views(env):
    return env(user=2)["ir.ui.view"]


@pytest.fixture
def form(views):
    return views.create({
        "name": "f", "model": MODEL, "priority": 99,
        "arch": "<form><group><field name='name'/></group></form>",
    })


@pytest.mark.parametrize(("spec", "result"), [
    ("<field name='name' position='after'><field name='color'/></field>",
     '<group><field name="name"/><field name="color"/></group>'),
    ("<field name='name' position='before'><field name='color'/></field>",
     '<group><field name="color"/><field name="name"/></group>'),
    ("<xpath expr='//group' position='inside'><field name='color'/></xpath>",
     '<group><field name="name"/><field name="color"/></group>'),
    ("<field name='name' position='replace'/>", "<group/>"),
    ("<field name='name' position='attributes'>"
     "<attribute name='string'>N</attribute></field>",
     '<group><field name="name" string="N"/></group>'),
])
def test_inheriting_view_changes_the_form(views, form, spec, result):
    child = views.create({
        "name": "c", "model": MODEL, "inherit_id": form.id, "arch": spec,
    })

    arch = views.env[MODEL].get_view(form.id, "form")["arch"]

    assert arch == f"<form>{result}</form>"
    assert (child.mode, child.type) == ("extension", "form")


def test_unknown_field_is_refused(views):
    with pytest.raises(ValidationError, match='Field "nope" does not exist'):
        views.create({"name": "x", "model": MODEL,
                      "arch": "<form><field name='nope'/></form>"})


def test_missing_arch_is_refused(views):
    with pytest.raises(ValidationError):
        views.create({"name": "x", "model": MODEL})


def test_unknown_view_type_raises(views):
    with pytest.raises(UserError, match="No default view of type 'fancy'"):
        views.env[MODEL].get_view(False, "fancy")


def test_get_view_tells_the_fields_that_are_shown(views, form):
    answer = views.env[MODEL].get_view(form.id, "form")

    assert set(answer["models"][MODEL]) == {"id", "name", "write_date"}
