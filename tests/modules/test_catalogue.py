"""Modules that are installed by declaration."""
from __future__ import annotations

import xmlrpc.client

import pytest

import odoolite
from odoolite.modules.catalogue import declared_modules, empty_modules
from odoolite.modules.catalogue_files import catalogue_modules, read_entry
from odoolite.modules.graph import sort_modules


@pytest.fixture(scope="module")
def server():
    with odoolite.Server(install=["im_livechat", "barcodes"], strict=True) as server:
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
    one = models("barcode.nomenclature", "create", {"name": "Ada"})
    made = models("barcode.rule", "create", {
        "name": "All", "barcode_nomenclature_id": one})

    found = models("barcode.rule", "search", [("barcode_nomenclature_id.name", "=", "Ada")])
    row = models("barcode.nomenclature", "read", [one], ["rule_ids"])

    assert found == row[0]["rule_ids"] == [made]


def test_a_missing_required_value_is_refused_in_odoos_words(models):
    with pytest.raises(xmlrpc.client.Fault, match="mandatory field is not set"):
        models("chatbot.script.answer", "create", {"name": "No step"})


def test_a_method_that_odoo_has_and_we_have_not_says_so(models):
    methods = read_entry("barcodes")["models"]["barcode.nomenclature"]["methods"]
    found = models("barcode.nomenclature", "search", [])

    with pytest.raises(xmlrpc.client.Fault) as caught:
        models("barcode.nomenclature", methods[0], found)

    expected = f"NotImplementedError: barcode.nomenclature.{methods[0]}: see COVERAGE.md"
    assert expected in caught.value.faultString


def test_groups_and_rights_come_along(server):
    with server.env() as env:
        rights = env["ir.model.access"].sudo().search(
            [("model_id.model", "=", "im_livechat.channel")])
        assert env.ref("im_livechat.im_livechat_group_user") in rights.group_id
        assert env.user.has_group("im_livechat.im_livechat_group_manager")


def test_the_registry_tells_what_is_declared(server):
    registry = server.registries.get(server.db)

    assert "barcodes" in declared_modules(registry)
    assert "mail" not in declared_modules(registry)


def test_modules_known_by_name_alone_are_told():
    with odoolite.Server(install=["lunch", "onboarding", "snailmail"]) as own:
        registry = own.registries.get(own.db)
        assert "lunch" in empty_modules(registry)
        assert "snailmail" in declared_modules(registry)
        assert "snailmail" not in empty_modules(registry)
