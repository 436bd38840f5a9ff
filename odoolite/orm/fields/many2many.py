"""The many2many field: links in a table of their own."""
from __future__ import annotations

import logging
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ...tools.sql import SQL
from ..commands import Command
from .x2many import Batch, X2many

if TYPE_CHECKING:
    from ..registry import Registry
    from ..types import Record

_logger = logging.getLogger("odoo.fields")


class Many2many(X2many):
    """Links through a relation table."""

    type = "many2many"

    def __init__(
        self, comodel_name: Any = None, relation: Any = None, column1: Any = None,
        column2: Any = None, string: Any = None, **kwargs: Any,
    ) -> None:
        for key, value in (("relation", relation), ("column1", column1),
                           ("column2", column2), ("string", string)):
            if value is not None:
                kwargs[key] = value
        super().__init__(comodel_name, **kwargs)

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        super()._setup_attrs(model, name, attrs)
        for key in ("relation", "column1", "column2"):
            attrs.setdefault(key, None)
        attrs["_explicit"] = attrs["relation"] is not None

    def setup_nonrelated(self, model: Record) -> None:
        """Name the relation table and its columns."""
        registry = model.env.registry
        if self.comodel_name not in registry.models:
            _logger.warning("Field %s with unknown comodel_name %r", self,
                            self.comodel_name)
            self.comodel_name = "_unknown"
        if not self.store:
            self.relation = self.column1 = self.column2 = None
            return
        self.ondelete = self.ondelete or "cascade"
        comodel = registry.models[self.comodel_name]
        if not self.relation:
            tables = sorted([type(model)._table, comodel._table])
            if tables[0] == tables[1]:
                raise TypeError(
                    f"{self}: Implicit/canonical naming of many2many relationship table "
                    "is not possible when source and destination models are the same"
                )
            self.relation = "{}_{}_rel".format(*tables)
        self.column1 = self.column1 or f"{type(model)._table}_id"
        self.column2 = self.column2 or f"{comodel._table}_id"

    def setup_inverses(self, registry: Registry) -> None:
        """Tie the field to the fields that use the relation the other way round."""
        if not self.relation or registry.models[self.model_name]._abstract:
            return
        for other in registry.models[self.comodel_name]._fields.values():
            if (other.type == "many2many" and other.store
                    and other.relation == self.relation
                    and other.column1 == self.column2
                    and other.comodel_name == self.model_name):
                registry.field_inverses.setdefault(self, []).append(other)
                registry.field_inverses.setdefault(other, []).append(self)

    def read(self, records: Record) -> None:
        """Bring the linked records, in the comodel's order, into the cache."""
        comodel = self.comodel(records).with_context(active_test=False)
        ids = [i for i in records._ids if i]
        if self.bypass_search_access:
            comodel = comodel.sudo()
        query = comodel._search(self.get_domain(records), order=comodel._order)
        rel = SQL.identifier("rel__")
        query.add_join(
            "JOIN", "rel__", SQL.identifier(self.relation),
            SQL("%s = %s", SQL.identifier("rel__", self.column2),
                SQL.identifier(query.table, "id")),
        )
        column = SQL.identifier("rel__", self.column1)
        query.add_where(records.env.cr.dialect.in_list(column, ids))
        cr = records.env.cr
        cr.execute(query.select(column, SQL.identifier("rel__", self.column2)))
        groups: defaultdict[Any, list[Any]] = defaultdict(list)
        for left, right in cr.fetchall():
            groups[left].append(right)
        cache = self.cache_for(records.env)
        for id_ in ids:
            cache[id_] = tuple(dict.fromkeys(groups[id_]))
        _ = rel

    def write_real(self, batch: Batch, create: bool) -> None:
        """Work out the links after all commands, then insert and delete the rest."""
        records = batch[0][0]
        env = records.env
        comodel = self.comodel(records)
        if not records.env.su:
            comodel.check_access("read")
        if create and not any(_links(command) for _, commands in batch
                              for command in commands):
            return              # new records have no links already
        ids = [i for recs, _commands in batch for i in recs._ids]
        old: dict[Any, set[Any]] = {i: set() for i in ids}
        if not create:
            env.cr.execute(SQL(
                "SELECT %s, %s FROM %s WHERE %s", SQL.identifier(self.column1),
                SQL.identifier(self.column2), SQL.identifier(self.relation),
                env.cr.dialect.in_list(SQL.identifier(self.column1), ids),
            ))
            for left, right in env.cr.fetchall():
                old[left].add(right)
        new = {i: dict.fromkeys(links) for i, links in old.items()}
        for recs, commands in batch:
            for command in commands:
                self._apply(recs, comodel, command, new)
        self._store_links(env, old, new)
        changed = [i for i in ids if old[i] != set(new[i])]
        self.invalidate(env, ids)
        touched = {j for i in changed for j in old[i] ^ set(new[i])}
        for inverse in env.registry.field_inverses.get(self, ()):
            inverse.invalidate(env, touched)
            if touched:
                env[self.comodel_name].browse(touched).modified([inverse.name])

    def _apply(
        self, records: Any, comodel: Any, command: Any, new: dict[Any, dict[Any, None]]
    ) -> None:
        code = command[0]
        links = [new[i] for i in records._ids]
        if code == Command.CREATE:
            for link in links:
                link[comodel.create(command[2] or {}).id] = None
        elif code == Command.UPDATE:
            comodel.browse(command[1]).write(command[2])
        elif code == Command.DELETE:
            comodel.browse(command[1]).unlink()
            for link in new.values():
                link.pop(command[1], None)
        elif code == Command.UNLINK:
            for link in links:
                link.pop(command[1], None)
        elif code == Command.LINK:
            for link in links:
                link[command[1]] = None
        elif code in (Command.CLEAR, Command.SET):
            wanted = list(command[2] or ()) if code == Command.SET else []
            for link in links:
                link.clear()
                link.update(dict.fromkeys(wanted))

    def _store_links(
        self, env: Any, old: dict[Any, set[Any]], new: dict[Any, dict[Any, None]]
    ) -> None:
        added = [(i, j) for i, links in new.items() for j in links if j not in old[i]]
        gone = [(i, j) for i, links in old.items() for j in links if j not in new[i]]
        table = SQL.identifier(self.relation).code
        one, two = SQL.identifier(self.column1).code, SQL.identifier(self.column2).code
        if added:
            env.cr.executemany(
                f"INSERT INTO {table} ({one}, {two}) VALUES (%s, %s) "
                "ON CONFLICT DO NOTHING", added,
            )
        if gone:
            env.cr.executemany(
                f"DELETE FROM {table} WHERE {one} = %s AND {two} = %s", gone
            )


def _links(command: Any) -> bool:
    """Tell whether a command does anything to a record without links."""
    code = command[0]
    return code != Command.CLEAR and not (code == Command.SET and not command[2])
