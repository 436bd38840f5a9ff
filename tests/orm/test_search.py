"""Domains compiled to SQL and judged in memory, on the tiny models."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError
from odoolite.orm.domains import Domain


@pytest.fixture
def people(env):
    firm = env["res.partner"].create({"name": "Firm", "color": 1, "is_company": True})
    return firm | env["res.partner"].create([
        {"name": "beta", "color": 2, "parent_id": firm.id},
        {"name": "Gamma_x", "color": 3, "day": "2031-02-10"},
        {"name": "Delta 100%", "latitude": 51.5},
    ])


DOMAINS = [
    ([("color", "=", 3)], ["Gamma_x"]),
    ([("color", "=", False)], ["Delta 100%"]),
    ([("color", "not in", [1, 2])], ["Gamma_x", "Delta 100%"]),
    ([("name", "like", "eta")], ["beta"]),
    ([("name", "like", "B")], []),
    ([("name", "ilike", "B")], ["beta"]),
    ([("name", "=ilike", "%A_x")], ["Gamma_x"]),
    ([("name", "like", "0\\%")], ["Delta 100%"]),
    ([("name", "not ilike", "a")], ["Firm"]),
    (["|", ("color", "=", 1), ("color", "=", 2)], ["Firm", "beta"]),
    (["!", "|", ("color", "=", 1), ("color", "=", 2)], ["Gamma_x", "Delta 100%"]),
    ([("parent_id", "=", False)], ["Firm", "Gamma_x", "Delta 100%"]),
    ([("parent_id", "=", "Firm")], ["beta"]),
    ([("parent_id.name", "!=", "x")], ["beta"]),
    ([("parent_id", "not any", [("name", "=", "Firm")])],
     ["Firm", "Gamma_x", "Delta 100%"]),
    ([("child_ids", "any", [("color", "=", 2)])], ["Firm"]),
    ([("child_ids", "=", False)], ["beta", "Gamma_x", "Delta 100%"]),
    ([("day", ">=", "2031-02-01")], ["Gamma_x"]),
    ([("day.month_number", "=", 2)], ["Gamma_x"]),
    ([("is_company", "!=", True)], ["beta", "Gamma_x", "Delta 100%"]),
]


@pytest.mark.parametrize(("domain", "names"), DOMAINS, ids=str)
def test_sql_and_memory_agree(env, people, domain, names):
    scope = [("id", "in", people.ids), *domain]

    assert env["res.partner"].search(scope, order="id").mapped("name") == names
    assert people.filtered_domain(domain).mapped("name") == names


def test_trees(env):
    root = env["tag"].create({"name": "root"})
    leaf = env["tag"].create({"name": "leaf", "parent_id": root.id})

    assert leaf.parent_path == f"{root.id}/{leaf.id}/"
    assert env["tag"].search([("id", "child_of", root.id)]) == root | leaf
    assert env["tag"].search([("id", "parent_of", leaf.id)]) == root | leaf


def test_unset_values_sort_last_and_first_when_reversed(env, people):
    search = env["res.partner"].search
    scope = [("id", "in", people.ids)]

    assert search(scope, order="day, id")[0].name == "Gamma_x"
    assert search(scope, order="day desc, id")[-1].name == "Gamma_x"


@pytest.mark.parametrize(("order", "names"), [
    ("parent_id", ["beta", "Firm", "Gamma_x", "Delta 100%"]),
    ("parent_id desc", ["Firm", "Gamma_x", "Delta 100%", "beta"]),
])
def test_unset_records_sort_as_on_postgresql(env, people, order, names):
    found = env["res.partner"].search([("id", "in", people.ids)], order=f"{order}, id")
    assert found.mapped("name") == names
    groups = env["res.partner"]._read_group(
        [("id", "in", people.ids)], ["parent_id"], ["__count"], order=order
    )
    sizes = [(parent.name or False, count) for parent, count in groups]
    assert sizes == ([("Firm", 1), (False, 3)] if order == "parent_id"
                     else [(False, 3), ("Firm", 1)])


def test_a_limit_counts_groups_sorted_by_records(env, people):
    groups = env["res.partner"]._read_group(
        [("id", "in", people.ids)], ["parent_id"], ["color:sum"], limit=1, offset=1
    )
    assert [(parent.id, total) for parent, total in groups] == [(False, 4)]


@pytest.mark.parametrize("order", ["name up", "name; drop table x", "name,"])
def test_malformed_order_is_refused(env, order):
    with pytest.raises(UserError, match='Invalid "order" specified'):
        env["res.partner"].search([], order=order)


# Texts as a live server answers them: scenario orm_domain.malformed.
@pytest.mark.parametrize(("domain", "kind", "text"), [
    ([["name", "x"]], ValueError, "Domain() invalid item in domain: ['name', 'x']"),
    (["&"], ValueError, "Domain() malformed domain ['&']"),
    ({"name": "x"}, TypeError,
     "Domain() invalid argument type for domain: {'name': 'x'}"),
    (None, TypeError, "Domain() invalid argument type for domain: None"),
    ([(7, "=", 7)], TypeError, "Domain() invalid arguments: (7, '=', 7)"),
    ([("name", "===", "x")], ValueError,
     "Invalid operator in condition ('name', '===', 'x')"),
])
def test_malformed_domains_are_refused(domain, kind, text):
    with pytest.raises(kind) as caught:
        Domain(domain)

    assert str(caught.value) == text


def test_read_group_sums_in_sql(env, people):
    groups = env["res.partner"].read_group(
        [("id", "in", people.ids)], ["color:sum"], ["is_company"]
    )

    assert [(g["is_company"], g["is_company_count"], g["color"]) for g in groups] == [
        (False, 3, 5), (True, 1, 1),
    ]


def test_order_and_group_by_a_related_field_that_is_not_stored(env):
    a, b = env["res.partner"].create([{"name": "B"}, {"name": "A"}])
    kids = env["res.partner"].create([
        {"name": "x", "parent_id": a.id}, {"name": "y", "parent_id": b.id}])

    found = env["res.partner"].search([("id", "in", kids.ids)], order="parent_name")

    assert found.mapped("name") == ["y", "x"]
