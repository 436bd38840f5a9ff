"""A warehouse, a box, and how to put boxes into it."""
from __future__ import annotations

import pytest

import odoolite
from odoolite.orm.environments import Environment


@pytest.fixture(scope="session")
def stock_server():
    with odoolite.Server(install=["stock", "sale", "purchase"], strict=True) as server:
        yield server


@pytest.fixture
def env(stock_server):
    with stock_server.registries.get(stock_server.db).cursor("write") as cr:
        yield Environment(cr, 1, {})
        cr.rollback()


@pytest.fixture
def box(env):
    return env["product.product"].create({"name": "Box", "is_storable": True})


@pytest.fixture
def warehouse(env):
    return env.ref("stock.warehouse0")


@pytest.fixture
def count(env):
    """Count goods at a place: count(product, place, quantity, lot=None)."""
    def put(product, location, quantity, lot=None):
        env["stock.quant"].create({
            "product_id": product.id, "location_id": location.id,
            "lot_id": lot and lot.id,
            "inventory_quantity": quantity}).action_apply_inventory()
    return put
