"""A SELECT being put together: joins, conditions, order, limit."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..tools.sql import SQL

if TYPE_CHECKING:
    from .environments import Environment


class Query:
    """A query on a table under an alias; iterating it gives ids."""

    __slots__ = (
        "_ids", "_joins", "_tables", "_where", "env", "groupby", "grouper", "having",
        "limit", "offset", "order", "table",
    )

    def __init__(self, env: Environment, alias: str, table: SQL | None = None) -> None:
        self.env = env
        self.table = alias
        self._tables: dict[str, SQL] = {alias: table or SQL.identifier(alias)}
        self._joins: dict[str, tuple[str, SQL, SQL]] = {}
        self._where: list[SQL] = []
        self.order: SQL | None = None
        self.grouper: Any = None        # who groups by the query, while asked for keys
        self.groupby: SQL | None = None
        self.having: SQL | None = None
        self.limit: int | None = None
        self.offset: int | None = None
        self._ids: tuple[int, ...] | None = None

    def make_alias(self, alias: str, link: str) -> str:
        """Return the alias of what `link` joins to `alias`."""
        name = f"{alias}__{link}"
        return name if len(name) < 60 else f"{name[:50]}_{abs(hash(name)) % 10**8:08d}"

    def add_join(self, kind: str, alias: str, table: SQL, condition: SQL) -> None:
        """Join a table under an alias, once."""
        if alias not in self._joins:
            self._joins[alias] = (kind, table, condition)

    def _join_column(
        self, kind: str, lhs: str, lhs_column: str, table: str, column: str, link: str
    ) -> str:
        alias = self.make_alias(lhs, link)
        self.add_join(kind, alias, SQL.identifier(table), SQL(
            "%s = %s", SQL.identifier(lhs, lhs_column), SQL.identifier(alias, column)
        ))
        return alias

    def left_join(
        self, lhs_alias: str, lhs_column: str, rhs_table: str, rhs_column: str, link: str
    ) -> str:
        """LEFT JOIN a table on a column; return its alias."""
        return self._join_column(
            "LEFT JOIN", lhs_alias, lhs_column, rhs_table, rhs_column, link
        )

    def join(
        self, lhs_alias: str, lhs_column: str, rhs_table: str, rhs_column: str, link: str
    ) -> str:
        """JOIN a table on a column; return its alias."""
        return self._join_column(
            "JOIN", lhs_alias, lhs_column, rhs_table, rhs_column, link
        )

    def add_where(self, where: Any, where_params: Any = ()) -> None:
        """Add a condition."""
        self._where.append(SQL(where, *where_params))

    @property
    def where_clause(self) -> SQL:
        """The conditions."""
        return SQL(" AND ").join(self._where)

    @property
    def from_clause(self) -> SQL:
        """The table and its joins."""
        table = self._tables[self.table]
        name = SQL.identifier(self.table)
        parts = [table if table == name else SQL("%s AS %s", table, name)]
        for alias, (kind, joined, condition) in self._joins.items():
            parts.append(SQL(
                f"{kind} %s AS %s ON (%s)", joined, SQL.identifier(alias), condition
            ))
        return SQL(" ").join(parts) if len(parts) > 1 else parts[0]

    def select(self, *args: Any) -> SQL:
        """Return the SELECT of the given columns (the id by default)."""
        columns = [SQL(a) for a in args] or [SQL.identifier(self.table, "id")]
        parts = [SQL("SELECT %s FROM %s", SQL(", ").join(columns), self.from_clause)]
        if self._where:
            parts.append(SQL("WHERE %s", self.where_clause))
        if self.groupby:
            parts.append(SQL("GROUP BY %s", self.groupby))
        if self.having:
            parts.append(SQL("HAVING %s", self.having))
        if self.order:
            parts.append(SQL("ORDER BY %s", self.order))
        if self.limit is not None:
            parts.append(SQL("LIMIT %s", self.limit))
        elif self.offset and self.env.cr.dialect.name == "sqlite":
            parts.append(SQL("LIMIT -1"))       # it knows no OFFSET alone
        if self.offset:
            parts.append(SQL("OFFSET %s", self.offset))
        return SQL(" ").join(parts) if len(parts) > 1 else parts[0]

    def subselect(self, *args: Any) -> SQL:
        """Return the SELECT in parentheses, for use inside another statement."""
        if self._ids is not None and not args:
            return self.env.cr.dialect.id_list(self._ids)
        order = self.order
        if self.limit is None and not self.offset:
            self.order = None
        try:
            return SQL("(%s)", self.select(*args))
        finally:
            self.order = order

    def get_result_ids(self) -> tuple[int, ...]:
        """Return the ids, running the query once."""
        if self._ids is None:
            self.env.cr.execute(self.select())
            self._ids = tuple(row[0] for row in self.env.cr.fetchall())
        return self._ids

    def set_result_ids(self, ids: Any, ordered: bool = True) -> None:
        """Make the query one of the given ids."""
        self._ids = tuple(ids)
        self._where.append(self.env.cr.dialect.in_list(
            SQL.identifier(self.table, "id"), self._ids
        ))

    def is_empty(self) -> bool:
        """Tell whether it is known without asking that nothing is found."""
        return self._ids == () or any(w.code == "FALSE" for w in self._where)

    def __iter__(self) -> Iterator[int]:
        return iter(self.get_result_ids())

    def __len__(self) -> int:
        if self._ids is None:
            if self.limit is not None or self.offset:
                self.env.cr.execute(
                    SQL("SELECT COUNT(*) FROM (%s) t", self.select(SQL("1")))
                )
            else:
                self.env.cr.execute(self.select(SQL("COUNT(*)")))
            return int(self.env.cr.fetchone()[0])
        return len(self._ids)

    def __bool__(self) -> bool:
        return bool(self.get_result_ids())

    def __contains__(self, item: object) -> bool:
        return item in self.get_result_ids()
