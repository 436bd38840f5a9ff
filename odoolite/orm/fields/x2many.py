"""The one2many and many2many fields and their commands."""
from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...tools.sql import SQL
from ..commands import Command
from ..identifiers import NewId
from .base import Field

if TYPE_CHECKING:
    from ..registry import Registry
    from ..types import Record

Batch = list[tuple[Any, list[Any]]]

_logger = logging.getLogger("odoo.fields")


class X2many(Field):
    """What one2many and many2many share."""

    relational = True
    write_sequence = 20

    def __init__(self, comodel_name: Any = None, *args: Any, **kwargs: Any) -> None:
        if comodel_name is not None:
            kwargs["comodel_name"] = comodel_name
        super().__init__(**kwargs)

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("bypass_search_access", attrs.pop("auto_join", False))
        attrs.setdefault("check_company", False)
        attrs.setdefault("prefetch", False)

    def null(self, record: Any) -> Any:
        """No records."""
        return ()

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept a recordset, ids, or commands applied to the current value."""
        if value is None or value is False:
            return ()
        if hasattr(value, "_ids"):
            if validate and value._name != self.comodel_name:
                raise ValueError(f"Wrong value for {self}: {value}")
            ids = value._ids
            if record is not None and record._ids and not any(record._ids):
                ids = tuple(i if not i else NewId(i) for i in ids)
            return tuple(ids)
        if isinstance(value, (list, tuple)):
            return self._ids_after(value, record)
        raise ValueError(f"Wrong value for {self}: {value}")

    def _ids_after(self, commands: Any, record: Any) -> tuple[Any, ...]:
        """Return the ids after applying commands (or a plain id list)."""
        comodel = record.env[self.comodel_name]
        is_new = bool(record._ids) and not any(record._ids)
        ids: dict[Any, None] = {}
        if record._ids and commands and isinstance(commands[0], (list, tuple)) \
                and len(record._ids) == 1:
            current = self.cache_for(record.env).get(record._ids[0])
            if current is None:
                current = record[self.name]._ids if (is_new and not self.compute) else ()
            ids = dict.fromkeys(current)
        wrap: Any = (lambda i: NewId(i) if i and isinstance(i, int) else i) if is_new \
            else (lambda i: i)
        for command in commands:
            if isinstance(command, dict):       # the values of a new one
                ids[comodel.new(command).id] = None
                continue
            if not isinstance(command, (list, tuple)):
                ids[wrap(command)] = None
                continue
            code = command[0]
            if code == Command.CREATE:
                ids[comodel.new(command[2], ref=command[1]).id] = None
            elif code == Command.UPDATE:
                line = comodel.browse((wrap(command[1]),))
                if is_new:
                    line._set_new_values(command[2])
                ids[line._ids[0]] = None
            elif code in (Command.DELETE, Command.UNLINK):
                ids.pop(wrap(command[1]), None)
            elif code == Command.LINK:
                ids[wrap(command[1])] = None
            elif code == Command.CLEAR:
                ids = {}
            elif code == Command.SET:
                ids = dict.fromkeys(wrap(i) for i in command[2])
        return tuple(ids)

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Give a recordset, without archived records unless the context asks for them."""
        env = record.env
        model = env.registry.models[self.comodel_name]
        if not value:
            return model(env, (), ())
        mates = record._prefetch_ids
        single = hasattr(mates, "__len__") and len(mates) <= 1
        prefetch = value if single else PrefetchX2many(record, self)
        records = model(env, tuple(value), prefetch)
        if model._active_name and env.context.get(
            "active_test", self.context.get("active_test", True)
            if isinstance(self.context, dict) else True
        ):
            active = model._active_name
            records = records.filtered(lambda r: r.sudo()[active]).with_prefetch(prefetch)
        return records

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Give the list of ids."""
        return list(value._ids)

    def convert_to_write(self, value: Any, record: Any) -> Any:
        """Give commands that bring the value about."""
        if isinstance(value, (list, tuple)):
            return value
        if not value:
            return [Command.clear()]
        ids = []
        commands: list[Any] = []
        for line in value:
            if line.id:
                ids.append(line.id)
            elif line._origin:
                ids.append(line._origin.id)
            else:
                fields = line._fields
                cached = {
                    name: field for name, field in fields.items()
                    if name != "id" and line._ids[0] in field.cache_for(line.env)
                    and not (field.compute and not field.store)
                    and name != self.inverse_name
                }
                commands.append(Command.create(line._convert_to_write(
                    {name: line[name] for name in cached}
                )))
        return [Command.set(ids), *commands]

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give the display names, separated by commas."""
        return ",".join(value.mapped("display_name")) if value else ""

    def convert_to_display_name(self, value: Any, record: Any) -> Any:
        """There is none."""
        raise NotImplementedError

    def _process_related(self, value: Any, env: Any) -> Any:
        return value.with_env(env) if hasattr(value, "with_env") else value

    # ---- writing
    def create(self, record_values: list[tuple[Record, Any]]) -> None:
        """Apply the commands given at creation."""
        self.write_batch(record_values, create=True)

    def write(self, records: Record, value: Any) -> None:
        """Apply commands to all records."""
        self.write_batch([(records, value)])

    def write_batch(self, pairs: list[tuple[Any, Any]], create: bool = False) -> None:
        """Normalise the values into commands and apply them."""
        batch: Batch = []
        for records, value in pairs:
            if self.is_computed_stored:
                records.env.remove_to_compute(self, records)
            batch.append((records, self._to_commands(value)))
        if not batch:
            return
        records = batch[0][0]
        if not self.store or not any(records._ids):
            self._write_new(batch)
        else:
            self.write_real(batch, create)

    def _to_commands(self, value: Any) -> list[Any]:
        if value is False or value is None:
            return [Command.clear()]
        if hasattr(value, "_ids"):
            if value._name != self.comodel_name:
                raise ValueError(f"Wrong value for {self}: {value}")
            return [Command.set(value._ids)]
        if isinstance(value, tuple):
            value = list(value)
        if isinstance(value, list):
            if any(isinstance(c, dict) for c in value):
                value = [Command.create(c) if isinstance(c, dict) else c if isinstance(
                    c, (list, tuple)) else Command.link(c) for c in value]
            if value and not all(isinstance(c, (list, tuple)) for c in value):
                if any(isinstance(c, str) for c in value):
                    raise ValueError(f"Wrong value for {self}: {value}")
                return [Command.set(value)]
            return [
                tuple(c) + ((0,) if len(c) < 3 else ()) for c in value if c
            ]
        raise ValueError(f"Wrong value for {self}: {value}")

    def _write_new(self, batch: Batch) -> None:
        """Apply commands in the cache only (new records, fields without storage)."""
        for records, commands in batch:
            cache = self.cache_for(records.env)
            for record in records:
                cache[record._ids[0]] = self._ids_after(commands, record)

    def write_real(self, batch: Batch, create: bool) -> None:
        """Apply commands in the database."""
        raise NotImplementedError

    def comodel(self, records: Record, **context: Any) -> Any:
        """Return the comodel in the field's context."""
        own = self.context if isinstance(self.context, dict) else {}
        return records.env[self.comodel_name].with_context(**{**own, **context})

    def get_domain(self, records: Record) -> Any:
        """Return the field's domain as a list (client-side strings mean none)."""
        domain = self.domain
        if callable(domain):
            domain = domain(records.env[self.model_name])
        return [] if isinstance(domain, str) else list(domain or [])


