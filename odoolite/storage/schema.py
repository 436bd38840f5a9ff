"""Tables made and altered through alembic, inside the transaction of a cursor."""
from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import StaticPool

from .column_types import to_sqlalchemy
from .errors import CheckViolation

if TYPE_CHECKING:
    from .cursor import Cursor

_logger = logging.getLogger("odoo.schema")
UNIQUE = re.compile(r"\s*unique\s*\((.+)\)\s*$", re.I | re.S)
CHECK = re.compile(r"\s*check\s*\((.+)\)\s*$", re.I | re.S)
# these columns stand first in a row: SQLite reads a row from its start as far as a query
# needs, and conditions mostly ask flags and references
NARROW = frozenset(["bool", "int4"])


def delete_action(ondelete: str) -> str:
    """Return the SQL of what happens to a row when the one it refers to goes.

    A restriction holds at the end of the statement, as on PostgreSQL: both rows may go
    in one statement.
    """
    return "NO ACTION" if ondelete == "restrict" else ondelete.upper()


def check_text(table_sql: str, name: str) -> str | None:
    """Return what a named CHECK of a table says, without blanks; None without one."""
    start = re.search(rf'CONSTRAINT "?{re.escape(name)}"? CHECK \(', table_sql)
    if start is None:
        return None
    depth, end = 1, start.end()
    while depth and end < len(table_sql):
        depth += {"(": 1, ")": -1}.get(table_sql[end], 0)
        end += 1
    return _normal(table_sql[start.end():end - 1])


