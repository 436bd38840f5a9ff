"""A tiny registry of its own: the engine without any addon."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from odoolite.orm.environments import Environment
from odoolite.orm.registry import Registry
from odoolite.storage.databases import DatabaseStore

from . import tiny_models


@pytest.fixture
def registry() -> Iterator[Registry]:
    tiny_models.define()
    store = DatabaseStore()
    registry = Registry(store.create("tiny"))
    with registry.cursor("schema") as cr:
        registry.load(tiny_models.MODULE)
        registry.setup_models(cr)
        registry.init_models(cr, list(registry))
        cr.execute("CREATE TABLE res_lang (code text, active int, week_start text)")
        cr.execute("INSERT INTO res_lang VALUES ('en_US', 1, '7')")
        cr.execute("INSERT INTO res_partner (id, name) VALUES (1, 'Root')")
        cr.execute("INSERT INTO res_users (id, login, partner_id) VALUES (1, 'r', 1)")
    yield registry
    store.close()


@pytest.fixture
def env(registry: Registry) -> Iterator[Any]:
    with registry.cursor() as cr:
        yield Environment(cr, 1, {})
