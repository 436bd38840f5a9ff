"""The cache on its way out: computing, flushing, forgetting."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from ...tools.sql import SQL
from .. import triggers
from ..decorators import private
from ..fields.base import Field
from .reading import ReadMixin


class FlushMixin(ReadMixin):
    """Pending values computed, written and forgotten."""

    _register = False

    def _flush(self, names: Collection[str] | None = None) -> None:
        """Write the pending changes of this model to the database."""
        transaction = self.env.transaction
        rows: dict[Any, dict[Field, None]] = {}
        for field in [f for f in transaction.dirty if f.model_name == self._name]:
            for id_ in transaction.dirty.pop(field):
                rows.setdefault(id_, {})[field] = None
        if not rows:
            return
        if type(self)._write_multi is not FlushMixin._write_multi:
            self.browse(rows)._write_multi([
                {field.name: field.cache_for(self.env)[id_] for field in changed}
                for id_, changed in rows.items()
            ])
            return
        self._write_rows(rows)

    def _write_multi(self, vals_list: list[dict[str, Any]]) -> None:
        """Update the rows of the records, which get their values from the cache.

        Called with the cache's values where an addon overrides it.
        """
        fields = self._fields
        for id_, vals in zip(self._ids, vals_list, strict=True):
            for name, value in vals.items():
                # the override may have made the cache forget
                fields[name].cache_for(self.env).setdefault(id_, value)
        self._write_rows({
            id_: {fields[name]: None for name in vals}
            for id_, vals in zip(self._ids, vals_list, strict=True)
        })

    def _write_rows(self, rows: dict[Any, dict[Field, None]]) -> None:
        groups: defaultdict[tuple[Field, ...], list[Any]] = defaultdict(list)
        for id_, changed in rows.items():
            groups[tuple(changed)].append(id_)
        for fields, ids in groups.items():
            self._update_rows(fields, ids)

    def _update_rows(self, fields: tuple[Field, ...], ids: list[Any]) -> None:
        cr = self.env.cr
        sets, getters = [], []
        for field in fields:
            sql, get = field.update_expression(self)
            sets.append(f'"{field.name}" = {sql}')
            getters.append(get)
        rows = [[p for get in getters for p in get(id_)] for id_ in ids]
        head = f'UPDATE "{self._table}" SET {", ".join(sets)} WHERE '
        if len(rows) > 1 and all(row == rows[0] for row in rows):
            where = cr.dialect.in_list(SQL.identifier("id"), ids)
            cr.execute(SQL(head.replace("%", "%%").replace("%%s", "%s") + "%s",
                           *rows[0], where))
            return
        query = head + '"id" = %s'
        if len(rows) == 1:
            cr.execute(query, [*rows[0], ids[0]])
        else:
            cr.executemany(query, [[*row, id_] for row, id_ in zip(rows, ids, strict=True)])

    @private
    def flush_model(self, fnames: Collection[str] | None = None) -> None:
        """Compute and write the pending changes of the model."""
        transaction = self.env.transaction
        for field in [f for f in transaction.to_compute if f.model_name == self._name]:
            if fnames is None or field.name in fnames:
                self._recompute_field(field)
        if any(f.model_name == self._name for f in transaction.dirty):
            self._flush()

    @private
    def flush_recordset(self, fnames: Collection[str] | None = None) -> None:
        """Compute and write the pending changes of the records."""
        self.flush_model(fnames)

    def _recompute_model(self, fnames: Collection[str] | None = None) -> None:
        for field in list(self.env.transaction.to_compute):
            if field.model_name == self._name and (not fnames or field.name in fnames):
                self._recompute_field(field)

    _recompute_recordset = _recompute_model

    def _compute_field_value(self, field: Field) -> None:
        """Run the compute method of a field (hook: addons watch values change)."""
        field._run_compute(self)

    def _recompute_field(self, field: Field) -> None:
        env = self.env
        pending = env.transaction.to_compute.get(field)
        if not pending:
            return
        ids = tuple(pending)
        records = self.browse(ids)
        if not field.recursive:
            field.recompute(records)
        else:
            for record in records:
                if record._ids[0] in env.transaction.to_compute.get(field, ()):
                    field.recompute(record)
        env.remove_to_compute(field, records)

    @private
    def invalidate_model(
        self, fnames: Collection[str] | None = None, flush: bool = True
    ) -> None:
        """Forget the cached values of the model."""
        self._invalidate(None, fnames, flush)

    @private
    def invalidate_recordset(
        self, fnames: Collection[str] | None = None, flush: bool = True
    ) -> None:
        """Forget the cached values of the records."""
        self._invalidate(self._ids, fnames, flush)

    def _invalidate_cache(
        self, fnames: Collection[str] | None = None, ids: Collection[Any] | None = None
    ) -> None:
        """Forget cached values, of all records of the model without ids."""
        self._invalidate(ids, fnames, flush=False)

    def _invalidate(self, ids: Any, fnames: Any, flush: bool) -> None:
        if flush:
            self.env.flush_all()
        for name in fnames if fnames is not None else self._fields:
            field = self._fields[name]
            field.invalidate(self.env, ids)
            for inverse in self.env.registry.field_inverses.get(field, ()):
                if inverse.type in ("one2many", "many2many"):
                    inverse.invalidate(self.env)

    @private
    def modified(
        self, fnames: Iterable[str], create: bool = False, before: bool = False
    ) -> None:
        """Mark or forget what is computed from the given fields."""
        triggers.mark_modified(self, fnames, before=before, create=create)
