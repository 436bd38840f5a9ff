"""Addons' SQL for PostgreSQL, run on SQLite."""
from __future__ import annotations

import pytest

from odoolite.storage.errors import ProgrammingError
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


PARTNERS = "(SELECT 1 AS id, 'b' AS n UNION SELECT 2, 'a' UNION SELECT 3, 'c') AS p"


@pytest.mark.parametrize(("query", "params", "answer"), [
    ("SELECT '2026-01-31'::date + interval '1 month'", None, "2026-02-28"),
    ("SELECT '2026-01-31 10:00:00'::timestamp - interval '1 day 2 hours'", None,
     "2026-01-30 08:00:00"),
    ("SELECT '2026-01-01'::date + (%s || ' days')::interval", [3], "2026-01-04"),
    ("SELECT '2026-01-01'::date + interval '1 day' * 3", None, "2026-01-04"),
    ("SELECT '2026-01-05'::date - '2026-01-01'::date", None, 4),
    ("SELECT '2026-01-05'::date - 4", None, "2026-01-01"),
    ("SELECT extract(epoch from ('2026-01-02'::timestamp - '2026-01-01'::timestamp))", None,
     86400),
    ("SELECT (now() at time zone 'UTC')::date = CURRENT_DATE", None, 1),
    ("SELECT CAST('2026-01-05 10:11:12' AS date)", None, "2026-01-05"),
    ("SELECT date_trunc('month', '2026-02-03 04:05:06')", None, "2026-02-01 00:00:00"),
    ("SELECT to_char('2026-02-03 04:05:06', 'DD/MM/YYYY HH24:MI')", None,
     "03/02/2026 04:05"),
    ("SELECT to_char(7, 'FM000')", None, "007"),
    (f"SELECT array_agg(id ORDER BY n) FROM {PARTNERS}", None, [2, 1, 3]),
    (f"SELECT string_agg(n, ',' ORDER BY id DESC) FROM {PARTNERS}", None, "c,a,b"),
    (f"SELECT string_agg(DISTINCT n, ',') FILTER (WHERE id > 1) FROM {PARTNERS}", None,
     "a,c"),
    (f"SELECT jsonb_object_agg(n, id ORDER BY n) FROM {PARTNERS}", None,
     '{"a": 2, "b": 1, "c": 3}'),
    ("SELECT count(*) FROM generate_series(1, 9, 2) AS s(i) WHERE i > 3", None, 3),
    ("SELECT sum(i) FROM unnest(%s) AS t(i)", [[1, 2, 3]], 6),
    ("SELECT max(v.b) FROM (VALUES (1, 'x'), (2, 'y')) AS v(a, b)", None, "y"),
    ("SELECT 2 = ANY(ARRAY[1, 2])", None, 1),
    ("SELECT jsonb_set('{\"a\": 1}', '{b}', '2')", None, '{"a": 1, "b": 2}'),
    ("SELECT j || '{\"b\": 2}'::jsonb FROM (SELECT '{\"a\":1}' AS j) AS t", None,
     '{"a": 1, "b": 2}'),
    ("SELECT j - 'a' FROM (SELECT '{\"a\":1}' AS j) AS t", None, "{}"),
    ("SELECT substring('abcdef' from 2 for 3) || left('xyz', 1)", None, "bcdx"),
    ("SELECT count(*) FROM pg_constraint WHERE conname = 'res_users_login_key'", None, 1),
    ("SELECT n FROM (SELECT DISTINCT ON (id / 3) id / 3 AS third, n FROM "
     f"{PARTNERS} ORDER BY id / 3, n DESC) AS f LIMIT 1", None, "b"),
])
def test_shapes_and_functions_of_postgresql(cr, query, params, answer):
    cr.execute(query, params)

    assert cr.fetchone()[0] == answer


def test_rows_of_other_tables_are_joined_in_changes(cr):
    cr.execute("UPDATE res_partner p SET comment = u.login FROM res_users u "
               "WHERE u.partner_id = p.id AND u.login = 'admin'")
    cr.execute("SELECT count(*) FROM res_partner WHERE comment = 'admin'")
    assert cr.fetchone() == (1,)
    cr.execute("CREATE TEMP TABLE mine AS SELECT id FROM res_users")
    cr.execute(
        "DELETE FROM mine m USING res_users u WHERE m.id = u.id AND u.login = 'admin'")
    assert cr.rowcount == 1


@pytest.mark.parametrize("query", [
    "SELECT now() AT TIME ZONE 'Europe/Brussels'", "DO $$ BEGIN END $$",
    "CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql",
    "SELECT DISTINCT ON (id) * FROM res_partner", "SELECT unnest(ARRAY[1])",
])
def test_what_is_not_known_is_refused(cr, query):
    with pytest.raises(ProgrammingError):
        cr.execute(query)


def test_next_values_are_new_ids(cr):
    cr.execute("SELECT nextval('res_partner_id_seq'), nextval('res_partner_id_seq')")
    one, other = cr.fetchone()
    cr.execute("SELECT MAX(id) FROM res_partner")

    assert one != other and min(one, other) > cr.fetchone()[0]


def test_plain_statements_stay_as_they_are():
    query = "SELECT id FROM res_partner WHERE name = 'a :: b' AND x->>'y' = %s"

    assert rewrite(query) is query
