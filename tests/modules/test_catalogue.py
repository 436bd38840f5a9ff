"""Modules that are installed by declaration."""
from __future__ import annotations

import xmlrpc.client

import pytest

import odoolite
from odoolite.modules.catalogue import declared_modules
from odoolite.modules.catalogue_files import catalogue_modules, read_entry
from odoolite.modules.graph import sort_modules


@pytest.fixture(scope="module")
def server():
    with odoolite.Server(install=["im_livechat", "gamification"], strict=True) as server:
        yield server


@pytest.fixture
def models(server):
    proxy = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/object")

    def call(model, method, *args, **kwargs):
        return proxy.execute_kw(server.db, 2, "admin", model, method, args, kwargs)

    return call


def test_every_module_of_the_catalogue_finds_what_it_depends_on():
    names = catalogue_modules()

    assert len(names) > 270
    assert set(names) <= set(sort_modules(names))


def test_relations_of_declared_models_are_real(models):
    badge = models("gamification.badge", "create", {"name": "Ada"})
    given = models("gamification.badge.user", "create", {
        "badge_id": badge, "user_id": 2})

    found = models("gamification.badge.user", "search", [("badge_id.name", "=", "Ada")])
    row = models("gamification.badge", "read", [badge], ["owner_ids"])

    assert found == row[0]["owner_ids"] == [given]


def test_a_missing_required_value_is_refused_in_odoos_words(models):
    with pytest.raises(xmlrpc.client.Fault, match="mandatory field is not set"):
        models("chatbot.script.answer", "create", {"name": "No step"})


def test_a_method_that_odoo_has_and_we_have_not_says_so(models):
    methods = read_entry("gamification")["models"]["gamification.badge"]["methods"]
    badges = models("gamification.badge", "search", [])

    with pytest.raises(xmlrpc.client.Fault) as caught:
        models("gamification.badge", methods[0], badges)

    expected = f"NotImplementedError: gamification.badge.{methods[0]}: see COVERAGE.md"
    assert expected in caught.value.faultString


def test_groups_and_rights_come_along(server):
    with server.env() as env:
        rights = env["ir.model.access"].sudo().search(
            [("model_id.model", "=", "im_livechat.channel")])
        assert env.ref("im_livechat.im_livechat_group_user") in rights.group_id
        assert env.user.has_group("im_livechat.im_livechat_group_manager")


def test_the_registry_tells_what_is_declared(server):
    registry = server.registries.get(server.db)

    assert "gamification" in declared_modules(registry)
    assert "mail" not in declared_modules(registry)
