"""Addons' SQL for PostgreSQL, run on SQLite."""
from __future__ import annotations

import pytest

from odoolite.storage.postgres_words import rewrite


@pytest.fixture
def cr(odoo):
    return odoo.env.cr


@pytest.mark.parametrize(("query", "params", "answer"), [
    ("SELECT '7'::int + 1", None, 8),
    ("SELECT %s::numeric + 1", ["2.5"], 3.5),
    ("SELECT 'a::b'", None, "a::b"),
    ("SELECT '100%%' || %s::text", [1], "100%1"),
    ("SELECT NUMRANGE(1, 3) && NUMRANGE(3, 4)", None, 0),
    ("SELECT NUMRANGE(1, 3, '[]') && NUMRANGE(3, 4)", None, 1),
    ("SELECT 2 = ANY(%s)", [(1, 2)], 1),
    ("SELECT 3 != ALL(%s)", [(1, 2)], 1),
    ("SELECT 'Ada' ILIKE 'ad%%' AND 1 = %s", [1], 1),
    ("SELECT 'Ada' ~ '^A'", None, 1),
    ("SELECT concat('a', NULL, 1)", None, "a1"),
    ("SELECT greatest(1, NULL, 3)", None, 3),
    ("SELECT extract(year from d) FROM (SELECT '2026-01-31' AS d) AS x", None, 2026),
    ("SELECT count(*) FROM information_schema.columns WHERE table_name = 'res_partner' "
     "AND column_name = 'name'", None, 1),
    ("SELECT count(*) FROM pg_class WHERE relname = 'res_partner'", None, 1),
])
def test_words_of_postgresql(cr, query, params, answer):
    cr.execute(query, params)

    assert cr.fetchone()[0] == answer


def test_intervals_are_added_by_functions():
    assert rewrite("SELECT d - interval '1 day'") == "SELECT datetime(d, '-1 day')"


def test_next_values_are_new_ids(cr):
    cr.execute("SELECT nextval('res_partner_id_seq'), nextval('res_partner_id_seq')")
    one, other = cr.fetchone()
    cr.execute("SELECT MAX(id) FROM res_partner")

    assert one != other and min(one, other) > cr.fetchone()[0]


def test_plain_statements_stay_as_they_are():
    query = "SELECT id FROM res_partner WHERE name = 'a :: b' AND x->>'y' = %s"

    assert rewrite(query) is query
