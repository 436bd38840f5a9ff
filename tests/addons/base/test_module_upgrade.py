"""The wizard that does what modules are marked for."""
from __future__ import annotations


def test_marked_modules_are_processed(odoo):
    [module] = odoo.execute("ir.module.module", "search", [["name", "=", "contacts"]])
    odoo.execute("ir.module.module", "button_install", [module])
    wizard = odoo.execute("base.module.upgrade", "create", {})
    [row] = odoo.execute("base.module.upgrade", "read", [wizard], ["module_info"])
    assert "contacts: to install" in row["module_info"]
    answer = odoo.execute("base.module.upgrade", "upgrade_module", [wizard])
    assert answer == {"type": "ir.actions.act_window_close"}
    [row] = odoo.execute("ir.module.module", "read", [module], ["state"])
    assert row["state"] == "installed"
