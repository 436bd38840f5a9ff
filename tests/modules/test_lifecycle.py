"""Addons come and go in a live database."""
from __future__ import annotations

import threading
from xmlrpc.client import Fault

import pytest

MODEL = """
    from odoo import fields, models
    class Thing(models.Model):
        _name = "{name}.thing"
        _description = "Thing"
        name = fields.Char(required=True)
        {extra}
    class Partner(models.Model):
        _inherit = "res.partner"
        {name}_code = fields.Char(default="new")
        {name}_parent = fields.Many2one("res.partner")
        {name}_tags = fields.Many2many("{name}.thing")
    """
DATA = """
    <odoo>
        <record id="one" model="{name}.thing"><field name="name">One</field></record>
        <record id="access" model="ir.model.access">
            <field name="name">all</field>
            <field name="model_id" ref="model_{name}_thing"/>
            <field name="group_id" ref="base.group_user"/>
            <field name="perm_read" eval="1"/>
        </record>
    </odoo>
    """


@pytest.fixture
def thing(addon):
    addon.manifest(data=["data.xml"], version="1.0")
    addon.write("__init__.py", MODEL.format(name=addon.name, extra=""))
    addon.write("data.xml", DATA.format(name=addon.name))
    return addon


def tables(odoo):
    odoo.env.cr.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row[0] for row in odoo.env.cr.fetchall()}


def test_installed_addon_answers_and_leaves_nothing_when_it_goes(odoo, modules, thing):
    model, before = f"{thing.name}.thing", tables(odoo)
    partner = odoo.execute("res.partner", "create", {"name": "Before"})

    modules("install", thing)

    assert [r["name"] for r in odoo.execute(model, "search_read", [], ["name"])] == ["One"]
    [row] = odoo.execute("res.partner", "read", [partner], [f"{thing.name}_code"])
    assert row[f"{thing.name}_code"] == "new"

    modules("uninstall", thing)

    with pytest.raises(Fault, match="doesn't exist"):
        odoo.execute(model, "search", [])
    assert f"{thing.name}_code" not in odoo.execute("res.partner", "fields_get")
    assert tables(odoo) == before
    assert odoo.execute("ir.model.data", "search_count", [["module", "=", thing.name]]) == 0
    assert not [c for c in odoo.env.cr.schema.columns("res_partner") if thing.name in c]
    assert odoo.execute("res.partner", "read", [partner], ["name"])[0]["name"] == "Before"


def test_env_of_a_test_sees_the_models_that_came(odoo, modules, thing):
    assert f"{thing.name}.thing" not in odoo.env

    modules("install", thing)

    assert odoo.env[f"{thing.name}.thing"].search_count([]) == 1


def test_failed_installation_leaves_nothing(odoo, modules, thing):
    before = tables(odoo)
    thing.write("data.xml", '<odoo><record id="x" model="no.such.model"/></odoo>')

    with pytest.raises(Fault, match=r"while parsing .*data.xml:1, somewhere inside"):
        modules("install", thing)

    assert tables(odoo) == before
    [row] = odoo.execute("ir.module.module", "search_read",
                         [["name", "=", thing.name]], ["state"])
    assert row["state"] == "uninstalled"


def test_modules_that_were_done_before_a_failure_stay(odoo, modules, thing, addons_folder):
    from .conftest import Addon
    broken = Addon(addons_folder, f"{thing.name}_broken")
    broken.manifest(depends=[thing.name], data=["missing.xml"])
    broken.write("__init__.py", "")

    with pytest.raises(Fault, match="missing.xml"):
        modules("install", broken)

    rows = odoo.execute("ir.module.module", "search_read",
                        [["name", "like", thing.name]], ["state"], order="name")
    assert [row["state"] for row in rows] == ["installed", "uninstalled"]
    assert odoo.execute(f"{thing.name}.thing", "search_count", []) == 1


def test_calls_go_on_while_modules_change(odoo, modules, thing):
    stop, faults, calls = threading.Event(), [], []

    def call():
        while not stop.is_set():
            try:
                calls.append(odoo.execute("res.partner", "search_read", [], ["name"]))
            except Exception as error:  # noqa: BLE001  told below
                faults.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    try:
        modules("install", thing)
        modules("uninstall", thing)
    finally:
        stop.set()
        thread.join()

    assert not faults
    assert len(calls) > 5


