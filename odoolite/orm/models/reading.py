"""Reading: rows to wire values, columns into the cache."""
from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ...exceptions import AccessError, MissingError
from ...tools.sql import SQL
from ..decorators import private
from ..fields.base import Field
from ..query import Query
from ..rule_sql import add_rules
from .defaults import DefaultsMixin

MAX_SELECT_LISTS = 256      # of a model


class ReadMixin(DefaultsMixin):
    """Records read, from the cache and from the table."""

    _register = False

    def read(
        self, fields: Collection[str] | None = None, load: Any = "_classic_read"
    ) -> list[dict[str, Any]]:
        """Return the field values of the records in wire form.

        Missing records are left out; ValueError on an unknown field.
        """
        names = self._readable_names(fields)
        return self._read_format(names, load)

    def _readable_names(self, fields: Collection[str] | None) -> list[str]:
        if not fields:
            self.browse().check_access("read")
            return [n for n, f in self._fields.items() if self._has_field_access(f, "read")]
        names = []
        for name in dict.fromkeys(fields):
            field = self._fields.get(name)
            if field is None:
                raise ValueError(f"Invalid field {name!r} on {self._name!r}")
            if field.groups:
                self._check_field_access(field, "read")
            names.append(name)
        self.browse().check_access("read")
        return names

    def _read_format(
        self, fnames: Collection[str], load: Any = "_classic_read"
    ) -> list[dict[str, Any]]:
        use_names = load == "_classic_read"
        fields = [self._fields[name] for name in fnames if name != "id"]
        if not fields:
            return [{"id": id_} for id_ in self._ids]
        if all(f.is_column and not f.company_dependent and f.type != "properties"
               for f in fields) \
                and self._ids and all(i.__class__ is int and i for i in self._ids):
            return self._read_rows(fields, use_names)
        return self._read_records(fields, use_names)

    def _read_rows(self, fields: list[Field], use_names: bool) -> list[dict[str, Any]]:
        """Go from rows to wire values without records; all fields are columns."""
        rows = self._select_rows(fields)
        names = ["id", *(f.name for f in fields)]
        found = {}
        converters: list[tuple[int, Any]] = []
        for index, field in enumerate(fields, 1):
            if field.type == "many2one":
                labels = self._many2one_labels(field, rows, index) if use_names else None
                converters.append((index, _many2one_to_wire(labels)))
            elif not field.wire_passthrough:
                converters.append((index, self._wire_converter(field)))
        skip = {index for index, _ in converters}
        plain = [i for i in range(1, len(names)) if i not in skip]
        for row in rows:
            values = list(row)
            for index in plain:
                if values[index] is None:
                    values[index] = False
            for index, convert in converters:
                values[index] = convert(values[index])
            found[row[0]] = dict(zip(names, values, strict=True))
        if len(found) == len(self._ids):
            return [found[id_] for id_ in self._ids]
        return [dict(found[id_]) for id_ in self._ids if id_ in found]

    def _wire_converter(self, field: Field) -> Any:
        """Return what turns a column's content into a value for clients."""
        if field.type == "binary" and field._context_value_is_size(self.env):
            return field.column_to_size
        return field.column_to_wire

    def _many2one_labels(self, field: Field, rows: list[Any], index: int) -> dict[Any, Any]:
        ids = {row[index] for row in rows}
        ids.discard(None)
        if not ids:
            return {}
        return self.env[field.comodel_name].sudo()._display_names(ids)  # type: ignore

    def _display_names(self, ids: Iterable[Any]) -> dict[Any, Any]:
        """Return id -> display name, False for records that are gone."""
        records = self.browse(ids)
        names: dict[Any, Any] = {}
        try:
            for record in records:
                names[record._ids[0]] = record.display_name
        except MissingError:
            for record in records:
                try:
                    names[record._ids[0]] = record.display_name
                except MissingError:
                    names[record._ids[0]] = None
        return names

    def _select_rows(self, fields: list[Field]) -> list[tuple[Any, ...]]:
        """Return rows (id, columns…) of the records the user may read."""
        env = self.env
        transaction = env.transaction
        # a compute method that reads by id without rules needs no flush, which would
        # set off the computation of fields that wait for its own result
        if transaction.has_pending() and not (env.su and transaction.computing):
            env.flush_for(self)
        query = self._records_query("read")
        env.cr.execute(query.select(self._select_list(fields, query)))
        rows = env.cr.fetchall()
        if not env.su and len(rows) < len(set(self._ids)):
            self._refuse_forbidden(rows)
        return rows

    def _select_list(self, fields: list[Field], query: Query) -> SQL:
        """Return the id and the columns of fields, made once where they stay the same."""
        lists = self._select_lists
        key = (self.env.lang, *fields)
        known: SQL | None = lists.get(key) if lists is not None else None
        if known is not None:
            return known
        table = query.table
        columns = SQL(", ").join([
            SQL.identifier(table, "id"),
            *(self._field_to_sql(table, field.name, query) for field in fields),
        ])
        if lists is not None and not any(field.company_dependent for field in fields):
            if len(lists) >= MAX_SELECT_LISTS:
                lists.clear()
            lists[key] = columns
        return columns

    def _records_query(self, operation: str) -> Query:
        """Return a query of the records that record rules let through."""
        query = Query(self.env, self._table, self._table_sql)
        if not self.env.su:
            add_rules(query, self, operation, active_test=False)
        column = SQL.identifier(query.table, "id")
        if len(self._ids) == 1:
            query.add_where(SQL("%s = %s", column, self._ids[0]))
        else:
            query.add_where(self.env.cr.dialect.in_list(column, list(self._ids)))
        return query

    def _refuse_forbidden(self, rows: Iterable[Any]) -> None:
        found = {row[0] for row in rows}
        lost = self.browse([i for i in self._ids if i not in found]).exists()
        if lost:
            raise self.env["ir.rule"]._make_access_error("read", lost)

    def _read_records(self, fields: list[Field], use_names: bool) -> list[dict[str, Any]]:
        """Read through the cache; for fields that are more than a column."""
        columns = [f for f in fields if f.is_column]
        records = self
        real = [i for i in self._ids if i]
        if real:
            if not columns:
                columns = [self._fields["id"]]
            existing = self.browse(real)._fetch_fields(columns)
            keep = set(existing)
            records = self.browse([i for i in self._ids if not i or i in keep])
        result = []
        prefetch = records._ids
        for record in records:
            record = record.with_prefetch(prefetch)
            vals: dict[str, Any] = {"id": record._ids[0]}
            try:
                for field in fields:
                    vals[field.name] = field.convert_to_read(
                        record[field.name], record, use_names
                    )
            except MissingError:
                if record._ids[0] and not record.exists():
                    continue
                raise
            result.append(vals)
        return result

    @private
    def fetch(self, field_names: Collection[str] | None = None) -> None:
        """Bring the given fields of the records into the cache."""
        names = self._readable_names(field_names) if field_names else [
            n for n, f in self._fields.items() if f.prefetch is True and f.is_column
        ]
        self._fetch_fields([self._fields[n] for n in names if self._fields[n].store])

    def _fetch_fields(self, fields: Iterable[Field]) -> list[int]:
        """Bring stored fields into the cache; return the ids that exist."""
        env = self.env
        ids = tuple(dict.fromkeys(i for i in self._ids if i))
        records = self.browse(ids)
        if not ids:
            return []
        columns = [f for f in fields if f.is_column and f.name != "id"]
        rows = records._select_rows(columns)
        found = [row[0] for row in rows]
        dirty = env.transaction.dirty
        for index, field in enumerate(columns, 1):
            cache = field.cache_for(env)
            convert = field.column_to_cache
            pending = dirty.get(field, ())
            for row in rows:
                if row[0] not in pending:
                    cache[row[0]] = convert(row[index])
        for field in fields:
            if not field.is_column and field.store and field.name != "id":
                field.read(self.browse(found))
        return found

    def _fetch_field(self, field: Field) -> None:
        """Fetch a field, with the model's other prefetched columns, for the mates."""
        env = self.env
        id_ = self._ids[0]
        cache = field.cache_for(env)
        ids = [i for i in self._prefetch_ids if i and i not in cache] or [id_]
        if id_ not in ids:
            ids.append(id_)
        if len(ids) > 1000:
            position = ids.index(id_)
            ids = ids[position:position + 1000]
        records = self.browse(ids)
        if not field.is_column:
            if env.transaction.has_pending():
                env.flush_for(self)
            try:
                field.read(records)
            except AccessError:         # of a mate, perhaps
                if len(ids) == 1:
                    raise
                field.read(self)
            return
        fields = [field]
        waiting = env.transaction.to_compute
        if field.prefetch is True and env.context.get("prefetch_fields", True):
            fields = [
                f for f in self._prefetched_fields
                if f not in waiting and (not f.groups or self._has_field_access(f, "read"))
            ]
            if field not in fields:
                fields.append(field)
        try:
            records._fetch_fields(fields)
        except AccessError:
            if len(ids) == 1:
                raise
            self.with_prefetch()._fetch_fields(fields)

    @private
    def exists(self) -> Any:
        """Return the records that are in the database."""
        new = [i for i in self._ids if not i]
        ids = [i for i in self._ids if i]
        if not ids or not self._auto and self._abstract:
            return self.browse(new)
        cr = self.env.cr
        cr.execute(SQL(
            "SELECT id FROM %s AS t WHERE %s", self._table_sql,
            cr.dialect.in_list(SQL.identifier("id"), ids),
        ))
        found = {row[0] for row in cr.fetchall()}
        if len(found) == len(set(ids)) and not new:
            return self
        return self.browse([i for i in self._ids if not i or i in found])


def _many2one_to_wire(labels: dict[Any, Any] | None) -> Any:
    if labels is None:
        return lambda raw: False if raw is None else raw

    def convert(raw: Any) -> Any:
        if raw is None:
            return False
        name = labels.get(raw)
        return False if name is None else (raw, name)
    return convert