def _normal(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()


@dataclass(frozen=True)
class ColumnSpec:
    """A column: logical type, whether required, index kind, (table, ondelete)."""

    name: str
    type: str
    required: bool = False
    index: str | None = None
    references: tuple[str, str] | None = None


@dataclass(frozen=True)
class ConstraintSpec:
    """A named constraint: `UNIQUE (…)` or `CHECK (…)`."""

    name: str
    definition: str


@dataclass(frozen=True)
class IndexSpec:
    """A named index: `(columns) WHERE …`."""

    name: str
    definition: str
    unique: bool = False


@dataclass(frozen=True)
class TableSpec:
    """A table as a model wants it."""

    name: str
    columns: list[ColumnSpec]
    constraints: list[ConstraintSpec]
    indexes: list[IndexSpec]


class Schema:
    """The tables of one database, seen from one transaction."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self._engine = self._make_engine(cursor.connection)
        self._connection = self._engine.connect()
        context = MigrationContext.configure(self._connection)
        self.operations = Operations(context)

    def _make_engine(self, raw: Any) -> sa.Engine:
        return sa.create_engine(
            "sqlite+odoolite://", creator=lambda: _Borrowed(raw), poolclass=StaticPool
        )

    def _type(self, name: str) -> Any:
        return to_sqlalchemy(name)

    def _name(self, name: str) -> str:
        return name

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()
        self._engine.dispose()

    # ---- questions
    def table_exists(self, table: str) -> bool:
        """Tell whether there is such a table."""
        row = self.cursor.connection.execute(
            "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name = ?",
            [table],
        ).fetchone()
        return row is not None

    def columns(self, table: str) -> dict[str, tuple[str, bool]]:
        """Return column name -> (SQL type, whether required)."""
        rows = self.cursor.connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        return {row[1]: (row[2], bool(row[3])) for row in rows}

    def indexes(self) -> set[str]:
        """Return the names of all indexes."""
        rows = self.cursor.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index'"
        ).fetchall()
        return {row[0] for row in rows}

    # ---- ids
    def tables_with_ids(self) -> list[str]:
        """Return the tables whose ids are counted, sorted."""
        rows = self.cursor.connection.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY name"
        ).fetchall()
        return [row[0] for row in rows]

    def raise_next_id(self, table: str, last: int) -> None:
        """Let the next id of a table be above `last`."""
        execute = self.cursor.connection.execute
        done = execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?",
                       [last, table])
        if not done.rowcount:
            execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, last])

    # ---- tables
    def sync_table(self, spec: TableSpec) -> None:
        """Make the table, or bring it to what the specification says."""
        if not self.table_exists(spec.name):
            self._create(spec)
        else:
            self._alter(spec)
        self._sync_indexes(spec)

    def _create(self, spec: TableSpec) -> None:
        items: list[Any] = [
            sa.Column("id", sa.INTEGER, primary_key=True, autoincrement=True)
        ]
        items.extend(
            self._column(column, spec)
            for column in sorted(spec.columns, key=lambda c: c.type not in NARROW)
        )
        items.extend(self._checks(spec))
        self.operations.create_table(spec.name, *items, sqlite_autoincrement=True)

    def _column(self, column: ColumnSpec, spec: TableSpec) -> sa.Column[Any]:
        args: list[Any] = []
        if column.references:
            table, ondelete = column.references
            args.append(sa.ForeignKey(
                f"{table}.id", ondelete=delete_action(ondelete),
                name=self._name(f"{spec.name}_{column.name}_fkey"),
                link_to_name=True,
            ))
        return sa.Column(
            column.name, self._type(column.type), *args, nullable=not column.required
        )

    def _checks(self, spec: TableSpec) -> list[sa.CheckConstraint]:
        found = []
        for constraint in spec.constraints:
            if match := CHECK.match(constraint.definition):
                text = re.sub(r"\b(?:now\(\)|::\w+)", "", match.group(1))
                found.append(sa.CheckConstraint(sa.text(text), name=constraint.name))
        return found

    def _alter(self, spec: TableSpec) -> None:
        existing = self.columns(spec.name)
        new = [c for c in spec.columns if c.name not in existing]
        tighten = [
            c for c in spec.columns
            if c.name in existing and c.required and not existing[c.name][1]
            and not self._has_nulls(spec.name, c.name)
        ]
        loosen = [
            c for c in spec.columns
            if c.name in existing and not c.required and existing[c.name][1]
        ]
        known = self._table_sql(spec.name)
        checks = [
            c for c in self._checks(spec)
            if check_text(known, str(c.name)) != _normal(str(c.sqltext))
        ]
        for column in new:
            relaxed = ColumnSpec(
                column.name, column.type, False, column.index, column.references
            )
            self._add_column(spec, relaxed)
            if column.required and not self._has_nulls(spec.name, column.name):
                tighten.append(column)
        checks = [check for check in checks if self._is_kept(spec.name, check)]
        if tighten or loosen or checks:
            self._rebuild(spec, tighten, loosen, checks)

    def _add_column(self, spec: TableSpec, column: ColumnSpec) -> None:
        reference = ""
        if column.references:
            table, ondelete = column.references
            reference = f' REFERENCES "{table}" (id) ON DELETE {delete_action(ondelete)}'
        kind = self._type(column.type).compile(self._connection.dialect)
        self.operations.execute(
            f'ALTER TABLE "{spec.name}" ADD COLUMN "{column.name}" {kind}{reference}'
        )

    def _rebuild(
        self, spec: TableSpec, tighten: list[ColumnSpec], loosen: list[ColumnSpec],
        checks: list[sa.CheckConstraint],
    ) -> None:
        """Copy the table into one of the new form; references must not cascade."""
        known = self._table_sql(spec.name)
        with self._copying(spec.name) as batch:
            for column in tighten:
                batch.alter_column(column.name, nullable=False)
            for column in loosen:
                batch.alter_column(column.name, nullable=True)
            for check in checks:
                if check_text(known, str(check.name)) is not None:
                    batch.drop_constraint(str(check.name), type_="check")
                batch.create_check_constraint(str(check.name), check.sqltext)

    @contextmanager
    def _copying(self, table: str) -> Iterator[Any]:
        """Alter a table by copying it; indexes over expressions are made again."""
        lost = self._table_indexes(table, over_expressions=True)
        # views that show the table keep its name while it is away for a moment
        self.cursor.connection.execute("PRAGMA legacy_alter_table=ON")
        with self.operations.batch_alter_table(
            table, recreate="always", table_kwargs={"sqlite_autoincrement": True},
            reflect_kwargs={"resolve_fks": False},
        ) as batch:
            yield batch
        self.cursor.connection.execute("PRAGMA legacy_alter_table=OFF")
        for _name, text in lost:        # those over columns were copied by alembic
            self.cursor.connection.execute(text)

    def _table_indexes(
        self, table: str, over_expressions: bool = False
    ) -> list[tuple[str, str]]:
        """Return (name, SQL) of a table's indexes."""
        query = (
            "SELECT i.name, i.sql FROM sqlite_master i WHERE i.type = 'index'"
            " AND i.tbl_name = ? AND i.sql IS NOT NULL"
        )
        if over_expressions:
            query += (" AND EXISTS (SELECT 1 FROM pragma_index_info(i.name) c"
                      " WHERE c.name IS NULL)")
        return list(self.cursor.connection.execute(query, [table]).fetchall())

    def _table_sql(self, table: str) -> str:
        row = self.cursor.connection.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", [table]
        ).fetchone()
        return str(row[0]) if row else ""

    def _is_kept(self, table: str, check: sa.CheckConstraint) -> bool:
        """Tell whether all rows satisfy a condition; warn if not."""
        row = self.cursor.connection.execute(
            f'SELECT 1 FROM "{table}" WHERE NOT ({check.sqltext}) LIMIT 1'
        ).fetchone()
        if row:
            _logger.warning("Table %r: unable to add constraint %r as CHECK (%s)", table,
                            str(check.name), check.sqltext)
        return row is None

    def _has_nulls(self, table: str, column: str) -> bool:
        row = self.cursor.connection.execute(
            f'SELECT 1 FROM "{table}" WHERE "{column}" IS NULL LIMIT 1'
        ).fetchone()
        if row:
            _logger.warning("Missing not-null constraint on %s.%s", table, column)
        return row is not None

    def _sync_indexes(self, spec: TableSpec) -> None:
        """Make the indexes that lack, anew those that have changed."""
        known = self.index_texts(spec.name)
        everywhere = self.indexes()
        for index in self._wanted_indexes(spec):
            name = self._name(index.name)
            if name in known:
                if self._is_same(known[name], spec.name, index):
                    continue
                self.operations.execute(f'DROP INDEX "{name}"')
            elif name in everywhere:
                continue
            self._put_index(spec.name, index)

    def _wanted_indexes(self, spec: TableSpec) -> Iterator[IndexSpec]:
        for column in spec.columns:
            if column.index and column.type != "jsonb":
                where = (
                    f' WHERE "{column.name}" IS NOT NULL'
                    if column.index == "btree_not_null" else ""
                )
                yield IndexSpec(
                    f"{spec.name}__{column.name}_index", f'("{column.name}"){where}'
                )
        for constraint in spec.constraints:
            if match := UNIQUE.match(constraint.definition):
                yield IndexSpec(constraint.name, f"({match.group(1)})", True)
        yield from spec.indexes

    def index_texts(self, table: str) -> dict[str, str]:
        """Return name -> what was said when it was made, of a table's indexes."""
        return dict(self._table_indexes(table))

    def _is_same(self, known: str, table: str, index: IndexSpec) -> bool:
        return _plain(known) == _plain(self._index_sql(table, index))

    def _index_sql(self, table: str, index: IndexSpec) -> str:
        definition = re.sub(r"\busing\s+\w+\s*", "", index.definition, flags=re.I)
        definition = re.sub(r"\s+gin_trgm_ops|\s+text_pattern_ops", "", definition)
        unique = "UNIQUE " if index.unique else ""
        return f'CREATE {unique}INDEX "{self._name(index.name)}" ON "{table}" {definition}'

    def _put_index(self, table: str, index: IndexSpec) -> None:
        """Make an index; one that rows stand against is left out with a warning."""
        try:
            with self.cursor.savepoint(flush=False):
                self._create_index(table, index)
        except sa.exc.IntegrityError:
            kind = "UNIQUE " if index.unique else ""
            _logger.warning("Table %r: unable to add constraint %r as %s%s", table,
                            index.name, kind, index.definition)

    def _create_index(self, table: str, index: IndexSpec) -> None:
        self.operations.execute(self._index_sql(table, index))

    # ---- relations and removals
    def sync_relation(
        self, table: str, column1: str, table1: str, column2: str, table2: str,
        ondelete: str = "cascade",
    ) -> None:
        """Make the table of a many2many field."""
        if self.table_exists(table):
            return
        self.operations.create_table(
            table,
            sa.Column(column1, sa.INTEGER, sa.ForeignKey(
                f"{table1}.id", ondelete="CASCADE", link_to_name=True), nullable=False),
            sa.Column(column2, sa.INTEGER, sa.ForeignKey(
                f"{table2}.id", ondelete=delete_action(ondelete), link_to_name=True),
                nullable=False),
            sa.PrimaryKeyConstraint(column1, column2),
            sqlite_with_rowid=False,
        )
        self.operations.execute(
            f'CREATE INDEX "{self._name(f"{table}_{column2}_{column1}_idx")}" '
            f'ON "{table}" ("{column2}", "{column1}")'
        )

    def sync_references(self) -> None:
        """Make the foreign keys that could not be made with their tables."""

    def drop_table(self, table: str) -> None:
        """Delete a table, or a view of that name."""
        row = self.cursor.connection.execute(
            "SELECT type FROM sqlite_master WHERE name = ? AND type IN ('table', 'view')",
            [table],
        ).fetchone()
        if row and row[0] == "view":
            self.operations.execute(f'DROP VIEW "{table}"')
        elif row:
            self.operations.drop_table(table)

    def drop_parts(
        self, table: str, columns: Iterable[str], checks: Iterable[str] = ()
    ) -> None:
        """Delete columns with their indexes, and check constraints, in one go."""
        columns = list(columns)
        for column in columns:
            self._drop_indexes_of(table, column)
        with self._copying(table) as batch:
            for check in checks:
                batch.drop_constraint(check, type_="check")
            for column in columns:
                batch.drop_column(column)

    def alter_column(self, table: str, column: str, **changes: Any) -> None:
        """Change type, default or obligation of a column, in alembic's words."""
        if "server_default" in changes and changes["server_default"] is not None:
            changes["server_default"] = sa.text(changes["server_default"])
        with self._copying(table) as batch:
            batch.alter_column(column, **changes)

    def add_check(self, table: str, name: str, condition: str) -> None:
        """Add a condition that all rows hold to; CheckViolation where one does not."""
        row = self.cursor.connection.execute(
            f'SELECT 1 FROM "{table}" WHERE NOT ({condition}) LIMIT 1').fetchone()
        if row:
            raise CheckViolation(
                f'check constraint "{name}" of relation "{table}" is violated by some row',
                name)
        with self._copying(table) as batch:
            batch.create_check_constraint(name, sa.text(condition))

    def drop_check(self, table: str, name: str) -> bool:
        """Delete a condition; False when there is none of that name."""
        if check_text(self._table_sql(table), name) is None:
            return False
        self.drop_parts(table, (), [name])
        return True

    def drop_column(self, table: str, column: str) -> None:
        """Delete a column with its index."""
        self.drop_parts(table, [column])

    def _drop_indexes_of(self, table: str, column: str) -> None:
        for name, text in self._table_indexes(table):
            # the text of a copied index has no quotes
            if re.search(rf"\b{re.escape(column)}\b", text.partition(" ON ")[2]):
                self.operations.execute(f'DROP INDEX "{name}"')

    def rename_table(self, old: str, new: str) -> None:
        """Give a table another name."""
        self.operations.rename_table(old, new)

    def rename_column(self, table: str, old: str, new: str) -> None:
        """Give a column another name."""
        self.operations.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{old}" TO "{new}"')