def test_another_database_keeps_its_models(odoo_server, odoo, modules, thing):
    from odoolite.emulator.tenants import tenant
    with tenant(odoo_server.registries) as other:
        modules("install", thing)

        assert f"{thing.name}.thing" not in other.models
        with other.cursor() as cr:
            cr.execute("SELECT count(*) FROM ir_module_module WHERE name = %s "
                       "AND state = 'installed'", [thing.name])
            assert cr.fetchone() == (0,)


def test_upgrade_alters_the_schema_and_runs_migrations(odoo, modules, thing):
    modules("install", thing)
    thing.manifest(data=["data.xml"], version="1.1")
    thing.write("migrations/1.1/pre-names.py", f"""
        def migrate(cr, version):
            cr.execute("UPDATE {thing.name}_thing SET name = 'pre ' || %s", [version])
        """)
    thing.write("migrations/1.1/post-names.py", f"""
        def migrate(cr, version):
            cr.execute("UPDATE {thing.name}_thing SET name = name || ' post'")
        """)
    thing.write("migrations/1.0/pre-never.py", "raise Exception('an old script')")
    thing.write("data.xml", '<odoo noupdate="1"/>')
    thing.write("__init__.py", MODEL.format(
        name=thing.name, extra="size = fields.Integer(default=3)"))
    from odoolite.modules.loading import forget_addon
    forget_addon(thing.name)

    modules("upgrade", thing)

    # the record that no file holds any more is gone
    assert odoo.execute("ir.model.data", "search_count",
                        [["module", "=", thing.name], ["name", "=", "one"]]) == 0
    assert "size" in odoo.env.cr.schema.columns(f"{thing.name}_thing")
    [row] = odoo.execute("ir.module.module", "search_read",
                         [["name", "=", thing.name]], ["latest_version"])
    assert row["latest_version"] == "19.0.1.1"


def test_field_that_the_code_lost_goes_with_its_column(odoo, modules, thing):
    thing.write("__init__.py", MODEL.format(name=thing.name, extra="old = fields.Char()"))
    modules("install", thing)
    assert "old" in odoo.env.cr.schema.columns(f"{thing.name}_thing")
    from odoolite.modules.loading import forget_addon
    thing.write("__init__.py", MODEL.format(name=thing.name, extra=""))
    forget_addon(thing.name)

    modules("upgrade", thing)

    assert "old" not in odoo.env.cr.schema.columns(f"{thing.name}_thing")
    assert odoo.execute(f"{thing.name}.thing", "search_count", []) == 1


def test_an_operation_waits_for_the_marked_ones(odoo, modules, thing):
    odoo.execute("ir.module.module", "update_list")
    [module] = odoo.execute("ir.module.module", "search", [["name", "=", thing.name]])
    odoo.execute("ir.module.module", "button_install", [module])

    with pytest.raises(Fault, match="currently processing another module operation"):
        modules("install", thing)

    odoo.execute("ir.module.module", "button_reset_state")
    modules("install", thing)


def test_options_of_a_selection_go_by_their_policy(odoo, modules, addon):
    addon.write("__init__.py", """
        from odoo import fields, models
        class Partner(models.Model):
            _inherit = "res.partner"
            type = fields.Selection(selection_add=[("odd", "Odd")],
                                    ondelete={"odd": "set other"})
        """)
    modules("install", addon)
    partner = odoo.execute("res.partner", "create", {"name": "P", "type": "odd"})

    modules("uninstall", addon)

    assert odoo.execute("res.partner", "read", [partner], ["type"])[0]["type"] == "other"


def test_required_columns_of_rows_that_are_there_are_filled_by_the_hook(
    odoo, modules, addon
):
    addon.manifest()
    addon.write("__init__.py", """
        from odoo import fields, models
        class Category(models.Model):
            _inherit = "res.partner.category"
            model_name = fields.Char(required=True)
            model_id = fields.Many2one("ir.model", required=True, ondelete="cascade")
            def _init_column(self, column_name):
                super()._init_column(column_name)
                if column_name == "model_name":
                    self.env.cr.execute("UPDATE res_partner_category SET model_name = 'x'")
                elif column_name == "model_id":
                    self.env.registry.post_init(self._give_models)
            def _give_models(self):
                model = self.env["ir.model"].search([("model", "=", self._name)])
                self.search([]).model_id = model
        """)
    one = odoo.execute("res.partner.category", "create", {"name": "one"})
    modules("install", addon)
    [row] = odoo.execute("res.partner.category", "read", [one], ["model_name", "model_id"])
    assert (row["model_name"], row["model_id"][1]) == ("x", "Partner Tags")
    columns = odoo.env.cr.schema.columns("res_partner_category")
    assert columns["model_name"][1] and columns["model_id"][1]      # NOT NULL


