"""Leads grouped by the properties that their team defines."""
from __future__ import annotations

import pytest

from odoolite import Server

DEFINITION = [
    {"name": "aa", "type": "selection", "string": "S", "selection": [["x", "X"]]},
    {"name": "bb", "type": "many2one", "string": "P", "comodel": "res.partner"},
    {"name": "cc", "type": "tags", "string": "T",
     "tags": [["t1", "One", 1], ["t2", "Two", 2]]},
    {"name": "dd", "type": "integer", "string": "N"},
    {"name": "ee", "type": "boolean", "string": "B"},
]


@pytest.fixture(scope="module", params=["sqlite", pytest.param(
    "postgresql", marks=pytest.mark.xdist_group("postgres"))])
def server(request):
    uri = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    with Server(install=["crm"], db="leads", strict=True, postgres=uri) as server:
        yield server


@pytest.fixture
def leads(server):
    """Leads of one team, and the domain that finds them."""
    with server.env() as env:
        team = env["crm.team"].create(
            {"name": "T", "lead_properties_definition": DEFINITION}
        )
        partner = env["res.partner"].create({"name": "PP"})
        for values in (
            {"aa": "x", "bb": partner.id, "cc": ["t1", "t2"], "dd": 3, "ee": True},
            {"cc": ["t1"], "dd": 4}, {},
        ):
            env["crm.lead"].create(
                {"name": "l", "team_id": team.id, "lead_properties": values}
            )
        yield env["crm.lead"], [("team_id", "=", team.id)]


@pytest.mark.parametrize(("name", "expected"), [
    ("aa", {"x": 1, False: 2}), ("bb", {"PP": 1, False: 2}),
    ("cc", {"One": 2, "Two": 1, False: 1}), ("dd", {3: 1, 4: 1, False: 1}),
    ("ee", {True: 1, False: 2}),
])
def test_each_value_is_a_group_that_its_domain_finds(leads, name, expected):
    model, domain = leads
    key = f"lead_properties.{name}"

    groups = model.formatted_read_group(domain, [key], ["__count"])

    shown = {
        group[key][1] if isinstance(group[key], tuple) else group[key]: group["__count"]
        for group in groups
    }
    assert shown == expected
    for group in groups:
        assert model.search_count([*domain, *group["__extra_domain"]]) == group["__count"]
