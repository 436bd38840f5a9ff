"""Modules of data arrive as zip files."""
import base64
import io
import zipfile

import pytest

from odoolite.exceptions import AccessError, UserError

MANIFEST = "{'name': 'Tools', 'version': '1.2', 'depends': %r, 'data': ['data.xml']}"
DATA = """<odoo>
    <record id="category" model="res.partner.category">
        <field name="name">Tool</field>
    </record>
</odoo>"""


def make_zip(depends=("base",), **files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("tools/__manifest__.py", MANIFEST % (list(depends),))
        archive.writestr("tools/data.xml", DATA)
        for name, content in files.items():
            archive.writestr(f"tools/{name}", content)
    return base64.b64encode(target.getvalue()).decode()


def load(env, file, **values):
    wizard = env["base.import.module"].create({"module_file": file, **values})
    return wizard, wizard.import_module()


def test_a_module_is_imported_again_and_taken_away(odoo):
    env = odoo.env
    wizard, action = load(env, make_zip(**{"static/a.txt": "hello"}))
    assert action["type"] == "ir.actions.act_url" and wizard.state == "done"
    assert wizard.import_message == "Successfully imported module 'tools'"
    module = env["ir.module.module"].search([("name", "=", "tools")])
    assert (module.state, module.imported, module.latest_version) == (
        "installed", True, "1.2")
    category = env.ref("tools.category")
    assert category.name == "Tool"
    file = env["ir.attachment"].search([("url", "=", "/tools/static/a.txt")])
    assert file.raw == b"hello"
    category.name = "Changed"
    load(env, make_zip(**{"static/a.txt": "again"}), force=True)
    assert category.name == "Tool" and file.raw == b"again"
    module.module_uninstall()
    assert not category.exists() and not module.exists()


def test_what_cannot_be_imported(odoo):
    env = odoo.env
    with pytest.raises(UserError, match="Only zip files"):
        load(env, base64.b64encode(b"no zip").decode())
    with pytest.raises(UserError, match="nowhere"):
        load(env, make_zip(depends=["nowhere"]))
    broken = make_zip(**{"more.xml": ""})
    content = io.BytesIO(base64.b64decode(broken))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("bad/__manifest__.py", "{'name': 'Bad', 'data': ['none.xml']}")
    with pytest.raises(UserError, match="Error while importing module 'bad'"):
        load(env, base64.b64encode(content.getvalue()).decode())
    user = env["res.users"].create({"name": "Ann", "login": "ann-import"})
    with pytest.raises(AccessError):
        env(user=user.id)["ir.module.module"]._import_zipfile(
            base64.b64decode(make_zip()))


def test_dependencies_are_named(odoo):
    wizard = odoo.env["base.import.module"].create({
        "module_file": make_zip(depends=["base", "contacts"])})
    assert wizard.get_dependencies_to_install_names() == ["contacts"]
    assert wizard.action_module_open()["res_model"] == "ir.module.module"


def test_the_server_goes_on_with_an_imported_module(odoo):
    odoo.execute("base.import.module", "import_module", [
        odoo.execute("base.import.module", "create", {"module_file": make_zip()})])
    module = odoo.execute("ir.module.module", "search", [("name", "=", "contacts")])
    odoo.execute("ir.module.module", "button_immediate_install", module)
    assert odoo.execute("ir.module.module", "search_count", [
        ("name", "=", "tools"), ("state", "=", "installed")]) == 1
    imported = odoo.execute("ir.module.module", "search", [("name", "=", "tools")])
    odoo.execute("ir.module.module", "button_immediate_uninstall", imported)
    assert not odoo.execute("ir.module.module", "search_count", [("name", "=", "tools")])


def test_what_a_module_needs_is_installed_first(odoo):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "terms/__manifest__.py",
            "{'name': 'Terms', 'depends': ['uom'], 'data': ['uom.uom.csv']}")
        archive.writestr("terms/uom.uom.csv", "id,name\nbunch,Bunch\n")
    wizard = odoo.execute("base.import.module", "create", {
        "module_file": base64.b64encode(target.getvalue()).decode()})
    odoo.execute("base.import.module", "import_module", [wizard])
    assert odoo.execute("uom.uom", "search_count", [("name", "=", "Bunch")]) == 1
