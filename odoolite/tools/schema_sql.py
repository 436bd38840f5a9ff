"""Questions about tables, and changes to them, that addons ask of a cursor."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

NAME = re.compile(r"[a-z_][a-z0-9_$]*$", re.I)
MAX_NAME = 63


def existing_tables(cr: Any, names: Iterable[str]) -> list[str]:
    """Return those of the names that are tables or views."""
    return [name for name in names if table_kind(cr, name)]


def table_exists(cr: Any, name: str) -> bool:
    """Tell whether there is such a table or view."""
    return table_kind(cr, name) is not None


def table_kind(cr: Any, name: str) -> str | None:
    """Return 'r' for a table, 'v' for a view, None for neither."""
    if cr.dialect.name == "sqlite":
        cr.execute(
            "SELECT type FROM sqlite_master WHERE name = %s "
            "AND type IN ('table', 'view')", [name],
        )
    else:
        cr.execute(
            "SELECT lower(table_type) FROM information_schema.tables "
            "WHERE table_name = %s AND table_schema = current_schema", [name],
        )
    row = cr.fetchone()
    return None if row is None else "v" if row[0] == "view" else "r"


def table_columns(cr: Any, name: str) -> dict[str, dict[str, Any]]:
    """Return the columns of a table with type and whether they may be empty."""
    if cr.dialect.name == "sqlite":
        cr.execute("SELECT name, type, \"notnull\" FROM pragma_table_info(%s)", [name])
    else:
        cr.execute(
            "SELECT column_name, udt_name, is_nullable = 'NO' "
            "FROM information_schema.columns "
            "WHERE table_name = %s AND table_schema = current_schema", [name],
        )
    return {
        row[0]: {
            "column_name": row[0], "udt_name": row[1].lower(),
            "character_maximum_length": None, "is_nullable": "NO" if row[2] else "YES",
        }
        for row in cr.fetchall()
    }


def column_exists(cr: Any, table: str, column: str) -> bool:
    """Tell whether a table has a column."""
    return column in table_columns(cr, table)


def create_column(
    cr: Any, table: str, column: str, type_: str, comment: str | None = None
) -> None:
    """Add a column."""
    cr.execute(f'ALTER TABLE "{table}" ADD COLUMN "{column}" {type_}')


def rename_column(cr: Any, table: str, old: str, new: str) -> None:
    """Give a column another name."""
    cr.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{old}" TO "{new}"')


def convert_column(cr: Any, table: str, column: str, type_: str) -> None:
    """Give a column another type; its values are cast."""
    cr.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {type_} '
               f'USING "{column}"::{type_}')


def set_not_null(cr: Any, table: str, column: str) -> None:
    """Forbid a column to be empty; NotNullViolation when it is."""
    cr.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET NOT NULL')


def drop_not_null(cr: Any, table: str, column: str) -> None:
    """Allow a column to be empty."""
    cr.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" DROP NOT NULL')


def add_constraint(cr: Any, table: str, name: str, definition: str) -> None:
    """Add a constraint: `CHECK (…)` or `UNIQUE (…)`."""
    cr.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')


def drop_constraint(cr: Any, table: str, name: str) -> None:
    """Delete a constraint."""
    cr.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')


def index_exists(cr: Any, name: str) -> bool:
    """Tell whether there is such an index."""
    if cr.dialect.name == "sqlite":
        cr.execute("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = %s", [name])
    else:
        cr.execute("SELECT 1 FROM pg_indexes WHERE indexname = %s", [name])
    return cr.fetchone() is not None


def create_index(
    cr: Any, name: str, table: str, expressions: Iterable[str], method: str = "btree",
    where: str = "", comment: str | None = None, unique: bool = False,
) -> None:
    """Make an index unless it is there."""
    if not index_exists(cr, name):
        kind = "UNIQUE INDEX" if unique else "INDEX"
        tail = f" WHERE {where}" if where else ""
        cr.execute(f'CREATE {kind} "{name}" ON "{table}" ({", ".join(expressions)}){tail}')


def create_unique_index(
    cr: Any, name: str, table: str, expressions: Iterable[str]
) -> None:
    """Make a unique index unless it is there."""
    create_index(cr, name, table, expressions, unique=True)


def drop_index(cr: Any, name: str, table: str = "") -> None:
    """Delete an index."""
    cr.execute(f'DROP INDEX IF EXISTS "{name}"')


def drop_view_if_exists(cr: Any, name: str) -> None:
    """Delete a view, or the table of that name, if there is one."""
    kind = table_kind(cr, name)
    if kind:
        cr.execute(f'DROP {"VIEW" if kind == "v" else "TABLE"} "{name}"')


def escape_psql(text: str) -> str:
    """Write a text so that LIKE takes it as it is."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def make_identifier(name: str) -> str:
    """Return a name that databases take: a long one is cut and marked."""
    if len(name) <= MAX_NAME:
        return name
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[:MAX_NAME - 9]}_{mark}"


def make_index_name(table: str, column: str) -> str:
    """Return the name of the index of a column."""
    return make_identifier(f"{table}__{column}_index")


def reverse_order(order: str) -> str:
    """Turn an ORDER BY around."""
    items = []
    for item in order.split(","):
        words = item.lower().split()
        items.append(f"{words[0]} {'asc' if words[1:] == ['desc'] else 'desc'}")
    return ", ".join(items)


def increment_fields_skiplock(records: Any, *fields: str) -> bool:
    """Add one to fields of records, past the ORM."""
    if not records:
        return False
    changes = ", ".join(f'"{name}" = COALESCE("{name}", 0) + 1' for name in fields)
    records.env.cr.execute(
        f'UPDATE "{records._table}" SET {changes} WHERE id IN %s', [tuple(records.ids)]
    )
    return True
