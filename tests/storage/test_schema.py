"""Tables made and altered within a transaction."""
from __future__ import annotations

import pytest

from odoolite.storage.databases import DatabaseStore
from odoolite.storage.errors import CheckViolation, NotNullViolation, UniqueViolation
from odoolite.storage.schema import ColumnSpec, ConstraintSpec, IndexSpec, TableSpec


@pytest.fixture
def database():
    store = DatabaseStore()
    yield store.create("a")
    store.close()


SPEC = TableSpec(
    "thing", [ColumnSpec("name", "varchar", True),
              ColumnSpec("up", "int4", False, "btree", ("thing", "set null"))],
    [ConstraintSpec("thing_name_uniq", "unique (name)"),
     ConstraintSpec("thing_name_check", "CHECK (length(name) < 9)")], [],
)


@pytest.fixture
def table(database):
    with database.cursor("schema") as cr:
        cr.schema.sync_table(SPEC)
    return database


@pytest.mark.parametrize(("value", "error"), [
    (None, NotNullViolation), ("a", UniqueViolation), ("far too long", CheckViolation),
])
def test_constraints_hold(table, value, error):
    with table.cursor() as cr:
        cr.execute("INSERT INTO thing (name) VALUES ('a')")
        with pytest.raises(error), cr.savepoint():
            cr.execute("INSERT INTO thing (name) VALUES (%s)", [value])


def test_rebuild_keeps_rows_and_references(table):
    with table.cursor() as cr:
        cr.execute("INSERT INTO thing (name) VALUES ('a')")
        cr.execute("INSERT INTO thing (name, up) VALUES ('b', 1)")
    wider = TableSpec("thing", [*SPEC.columns, ColumnSpec("n", "int4")],
                      [*SPEC.constraints, ConstraintSpec("thing_n", "CHECK (n > 0)")], [])
    with table.cursor("schema") as cr:
        cr.schema.sync_table(wider)

    with table.cursor() as cr:
        cr.execute("SELECT name, up, n FROM thing ORDER BY id")
        assert cr.fetchall() == [("a", None, None), ("b", 1, None)]
        with pytest.raises(CheckViolation), cr.savepoint():
            cr.execute("UPDATE thing SET n = -1")
        cr.execute("DELETE FROM thing WHERE name = 'a'")
        cr.execute("SELECT up FROM thing")
        assert cr.fetchall() == [(None,)]


def test_copies_keep_references_of_columns_that_came_later(table):
    later = [*SPEC.columns, ColumnSpec("owner", "int4", False, None, ("thing", "cascade")),
             ColumnSpec("other", "int4", False, "btree_not_null", ("thing", "set null"))]
    with table.cursor("schema") as cr:
        cr.schema.sync_table(TableSpec("thing", later, SPEC.constraints, []))
    with table.cursor("schema") as cr:
        cr.schema.add_check("thing", "thing_other", "other > 0")
    with table.cursor("schema") as cr:      # its index was copied, and goes with it
        cr.schema.drop_parts("thing", ["other"], ["thing_other"])
    with table.cursor() as cr:
        cr.execute("INSERT INTO thing (name) VALUES ('a')")
        cr.execute("INSERT INTO thing (name, owner) VALUES ('b', 1)")
        cr.execute("DELETE FROM thing WHERE name = 'a'")
        cr.execute("SELECT count(*) FROM thing")
        assert cr.fetchall() == [(0,)]


def test_failed_transaction_leaves_no_table(database):
    with pytest.raises(ZeroDivisionError), database.cursor("schema") as cr:
        cr.schema.sync_table(SPEC)
        raise ZeroDivisionError
    with database.cursor("schema") as cr:
        assert not cr.schema.table_exists("thing")


@pytest.fixture(params=["sqlite", pytest.param(
    "postgresql", marks=pytest.mark.xdist_group("postgres")
)])
def either(request):
    """A database of each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("database")
        return
    from odoolite.storage.postgres_databases import PostgresStore
    store = PostgresStore(request.getfixturevalue("postgres"))
    yield store.create("objects")
    store.drop("objects")
    store.close()


def test_changed_constraints_and_indexes_are_made_anew(either):
    columns = [ColumnSpec("name", "varchar"), ColumnSpec("size", "int4")]

    def sync(unique, check, index):
        with either.cursor("schema") as cr:
            cr.schema.sync_table(TableSpec("objects", columns, [
                ConstraintSpec("objects_one", f"UNIQUE ({unique})"),
                ConstraintSpec("objects_two", f"CHECK ({check})"),
            ], [IndexSpec("objects_by", f"({index})")]))

    def insert(name, size):
        with either.cursor() as cr:
            cr.execute("INSERT INTO objects (name, size) VALUES (%s, %s)", [name, size])

    sync("name", "size > 0", "size")
    insert("a", 1)
    with pytest.raises(UniqueViolation):
        insert("a", 2)

    sync("name, size", "size > 1 OR name = 'a'", "name")
    insert("a", 2)
    with pytest.raises(CheckViolation):
        insert("b", 1)

    # what rows break is left out, what was there before stays away
    sync("name", "size > 5", "name")
    insert("a", 3)
