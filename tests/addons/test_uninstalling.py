"""Our addons go again, in a database that has many."""
from __future__ import annotations

import xmlrpc.client

import odoolite

INSTALL = ["sale_management", "sale_stock", "sale_project", "purchase_stock", "crm",
           "event_sale", "hr_recruitment", "survey", "gamification", "payment_demo",
           "mass_mailing", "base_automation"]
GOING = ["mass_mailing", "payment", "crm", "stock", "event", "sale", "purchase", "account",
         "hr", "project", "survey", "gamification", "portal", "mail"]


def test_addons_go_and_leave_a_database_that_works():
    with odoolite.Server(install=INSTALL, strict=True) as server:
        models = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/object")

        def call(model, method, *args):
            return models.execute_kw(server.db, 2, server.password, model, method, args)

        for name in GOING:
            [found] = call("ir.module.module", "search_read",
                           [("name", "=", name)], ["state"])
            if found["state"] == "installed":
                call("ir.module.module", "button_immediate_uninstall", [found["id"]])
            # by itself or with those it needs
            assert call("ir.module.module", "search_count", [
                ("name", "=", name), ("state", "=", "installed")]) == 0
            partner = call("res.partner", "create", {"name": name})
            assert call("res.partner", "read", [partner])
            call("res.partner", "unlink", [partner])
        left = call("ir.model", "search_count", [("model", "like", "sale.%")])
        assert left == 0


def test_references_say_what_fields_say(env):
    """What happens to a row when the one it refers to goes is what the field says."""
    actions = {"restrict": "NO ACTION", "cascade": "CASCADE", "set null": "SET NULL"}
    wrong = []
    for model in env.values():
        if model._auto and not model._abstract:
            env.cr.execute(f'PRAGMA foreign_key_list("{model._table}")')
            known = {row[3]: row[6] for row in env.cr.fetchall()}
            wrong += [
                (str(field), field.ondelete, known.get(name))
                for name, field in model._fields.items()
                if field.type == "many2one" and field.is_column and field.ondelete
                and name in known and known[name] != actions[field.ondelete]
            ]
    assert wrong == []