def _plain(text: str) -> str:
    """Return SQL for a comparison: without quotes, blanks and capitals."""
    return re.sub(r'["\s]', "", text).lower()


class _Dialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's dialect, which also sees what references of columns say of deletion.

    It reads that of table constraints only; a copied table would lose the rest.
    """

    supports_statement_cache = True

    def get_foreign_keys(
        self, connection: Any, table_name: str, schema: str | None = None, **kw: Any
    ) -> Any:
        """Return the references of a table."""
        found = super().get_foreign_keys(  # type: ignore[no-untyped-call]
            connection, table_name, schema, **kw)
        rows = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table_name}")')
        actions = {row[3]: row[6] for row in rows}
        for reference in found:
            action = actions.get(reference["constrained_columns"][0], "NO ACTION")
            if action != "NO ACTION":
                reference["options"]["ondelete"] = action
        return found


registry.register("sqlite.odoolite", __name__, "_Dialect")


class _Borrowed:
    """A driver connection that SQLAlchemy may use but not begin, commit or close."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    @property
    def isolation_level(self) -> None:
        """Autocommit: the transaction is the cursor's."""
        return None

    @isolation_level.setter
    def isolation_level(self, value: Any) -> None:
        """The transaction is the cursor's."""

    def create_function(self, *args: Any, **kwargs: Any) -> None:
        """SQLAlchemy's own functions are not needed."""

    def commit(self) -> None:
        """The transaction is the cursor's."""

    def rollback(self) -> None:
        """The transaction is the cursor's."""

    def close(self) -> None:
        """The connection is the database's."""