OBJECTS = """
    from odoo import fields, models
    class Thing(models.Model):
        _name = "{name}.thing"
        _description = "Thing"
        name = fields.Char({options})
        code = fields.Char()
        size = fields.Integer()
        {objects}
    """


@pytest.fixture
def objects(odoo, modules, addon):
    """Write the table objects of a version of the addon's model and bring them in."""
    from odoolite.modules.loading import forget_addon
    addon.manifest(version="1.0", data=["ir.model.access.csv"])
    addon.write("ir.model.access.csv", (
        "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink\n"
        f"all,all,model_{addon.name}_thing,base.group_user,1,1,1,1\n"
    ))

    def bring(action, objects, options=""):
        forget_addon(addon.name)
        addon.write("__init__.py", OBJECTS.format(
            name=addon.name, options=options, objects=objects,
        ))
        modules(action, addon)
        return f"{addon.name}_thing"
    return bring


def indexes(odoo, table):
    odoo.env.cr.execute(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name = %s AND type = 'index' "
        "AND sql IS NOT NULL", [table],
    )
    return dict(odoo.env.cr.fetchall())


def test_upgrade_makes_changed_constraints_anew(odoo, modules, addon, objects):
    table = objects("install", '_one = models.Constraint("UNIQUE (name)", "twice!")')
    model = f"{addon.name}.thing"
    odoo.execute(model, "create", [{"name": "a", "code": "1", "size": 1}])

    objects("upgrade", '_one = models.Constraint("UNIQUE (name, code)", "both twice!")\n'
            '        _two = models.Constraint("CHECK (size > 0)", "too small!")')

    odoo.execute(model, "create", [{"name": "a", "code": "2", "size": 1}])
    with pytest.raises(Fault, match="both twice!"):
        odoo.execute(model, "create", [{"name": "a", "code": "2", "size": 1}])
    with pytest.raises(Fault, match="too small!"):
        odoo.execute(model, "create", [{"name": "b", "size": 0}])

    objects("upgrade", "")

    odoo.execute(model, "create", [{"name": "a", "code": "2", "size": 0}])
    assert not [name for name in indexes(odoo, table) if name.endswith(("_one", "_two"))]


def test_upgrade_makes_changed_indexes_anew(odoo, modules, addon, objects):
    table = objects("install", '_by = models.Index("(name)")')
    assert "name" in indexes(odoo, table)[f"{table}_by"]

    objects("upgrade", '_by = models.Index("(code, size)")', options="index=True")

    known = indexes(odoo, table)
    assert "code" in known[f"{table}_by"]
    assert any("name" in sql for name, sql in known.items() if name != f"{table}_by")

    objects("upgrade", '_by = models.UniqueIndex("(code) WHERE size > 0", "taken!")')

    known = indexes(odoo, table)
    assert known[f"{table}_by"].startswith("CREATE UNIQUE")
    odoo.execute(f"{addon.name}.thing", "create", [{"code": "x", "size": 1}])
    with pytest.raises(Fault, match="taken!"):
        odoo.execute(f"{addon.name}.thing", "create", [{"code": "x", "size": 2}])


def test_constraint_that_rows_break_is_left_out_with_a_warning(
    odoo, modules, addon, objects, caplog
):
    objects("install", "")
    model = f"{addon.name}.thing"
    odoo.execute(model, "create", [{"name": "a"}, {"name": "a"}])

    objects("upgrade", '_one = models.Constraint("UNIQUE (name)", "twice!")')

    assert odoo.execute(model, "search_count", []) == 2
    assert "unable to add constraint" in caplog.text.lower()


HOOK = """
    from odoo import models
    class Partner(models.Model):
        _inherit = "res.partner"
        def _register_hook(self):
            super()._register_hook()
            kind = type(self)
            kind.hooked = getattr(kind, "hooked", 0) + 1
    """


def test_hooks_run_once_whenever_a_registry_is_loaded(odoo, modules, addon):
    from odoolite.modules.lifecycle import load_anew
    addon.write("__init__.py", HOOK)
    modules("install", addon)
    registry = odoo.env.registry.latest()
    assert registry["res.partner"].hooked == 1

    assert load_anew(registry)["res.partner"].hooked == 1
