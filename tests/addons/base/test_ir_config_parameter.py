"""System parameters."""
from __future__ import annotations

import pytest

from odoolite.exceptions import ValidationError


@pytest.fixture
def parameters(env):
    return env(user=2)["ir.config_parameter"]


def test_set_param_returns_the_previous_value(parameters):
    assert parameters.set_param("t.key", "one") is False
    assert parameters.set_param("t.key", "two") == "one"
    assert parameters.get_param("t.key") == "two"


@pytest.mark.parametrize(
    ("value", "stored"), [(5, "5"), (1.5, "1.5"), (True, "True"), (" x ", " x ")]
)
def test_set_param_stores_text(parameters, value, stored):
    parameters.set_param("t.key", value)

    assert parameters.get_param("t.key") == stored


def test_empty_value_gives_the_default_but_keeps_the_row(parameters):
    parameters.set_param("t.key", "")

    assert parameters.get_param("t.key", "d") == "d"
    assert parameters.search_count([("key", "=", "t.key")]) == 1


@pytest.mark.parametrize("value", [False, None])
def test_set_param_of_nothing_deletes_the_row(parameters, value):
    parameters.set_param("t.key", "x")

    assert parameters.set_param("t.key", value) == "x"
    assert parameters.search_count([("key", "=", "t.key")]) == 0


def test_write_is_seen_by_get_param(parameters):
    parameter = parameters.create({"key": "t.key", "value": "v"})
    assert parameters.get_param("t.key") == "v"

    parameter.write({"value": "w"})

    assert parameters.get_param("t.key") == "w"


def test_system_keys_are_neither_renamed_nor_deleted(parameters):
    uuid = parameters.search([("key", "=", "database.uuid")])

    with pytest.raises(ValidationError):
        uuid.write({"key": "x"})
    with pytest.raises(ValidationError):
        uuid.unlink()
