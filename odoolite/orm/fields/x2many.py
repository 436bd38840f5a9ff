"""What one2many and many2many fields share: values, commands."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..commands import Command
from ..identifiers import NewId
from .base import Field

if TYPE_CHECKING:
    from ..types import Record

Batch = list[tuple[Any, list[Any]]]


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
