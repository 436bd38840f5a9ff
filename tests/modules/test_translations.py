"""PO files: records, terms of markup, code."""
from __future__ import annotations

import pytest

from odoolite.tools.translated_terms import get_terms, html_translate, xml_translate

PO = '''
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"

    #: model:res.partner.category,name:{name}.tag
    msgid "Gold"
    msgstr "Or"

    #: model_terms:ir.ui.view,arch_db:{name}.view
    msgid "Colour"
    msgstr "Couleur"

    #. odoo-python
    #: code:addons/{name}/__init__.py:0
    msgid "Hello %s"
    msgstr "Bonjour %s"

    #: model:ir.model.fields,field_description:{name}.field_res_partner__{name}_x
    msgid "Extra"
    msgstr "Supplément"
    '''


@pytest.fixture
def french(addon):
    addon.manifest(data=["data.xml"])
    addon.write("__init__.py", f"""
        from odoo import _, api, fields, models
        class Partner(models.Model):
            _inherit = "res.partner"
            {addon.name}_x = fields.Char("Extra")
            @api.model
            def {addon.name}_hello(self, name):
                return [_("Hello %s", name), self.env._("Hello %s", name)]
        """)
    addon.write("data.xml", """
        <odoo>
            <record id="tag" model="res.partner.category">
                <field name="name">Gold</field>
            </record>
            <record id="view" model="ir.ui.view">
                <field name="name">v</field><field name="model">res.partner.category</field>
                <field name="arch" type="xml">
                    <form string="Colour"><field name="name"/></form>
                </field>
            </record>
        </odoo>
        """)
    addon.write("i18n/fr.po", PO.format(name=addon.name))
    return addon


def test_translations_come_with_the_addon(odoo, modules, french):
    odoo.env["res.lang"]._activate_lang("fr_FR")
    modules("install", french)
    env = odoo.env(context={"lang": "fr_FR"})

    assert env.ref(f"{french.name}.tag").name == "Or"
    assert 'string="Couleur"' in env.ref(f"{french.name}.view").arch
    hello = getattr(env["res.partner"], f"{french.name}_hello")
    assert hello("Ada") == ["Bonjour Ada", "Bonjour Ada"]
    label = env["res.partner"].fields_get([f"{french.name}_x"])[f"{french.name}_x"]
    assert label["string"] == "Supplément"
    assert odoo.env.ref(f"{french.name}.tag").name == "Gold"


def test_language_that_comes_later_finds_them_too(odoo, modules, french):
    modules("install", french)
    odoo.env["res.lang"]._activate_lang("fr_FR")
    odoo.env["ir.module.module"]._get(french.name)._update_translations(["fr_FR"])

    assert odoo.env(context={"lang": "fr_FR"}).ref(f"{french.name}.tag").name == "Or"


def test_terms_of_markup():
    html = '<p>Read <b>this</b> now</p><div title="Tip"><p>Other</p></div>'

    assert get_terms(html_translate, html) == ["Read <b>this</b> now", "Tip", "Other"]
    assert html_translate({"Other": "Autre"}.get, html).count("Autre") == 1
    xml = '<form string="A"><field name="name" placeholder="B"/>12</form>'
    assert get_terms(xml_translate, xml) == ["A", "B"]
