"""Rows that hold on to others are named, with foreign keys enforced and without."""
from __future__ import annotations

import pytest

from odoolite.storage.databases import DatabaseStore
from odoolite.storage.errors import ForeignKeyViolation

TABLES = """
    CREATE TABLE top (id integer primary key);
    CREATE TABLE middle (id integer primary key, top_id integer
        REFERENCES top (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE);
    CREATE TABLE holder (id integer primary key, middle_id integer
        REFERENCES middle (id) ON DELETE NO ACTION);
    INSERT INTO top VALUES (1), (2);
    INSERT INTO middle VALUES (11, 1), (12, 2);
    INSERT INTO holder VALUES (111, 11);
"""


@pytest.fixture
def database():
    store = DatabaseStore()
    database = store.create("a")
    with database.cursor("write") as cr:
        for statement in TABLES.split(";"):
            if statement.strip():
                cr.execute(statement)
    yield database
    store.close()


@pytest.mark.parametrize("mode", ["write", "schema"])
def test_rows_that_are_held_through_others_stay(database, mode):
    with pytest.raises(ForeignKeyViolation) as caught, database.cursor(mode) as cr:
        cr.delete_rows("top", [1])
    assert "rows of holder refer to rows" in str(caught.value)
    if mode == "write":
        assert (caught.value.table, caught.value.column) == ("holder", "middle_id")


@pytest.mark.parametrize("mode", ["write", "schema"])
def test_rows_go_along_with_what_they_belong_to(database, mode):
    with database.cursor(mode) as cr:
        cr.delete_rows("top", [2])
    with database.cursor("read") as cr:
        cr.execute("SELECT id FROM middle")
        assert cr.fetchall() == [(11,)]
