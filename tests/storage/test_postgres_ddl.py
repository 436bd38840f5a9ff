"""Changes of tables that addons write for PostgreSQL, made on SQLite."""
from __future__ import annotations

import pytest

from odoolite.storage.databases import DatabaseStore
from odoolite.storage.errors import (
    CheckViolation,
    NotNullViolation,
    ProgrammingError,
    UniqueViolation,
)
from odoolite.tools import sql


@pytest.fixture
def cr():
    store = DatabaseStore()
    with store.create("tables").cursor("schema") as cr:
        cr.execute("CREATE TABLE IF NOT EXISTS t (id SERIAL PRIMARY KEY, "
                   "name varchar(20), made timestamp DEFAULT now())")
        cr.execute("INSERT INTO t (name) VALUES ('1'), ('2')")
        yield cr
        cr.rollback()
    store.close()


def test_columns_come_and_go_where_they_are_there_or_not(cr):
    for _ in range(2):
        cr.execute("ALTER TABLE t ADD COLUMN IF NOT EXISTS a integer, ADD COLUMN "
                   "IF NOT EXISTS b numeric(10, 2) DEFAULT 0;")
    assert set(cr.schema.columns("t")) == {"id", "name", "made", "a", "b"}

    for _ in range(2):
        cr.execute("ALTER TABLE t DROP COLUMN IF EXISTS a CASCADE, DROP IF EXISTS b")
    assert set(cr.schema.columns("t")) == {"id", "name", "made"}

    with pytest.raises(ProgrammingError, match='column "a" of relation "t" does not exist'):
        cr.execute("ALTER TABLE t DROP COLUMN a")


def test_columns_change(cr):
    cr.execute("ALTER TABLE t ALTER COLUMN name TYPE integer USING name::integer * 2")
    cr.execute("SELECT name FROM t ORDER BY id")
    assert cr.fetchall() == [(2,), (4,)]

    cr.execute("ALTER TABLE t ALTER name SET DEFAULT 7, ALTER name SET NOT NULL")
    cr.execute("INSERT INTO t DEFAULT VALUES")
    cr.execute("SELECT name FROM t WHERE id = 3")
    assert cr.fetchone() == (7,)
    with pytest.raises(NotNullViolation), cr.savepoint():
        cr.execute("UPDATE t SET name = NULL")

    cr.execute("ALTER TABLE t ALTER COLUMN name DROP NOT NULL")
    cr.execute("UPDATE t SET name = NULL")
    with pytest.raises(NotNullViolation, match="contains null values"):
        sql.set_not_null(cr, "t", "name")


def test_constraints_come_and_go(cr):
    sql.add_constraint(cr, "t", "t_short", "CHECK (length(name) < 3)")
    cr.execute("ALTER TABLE t ADD CONSTRAINT t_once UNIQUE (name)")
    with pytest.raises(CheckViolation), cr.savepoint():
        cr.execute("INSERT INTO t (name) VALUES ('123')")
    with pytest.raises(UniqueViolation), cr.savepoint():
        cr.execute("INSERT INTO t (name) VALUES ('1')")

    sql.drop_constraint(cr, "t", "t_short")
    cr.execute("ALTER TABLE t DROP CONSTRAINT IF EXISTS t_once, "
               "DROP CONSTRAINT IF EXISTS never_there")
    cr.execute("INSERT INTO t (name) VALUES ('1'), ('123')")
    with pytest.raises(CheckViolation):
        sql.add_constraint(cr, "t", "t_short", "CHECK (length(name) < 3)")


def test_tables_views_and_indexes(cr):
    cr.execute("CREATE INDEX CONCURRENTLY t_name ON t USING btree (name)")
    cr.execute("CREATE OR REPLACE VIEW v AS (SELECT name FROM t WHERE name LIKE '1%')")
    cr.execute("CREATE OR REPLACE VIEW v AS (SELECT name FROM t)")
    cr.execute("SELECT count(*) FROM v")
    assert cr.fetchone() == (2,)
    cr.execute("DROP VIEW IF EXISTS v CASCADE")
    cr.execute("COMMENT ON TABLE t IS 'nothing'")
    cr.execute("ALTER TABLE IF EXISTS nowhere DROP COLUMN a")
    cr.execute("TRUNCATE TABLE t CASCADE")
    cr.execute("SELECT count(*) FROM t")
    assert cr.fetchone() == (0,)


def test_what_cannot_be_done_is_refused(cr):
    with pytest.raises(ProgrammingError, match="PostgreSQL is needed"):
        cr.execute("ALTER TABLE t DISABLE TRIGGER ALL")


def test_tables_change_while_addons_are_installed_only(odoo):
    with pytest.raises(ProgrammingError, match="while addons are installed"):
        odoo.env.cr.execute("ALTER TABLE res_partner ALTER COLUMN name SET NOT NULL")
    odoo.env.cr.execute("ALTER TABLE res_partner ADD COLUMN IF NOT EXISTS mine integer")
    odoo.env.cr.execute("ALTER TABLE res_partner DROP COLUMN mine")
    assert "mine" not in odoo.env.cr.schema.columns("res_partner")
