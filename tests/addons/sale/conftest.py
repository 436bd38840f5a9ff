"""A customer, a product, an order."""
from __future__ import annotations

import pytest

import odoolite
from odoolite.orm.environments import Environment


@pytest.fixture(scope="session")
def sale_server():
    with odoolite.Server(install=["sale_management"], strict=True) as server:
        yield server


@pytest.fixture
def env(sale_server):
    with sale_server.registries.get(sale_server.db).cursor("write") as cr:
        yield Environment(cr, 1, {})
        cr.rollback()


@pytest.fixture
def partner(env):
    return env["res.partner"].create({"name": "Ada", "email": "ada@example.com"})


@pytest.fixture
def box(env):
    return env["product.product"].create({"name": "Box", "list_price": 100})


@pytest.fixture
def order(env, partner, box):
    return env["sale.order"].create({
        "partner_id": partner.id,
        "order_line": [(0, 0, {"product_id": box.id, "product_uom_qty": 10})]})
