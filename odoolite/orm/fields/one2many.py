"""The one2many field: lines that point back."""
from __future__ import annotations

import logging
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ..commands import Command
from .x2many import Batch, X2many

if TYPE_CHECKING:
    from ..registry import Registry
    from ..types import Record

_logger = logging.getLogger("odoo.fields")


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
