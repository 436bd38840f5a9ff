"""A tiny registry of its own: the engine without any addon."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from odoolite.orm.environments import Environment
from odoolite.orm.registry import Registry
from odoolite.storage.databases import DatabaseStore
from odoolite.storage.postgres_databases import PostgresStore

from . import tiny_models


def fill(registry: Registry) -> None:
    """Make the tables of the tiny models, with a user."""
    tiny_models.define()
    with registry.cursor("schema") as cr:
        registry.load(tiny_models.MODULE)
        registry.setup_models(cr)
        registry.init_models(cr, list(registry))
        cr.execute("CREATE TABLE res_lang (code text, active boolean, week_start text)")
        cr.execute("INSERT INTO res_lang VALUES ('en_US', TRUE, '7')")
        cr.execute("INSERT INTO res_partner (id, name) VALUES (1, 'Root')")
        cr.execute("INSERT INTO res_users (id, login, partner_id) VALUES (1, 'r', 1)")


@pytest.fixture
def registry() -> Iterator[Registry]:
    store = DatabaseStore()
    registry = Registry(store.create("tiny"))
    fill(registry)
    yield registry
    store.close()


@pytest.fixture
def postgres_env(postgres: str) -> Iterator[Any]:
    store = PostgresStore(postgres)
    registry = Registry(store.create("tiny"))  # type: ignore[arg-type]
    fill(registry)
    with registry.cursor("write") as cr:
        cr.schema.raise_next_id("res_partner", 1)
    with registry.cursor() as cr:
        yield Environment(cr, 1, {})
        cr.rollback()
    store.drop("tiny")
    store.close()


@pytest.fixture
def env(registry: Registry) -> Iterator[Any]:
    with registry.cursor() as cr:
        yield Environment(cr, 1, {})
