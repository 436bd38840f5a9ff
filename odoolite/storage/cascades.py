"""Deleting rows while foreign keys are not enforced: what refers to them follows.

In a transaction of the mode "schema" SQLite checks no references, so their actions
(cascade, set null, restrict) are carried out here.
"""
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from .errors import ForeignKeyViolation

if TYPE_CHECKING:
    from .cursor import Cursor

CHUNK = 500


class Reference(NamedTuple):
    """A column that refers to another table."""

    table: str
    column: str
    action: str
    has_id: bool


References = dict[str, list[Reference]]


def read_references(cursor: Cursor) -> References:
    """Return who refers to each table."""
    rows = cursor.connection.execute(
        'SELECT m.name, f."from", f.on_delete, f."table", m.sql LIKE \'%WITHOUT ROWID%\''
        " FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
    ).fetchall()
    found: References = defaultdict(list)
    for table, column, action, target, relation in rows:
        found[target].append(Reference(table, column, action, not relation))
    return found


def delete_rows(
    cursor: Cursor, references: References, table: str, ids: Iterable[int],
    seen: set[tuple[str, int]] | None = None,
) -> None:
    """Delete rows of a table by id, and do what the references to them say."""
    seen = set() if seen is None else seen
    todo = [row_id for row_id in ids if (table, row_id) not in seen]
    seen.update((table, row_id) for row_id in todo)
    for start in range(0, len(todo), CHUNK):
        part = todo[start:start + CHUNK]
        for reference in references.get(table, ()):
            _follow(cursor, references, reference, part, seen)
        _run(cursor, f'DELETE FROM "{table}" WHERE id IN', part)


def _follow(
    cursor: Cursor, references: References, reference: Reference, ids: list[int],
    seen: set[tuple[str, int]],
) -> None:
    name, column = reference.table, reference.column
    if reference.action == "SET NULL":
        _run(cursor, f'UPDATE "{name}" SET "{column}" = NULL WHERE "{column}" IN', ids)
    elif not reference.has_id:
        if reference.action != "CASCADE" and _run(
            cursor, f'SELECT 1 FROM "{name}" WHERE "{column}" IN', ids
        ):
            raise ForeignKeyViolation(f"rows of {name} refer to rows that shall go", name)
        _run(cursor, f'DELETE FROM "{name}" WHERE "{column}" IN', ids)
    else:
        rows = _run(cursor, f'SELECT id FROM "{name}" WHERE "{column}" IN', ids)
        found = [row[0] for row in rows if (name, row[0]) not in seen]
        if found and reference.action != "CASCADE":
            raise ForeignKeyViolation(
                f"rows of {name} refer to rows of the table that shall go", name
            )
        if found:
            delete_rows(cursor, references, name, found, seen)


def name_blocker(cursor: Cursor, table: str, ids: list[int]) -> None:
    """Raise ForeignKeyViolation naming the table and column that hold on to rows.

    The rows may be held themselves, or others that go along with them.
    """
    references = read_references(cursor)
    going: dict[str, set[int]] = {}
    todo = [(table, set(ids))]
    while todo:
        name, found = todo.pop()
        fresh = found - going.setdefault(name, set())
        going[name] |= fresh
        todo.extend(
            (reference.table, _referring(cursor, reference, fresh))
            for reference in references.get(name, ())
            if fresh and reference.action == "CASCADE" and reference.has_id
        )
    for name, gone in going.items():
        for reference in references.get(name, ()):
            if reference.action in ("CASCADE", "SET NULL"):
                continue
            if _referring(cursor, reference, gone) - going.get(reference.table, set()):
                raise ForeignKeyViolation(
                    f"rows of {reference.table} refer to rows of {name} that shall go",
                    reference.table, reference.column,
                )


def _referring(cursor: Cursor, reference: Reference, ids: set[int]) -> set[int]:
    column = "id" if reference.has_id else "-1"
    query = f'SELECT {column} FROM "{reference.table}" WHERE "{reference.column}" IN'
    return {row[0] for row in _run(cursor, query, list(ids))}


def _run(cursor: Cursor, query: str, ids: list[int]) -> list[tuple[int]]:
    text = f"{query} (SELECT value FROM json_each(?))"
    return list(cursor.connection.execute(text, [json.dumps(ids)]).fetchall())
