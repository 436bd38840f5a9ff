"""Trees: the parent paths of a model and cycles in its links."""
from __future__ import annotations

from typing import Any

from ...exceptions import UserError
from ...tools.sql import SQL
from ..fields.base import Field
from .flushing import FlushMixin


class TreeMixin(FlushMixin):
    """Parent paths kept, cycles found."""

    _register = False

    def _set_parent_path(self) -> None:
        cr = self.env.cr
        self.env.registry.clear_cache("trees")
        parent = self._fields[self._parent_name]
        cache = parent.cache_for(self.env)
        field = self._fields["parent_path"]
        for record in self:
            parent_id = cache.get(record.id)
            prefix = ""
            if parent_id:
                cr.execute(
                    f'SELECT parent_path FROM "{self._table}" WHERE id = %s', [parent_id]
                )
                row = cr.fetchone()
                prefix = (row and row[0]) or ""
            path = f"{prefix}{record.id}/"
            cr.execute(f'UPDATE "{self._table}" SET parent_path = %s WHERE id = %s',
                       [path, record.id])
            field.cache_for(self.env)[record.id] = path

    def _move_parent_path(self) -> None:
        """Recompute the paths below records whose parent changed."""
        cr = self.env.cr
        table, parent = self._table, self._parent_name
        self.env.registry.clear_cache("trees")
        for record in self:
            cr.execute(f'SELECT parent_path FROM "{table}" WHERE id = %s', [record.id])
            row = cr.fetchone()
            old = (row and row[0]) or f"{record.id}/"
            cr.execute(
                f'SELECT p.id, p.parent_path FROM "{table}" n LEFT JOIN "{table}" p '
                f'ON p.id = n."{parent}" WHERE n.id = %s', [record.id],
            )
            above = cr.fetchone()
            prefix = (above and above[1]) or ""
            if prefix and (prefix.startswith(old)):
                raise UserError("Recursion Detected.")
            new = f"{prefix}{record.id}/"
            if new != old:
                cr.execute(
                    f'UPDATE "{table}" SET parent_path = %s || '
                    f'substr(parent_path, %s) WHERE parent_path LIKE %s',
                    [new, len(old) + 1, old + "%"],
                )
        self._fields["parent_path"].invalidate(self.env)

    def _has_cycle(self, field_name: str | None = None) -> bool:
        """Tell whether following the field from a record leads back to it."""
        name = field_name or self._parent_name
        field = self._fields[name]
        self.env.flush_all()
        seen_from = {i: {i} for i in self.ids}
        todo = {i: {i} for i in self.ids}
        while todo:
            ids = {j for js in todo.values() for j in js}
            links = self._links_of(field, ids)
            nxt: dict[Any, set[Any]] = {}
            for start, at in todo.items():
                reached = {k for j in at for k in links.get(j, ())}
                if start in reached:
                    return True
                fresh = reached - seen_from[start]
                if fresh:
                    seen_from[start] |= fresh
                    nxt[start] = fresh
            todo = nxt
        return False

    def _links_of(self, field: Field, ids: set[Any]) -> dict[Any, list[Any]]:
        cr = self.env.cr
        if field.type == "many2many":
            table, one, two = field.relation, field.column1, field.column2
        else:
            table, one, two = self._table, "id", field.name
        cr.execute(SQL(
            "SELECT %s, %s FROM %s WHERE %s AND %s IS NOT NULL",
            SQL.identifier(one), SQL.identifier(two), SQL.identifier(table),
            cr.dialect.in_list(SQL.identifier(one), list(ids)), SQL.identifier(two),
        ))
        links: dict[Any, list[Any]] = {}
        for left, right in cr.fetchall():
            links.setdefault(left, []).append(right)
        return links

    def _check_recursion(self, parent: str | None = None) -> bool:
        return not self._has_cycle(parent)
