import pytest

import odoolite
from odoolite.testing.tenant import Odoo


@pytest.fixture(scope="session")
def rules_server():
    with odoolite.Server(install=["base_automation", "crm"], strict=True) as server:
        yield server


@pytest.fixture
def odoo(rules_server):
    """A database with rules of the test's own."""
    tenant = Odoo(rules_server)
    yield tenant
    tenant.close()


class Rules:
    """Rules whose actions leave a trace."""

    def __init__(self, env):
        self.env = env

    def make(self, trigger, model="res.partner", code="log(record.display_name or '-')",
             **values):
        model_id = self.env["ir.model"]._get_id(model)
        return self.env["base.automation"].create({
            "name": "Rule", "model_id": model_id, "trigger": trigger,
            "action_server_ids": [(0, 0, {
                "name": "Act", "model_id": model_id, "state": "code",
                "usage": "base_automation", "code": code})], **values})

    def field(self, name, model="res.partner"):
        return [(6, 0, self.env["ir.model.fields"]._get(model, name).ids)]

    def take(self):
        """Return what the actions have logged since the last call."""
        logs = self.env["ir.logging"].search([("path", "=", "action")], order="id")
        found = logs.mapped("message")
        logs.unlink()
        return found


@pytest.fixture
def rules(env):
    return Rules(env)
