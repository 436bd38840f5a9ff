"""Tables on PostgreSQL, made and altered through alembic."""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from .schema import ColumnSpec, IndexSpec, Schema, TableSpec, delete_action

MAX_NAME = 63
TYPES: dict[str, str] = {
    "bool": "boolean", "int4": "integer", "int8": "bigint",
    "float8": "double precision", "numeric": "numeric", "varchar": "varchar",
    "text": "text", "date": "date", "timestamp": "timestamp", "jsonb": "jsonb",
    "bytea": "bytea",
}


class PostgresSchema(Schema):
    """The tables of one database, seen from one transaction."""

    def _make_engine(self, raw: Any) -> sa.Engine:
        return sa.create_engine(
            "postgresql+psycopg://", creator=lambda: _Borrowed(raw),
            poolclass=StaticPool, use_native_hstore=False,
        )

    def _ask(self, query: str, *params: Any) -> list[Any]:
        self.cursor.execute(query, params or ())
        return self.cursor.fetchall()

    # ---- questions
    def table_exists(self, table: str) -> bool:
        """Tell whether there is such a table or view."""
        return bool(self._ask(
            "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relname = %s AND c.relkind IN ('r', 'v') "
            "AND n.nspname = current_schema()", table,
        ))

    def columns(self, table: str) -> dict[str, tuple[str, bool]]:
        """Return column name -> (SQL type, whether required)."""
        rows = self._ask(
            "SELECT column_name, udt_name, is_nullable = 'NO' "
            "FROM information_schema.columns "
            "WHERE table_name = %s AND table_schema = current_schema()", table,
        )
        return {name: (kind, required) for name, kind, required in rows}

    def indexes(self) -> set[str]:
        """Return the names of all indexes."""
        rows = self._ask(
            "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
        )
        return {row[0] for row in rows}

    # ---- ids
    def tables_with_ids(self) -> list[str]:
        """Return the tables whose ids are counted, sorted."""
        return [row[0] for row in self._ask(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'id' "
            "AND table_schema = current_schema() AND column_default LIKE 'nextval%%' "
            "ORDER BY table_name"
        )]

    def raise_next_id(self, table: str, last: int) -> None:
        """Let the next id of a table be above `last`."""
        self._ask(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), "
            f'GREATEST(%s, (SELECT COALESCE(max(id), 0) FROM "{table}")))',
            f'"{table}"', last,
        )

    def _check_comment(self, table: str, name: str) -> str | None:
        """Return what a constraint was made of, '' if unknown; None if it lacks."""
        rows = self._ask(
            "SELECT COALESCE(obj_description(oid), '') FROM pg_constraint "
            "WHERE conname = %s AND conrelid = %s::regclass", name[:MAX_NAME], f'"{table}"',
        )
        return rows[0][0] if rows else None

    def _is_kept(self, table: str, check: sa.CheckConstraint) -> bool:
        condition = str(check.sqltext).replace("%", "%%")
        return not self._ask(f'SELECT 1 FROM "{table}" WHERE NOT ({condition}) LIMIT 1')

    # ---- tables
    def __init__(self, cursor: Any) -> None:
        super().__init__(cursor)
        self._waiting: list[tuple[str, str, str, str]] = []

    def _column(self, column: ColumnSpec, spec: TableSpec) -> sa.Column[Any]:
        self._note_reference(spec, column)
        return sa.Column(column.name, self._type(column.type), nullable=not column.required)

    def _add_column(self, spec: TableSpec, column: ColumnSpec) -> None:
        self._note_reference(spec, column)
        kind = TYPES[column.type]
        self.operations.execute(
            f'ALTER TABLE "{spec.name}" ADD COLUMN "{column.name}" {kind}'
        )

    def _note_reference(self, spec: TableSpec, column: ColumnSpec) -> None:
        """A server wants the table that is referred to: perhaps it comes later."""
        if column.references:
            table, ondelete = column.references
            self._waiting.append((spec.name, column.name, table, delete_action(ondelete)))

    def sync_references(self) -> None:
        """Make the foreign keys of the columns made so far."""
        waiting, self._waiting = self._waiting, []
        for table, column, target, action in waiting:
            self.operations.execute(
                f'ALTER TABLE "{table}" ADD CONSTRAINT '
                f'"{self._name(f"{table}_{column}_fkey")}" FOREIGN KEY ("{column}") '
                f'REFERENCES "{target}" (id) ON DELETE {action}'
            )

    def _type(self, name: str) -> Any:
        return _Named(TYPES[name])

    def _alter(self, spec: TableSpec) -> None:
        existing = self.columns(spec.name)
        for column in spec.columns:
            if column.name not in existing:
                self._add_column(spec, ColumnSpec(
                    column.name, column.type, False, column.index, column.references
                ))
            required = existing.get(column.name, ("", False))[1]
            if column.required and not required \
                    and not self._has_nulls(spec.name, column.name):
                self.operations.alter_column(spec.name, column.name, nullable=False)
            elif required and not column.required:
                self.operations.alter_column(spec.name, column.name, nullable=True)
        for check in self._checks(spec):
            name, text = str(check.name), str(check.sqltext)
            known = self._check_comment(spec.name, name)
            if known is not None and known not in ("", text):
                self.operations.drop_constraint(name, spec.name, type_="check")
            if (known is None or known not in ("", text)) \
                    and self._is_kept(spec.name, check):
                self.operations.create_check_constraint(name, spec.name, check.sqltext)
                self._comment_check(spec.name, check)

    def _create(self, spec: TableSpec) -> None:
        super()._create(spec)
        for check in self._checks(spec):
            self._comment_check(spec.name, check)

    def _comment_check(self, table: str, check: sa.CheckConstraint) -> None:
        """Note what a constraint was made of: the server says it in its own words."""
        comment = str(check.sqltext).replace("'", "''").replace(":", r"\:")
        self.operations.execute(sa.text(
            f'COMMENT ON CONSTRAINT "{check.name}" ON "{table}" IS \'{comment}\''
        ))

    def _has_nulls(self, table: str, column: str) -> bool:
        return bool(self._ask(f'SELECT 1 FROM "{table}" WHERE "{column}" IS NULL LIMIT 1'))

    def _name(self, name: str) -> str:
        """Return the name of an index, short enough for the server."""
        if len(name) <= MAX_NAME:
            return name
        return f"{name[:54]}_{hashlib.sha1(name.encode()).hexdigest()[:8]}"

    def index_texts(self, table: str) -> dict[str, str]:
        """Return name -> the comment that tells how an index was made."""
        return dict(self._ask(
            "SELECT i.relname, COALESCE(obj_description(i.oid), '') FROM pg_index x "
            "JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid "
            "JOIN pg_namespace n ON n.oid = t.relnamespace "
            "WHERE t.relname = %s AND n.nspname = current_schema()", table,
        ))

    def _is_same(self, known: str, table: str, index: IndexSpec) -> bool:
        return known in ("", self._comment(index))

    def _comment(self, index: IndexSpec) -> str:
        return f"{'UNIQUE ' if index.unique else ''}{index.definition}"

    def _create_index(self, table: str, index: IndexSpec) -> None:
        unique = "UNIQUE " if index.unique else ""
        text = index.definition.replace(" gin_trgm_ops", "")
        if "using gin" in text.lower():
            return          # trigram indexes need an extension
        name = self._name(index.name)
        self.operations.execute(sa.text(
            f'CREATE {unique}INDEX "{name}" ON "{table}" ' + text.replace(":", r"\:")
        ))
        comment = self._comment(index).replace("'", "''").replace(":", r"\:")
        self.operations.execute(sa.text(f"COMMENT ON INDEX \"{name}\" IS '{comment}'"))

    # ---- removals
    def drop_table(self, table: str) -> None:
        """Delete a table, or a view of that name."""
        rows = self._ask("SELECT relkind FROM pg_class WHERE relname = %s", table)
        kind = rows[0][0] if rows else None
        if kind in ("v", b"v"):
            self.operations.execute(f'DROP VIEW "{table}" CASCADE')
        elif kind:
            self.operations.execute(f'DROP TABLE "{table}" CASCADE')

    def drop_parts(
        self, table: str, columns: Iterable[str], checks: Iterable[str] = ()
    ) -> None:
        """Delete columns with their indexes, and check constraints."""
        for check in checks:
            self.operations.drop_constraint(check, table, type_="check")
        for column in columns:
            self.operations.execute(
                f'ALTER TABLE "{table}" DROP COLUMN IF EXISTS "{column}" CASCADE'
            )


class _Named(sa.types.UserDefinedType[Any]):
    """A type by its name."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_kwargs: Any) -> str:
        """Return the name."""
        return self.name


class _Borrowed:
    """A driver connection that SQLAlchemy may use but not commit or close."""

    def __init__(self, connection: Any) -> None:
        object.__setattr__(self, "_connection", connection)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def commit(self) -> None:
        """The transaction is the cursor's."""

    def rollback(self) -> None:
        """The transaction is the cursor's."""

    def close(self) -> None:
        """The connection is the database's."""