class One2many(X2many):
    """The records of the comodel whose many2one points back."""

    type = "one2many"

    def __init__(
        self, comodel_name: Any = None, inverse_name: Any = None, string: Any = None,
        **kwargs: Any,
    ) -> None:
        if inverse_name is not None:
            kwargs["inverse_name"] = inverse_name
        if string is not None:
            kwargs["string"] = string
        super().__init__(comodel_name, **kwargs)

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        super()._setup_attrs(model, name, attrs)
        attrs.setdefault("copy", False)

    def setup_nonrelated(self, model: Record) -> None:
        """Check that the inverse exists."""
        registry = model.env.registry
        if self.comodel_name not in registry.models:
            _logger.warning("Field %s with unknown comodel_name %r", self,
                            self.comodel_name)
            self.comodel_name = "_unknown"
            self.inverse_name = None
        if self.inverse_name and self.inverse_name not in registry.models[
            self.comodel_name
        ]._fields:
            raise KeyError(
                f"{self!r} declares inverse_name={self.inverse_name!r} which is no "
                f"field of {self.comodel_name!r}"
            )

    def setup_inverses(self, registry: Registry) -> None:
        """Tie the field to its many2one."""
        if self.inverse_name and self.store and not self.related:
            inverse = registry.models[self.comodel_name]._fields[self.inverse_name]
            if inverse.type == "many2one_reference" or (
                inverse.type == "many2one" and inverse.comodel_name == self.model_name
            ):
                registry.field_inverses.setdefault(inverse, []).append(self)
            registry.field_inverses.setdefault(self, []).append(inverse)

    def read(self, records: Record) -> None:
        """Bring the lines of all records into the cache."""
        context: dict[str, Any] = {"active_test": False}
        comodel = self.comodel(records).with_context(**context)
        ids = [i for i in records._ids if i]
        inverse = comodel._fields[self.inverse_name]
        domain = [*self.get_domain(records), (self.inverse_name, "in", ids)]
        lines = comodel.search(domain) if not self.bypass_search_access else \
            comodel.sudo().search(domain).with_env(comodel.env)
        groups: defaultdict[Any, list[Any]] = defaultdict(list)
        if inverse.is_column:
            inverse_cache = inverse.cache_for(lines.env)
            if any(i not in inverse_cache for i in lines._ids):
                lines.sudo()._fetch_fields([inverse])
            for line_id in lines._ids:
                groups[inverse_cache.get(line_id)].append(line_id)
        else:
            for line in lines.sudo():
                value = line[self.inverse_name]
                groups[value if isinstance(value, int) else value.id].append(line.id)
        cache = self.cache_for(records.env)
        for id_ in ids:
            cache[id_] = tuple(groups[id_])

    def write_real(self, batch: Batch, create: bool) -> None:
        """Create, change, delete, link and unlink lines, in the order given."""
        comodel = self.comodel(batch[0][0])
        inverse = self.inverse_name
        to_create: list[dict[str, Any]] = []
        for records, commands in batch:
            for command in commands:
                code = command[0]
                if code == Command.CREATE:
                    to_create.extend(
                        {**(command[2] or {}), **self._back_link(record)}
                        for record in records
                    )
                    continue
                if to_create:
                    comodel.create(to_create)
                    to_create = []
                self._apply(records, comodel, command, create)
        if to_create:
            comodel.create(to_create)
        if not create:
            for records, _commands in batch:
                self.invalidate(records.env, records._ids)
        _ = inverse

    def _back_link(self, record: Any) -> dict[str, Any]:
        field = record.env.registry.models[self.comodel_name]._fields[self.inverse_name]
        values = {self.inverse_name: record.id}
        if field.type == "many2one_reference":
            values[field.model_field] = record._name
        return values

    def _apply(self, records: Any, comodel: Any, command: Any, create: bool) -> None:
        code = command[0]
        if code == Command.UPDATE:
            comodel.browse(command[1]).write(command[2])
        elif code == Command.DELETE:
            comodel.browse(command[1]).unlink()
        elif code == Command.UNLINK:
            self._unlink_lines(comodel.browse(command[1]))
        elif code == Command.LINK:
            comodel.browse(command[1]).write(self._back_link(records[-1:]))
        elif code in (Command.CLEAR, Command.SET):
            keep = list(command[2] or ()) if code == Command.SET else []
            if not create:
                lines = comodel.with_context(active_test=False).search([
                    *self.get_domain(records),
                    (self.inverse_name, "in", list(records._ids)),
                    ("id", "not in", keep),
                ])
                self._unlink_lines(lines.with_env(comodel.env))
            if keep:
                comodel.browse(keep).write(self._back_link(records[-1:]))

    def _unlink_lines(self, lines: Any) -> None:
        inverse = lines._fields[self.inverse_name]
        if getattr(inverse, "ondelete", None) == "cascade":
            lines.unlink()
        else:
            lines.write({self.inverse_name: False})


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


class PrefetchX2many:
    """The ids that an x2many gives for all records to prefetch; worked out when used."""

    __slots__ = ("field", "record")

    def __init__(self, record: Any, field: Field) -> None:
        self.record = record
        self.field = field

    def __iter__(self) -> Iterator[Any]:
        cache = self.field.cache_for(self.record.env)
        ids: dict[Any, None] = {}
        for id_ in self.record._prefetch_ids:
            ids.update(dict.fromkeys(cache.get(id_, ())))
        return iter(ids)
