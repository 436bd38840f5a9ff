"""Transactions: isolation, savepoints, stale snapshots, placeholders."""
from __future__ import annotations

import pytest

from odoolite.storage.databases import DatabaseStore
from odoolite.storage.errors import OperationalError, SerializationFailure, UniqueViolation


@pytest.fixture
def store():
    store = DatabaseStore()
    with store.create("a").cursor() as cr:
        cr.execute("CREATE TABLE t (id integer primary key, n text UNIQUE)")
        cr.execute("INSERT INTO t (n) VALUES (%s), (%s)", ["x", "y"])
    yield store
    store.close()


def rows(database):
    with database.cursor("read") as cr:
        cr.execute("SELECT n FROM t ORDER BY id")
        return [row[0] for row in cr.fetchall()]


def test_sequences_expand_to_lists(store):
    with store.open("a").cursor() as cr:
        cr.execute("SELECT n FROM t WHERE n IN %s AND n <> %s", [("x", "y"), "y"])
        assert cr.fetchall() == [("x",)]


def test_reader_does_not_see_or_wait_for_the_writer(store):
    database = store.open("a")
    with database.cursor("write") as writer:
        writer.execute("INSERT INTO t (n) VALUES ('z')")
        assert rows(database) == ["x", "y"]
    assert rows(database) == ["x", "y", "z"]


def test_write_after_a_stale_read_fails_to_serialize(store):
    database = store.open("a")
    with pytest.raises(SerializationFailure), database.cursor() as slow:
        slow.execute("SELECT * FROM t")
        slow.fetchall()
        with database.cursor() as fast:
            fast.execute("UPDATE t SET n = 'fast' WHERE id = 1")
        slow.execute("UPDATE t SET n = 'slow' WHERE id = 1")
    assert rows(database) == ["fast", "y"]


def test_failed_savepoint_undoes_only_itself(store):
    with store.open("a").cursor() as cr:
        cr.execute("INSERT INTO t (n) VALUES ('kept')")
        with pytest.raises(UniqueViolation), cr.savepoint():
            cr.execute("INSERT INTO t (n) VALUES ('lost')")
            cr.execute("INSERT INTO t (n) VALUES ('x')")
    assert rows(store.open("a")) == ["x", "y", "kept"]


def test_post_commit_functions_run_only_after_a_commit(store):
    done = []
    with store.open("a").cursor() as cr:
        cr.postcommit.add(lambda: done.append("committed"))
        assert done == []
    with pytest.raises(ZeroDivisionError), store.open("a").cursor() as cr:
        cr.postcommit.add(lambda: done.append("never"))
        raise ZeroDivisionError
    assert done == ["committed"]


def test_copy_is_independent(store):
    copy = store.copy("a", "b")
    with copy.cursor() as cr:
        cr.execute("DELETE FROM t")
    assert rows(store.open("a")) == ["x", "y"]
    assert store.list() == ["a", "b"]


def test_unknown_database_is_named(store):
    with pytest.raises(OperationalError, match='database "nope" does not exist'):
        store.open("nope")


def test_a_result_tells_its_rows_and_columns_as_psycopg2_does(store):
    with store.open("a").cursor() as cr:
        cr.execute("SELECT id, n AS name, count(*) OVER () FROM t ORDER BY id")
        assert [column.name for column in cr.description] == ["id", "name", "count"]
        assert (cr.rowcount, cr.statusmessage) == (2, "SELECT 2")
        assert cr.fetchone() == (1, "x", 2)
        assert (cr.rowcount, cr.fetchmany(5), cr.fetchall()) == (2, [(2, "y", 2)], [])
        cr.execute("SELECT n FROM t WHERE id > 9")
        assert (cr.rowcount, cr.fetchall()) == (0, [])
        cr.execute("INSERT INTO t (n) VALUES ('z') RETURNING id")
        assert (cr.rowcount, cr.statusmessage, cr.fetchall()) == (1, "INSERT 0 1", [(3,)])
        cr.execute("UPDATE t SET n = n || '!'")
        assert (cr.rowcount, cr.statusmessage, cr.description) == (3, "UPDATE 3", None)
        assert cr.connection.notices == []
        cr.execute("SELECT n FROM t ORDER BY id")
        assert cr.rowcount == 3
        assert list(cr) == [("x!",), ("y!",), ("z!",)]
