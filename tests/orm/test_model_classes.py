"""Definitions that 19.0 does not take any more; classes linked in one go."""
from __future__ import annotations

from odoolite import Server, models
from odoolite.orm.registry import Registry


def test_sql_constraints_are_ignored_with_a_warning(caplog):
    class Old(models.Model):
        _name = "test.old"
        _register = False
        _sql_constraints = [("name_uniq", "UNIQUE (name)", "Twice")]

    assert "Old: _sql_constraints is no longer read" in caplog.text


def test_classes_linked_at_once_are_those_linked_one_by_one():
    def shape(model):
        return [(cls.__module__, cls.__qualname__) for cls in model.__mro__]

    with Server(install=["mail"], strict=True) as server:
        loaded = server.registries.get(server.db)
        single, together = Registry(loaded.database), Registry(loaded.database)
        for name in loaded.load_order:
            single.load(name)
            together.load(name, link=False)
        together.link_models()
        assert list(single.models) == list(together.models)
        for name, model in single.models.items():
            assert shape(model) == shape(together.models[name]), name
            assert model._inherits == together.models[name]._inherits
