"""Second rung: create, read, write, unlink, copy, defaults, the cache behind them."""
from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ...exceptions import MissingError, UserError
from ...tools.frozendict import frozendict
from ...tools.sql import SQL
from .. import access, triggers
from ..decorators import model, model_create_multi, private
from ..fields.base import Field
from .recordset import RecordsetMixin

_logger = logging.getLogger("odoo.models")
_unlink = logging.getLogger("odoo.models.unlink")

LOG_ACCESS = ("create_uid", "create_date", "write_uid", "write_date")
INSERT_BATCH = 200


class CrudMixin(RecordsetMixin):
    """Records created, read, written and deleted."""

    _register = False

    # ---- access
    @model
    def check_access_rights(
        self, operation: str, raise_exception: bool = True
    ) -> bool | None:
        """Check the access rights of the model (kept for older clients).

        Nothing is returned where an error would be raised (scenario
        orm_fields.defaults_and_metadata).
        """
        if raise_exception:
            self.browse().check_access(operation)
            return None
        return bool(self.browse().has_access(operation))

    def check_access_rule(self, operation: str) -> None:
        """Check the record rules (kept for older clients)."""
        self.check_access(operation)

    @model
    def check_field_access_rights(
        self, operation: str, field_names: list[str] | None
    ) -> list[str]:
        """Check the fields' groups and return the accessible field names."""
        if self.env.su:
            return field_names or list(self._fields)
        if not field_names:
            return [n for n, f in self._fields.items() if f.is_accessible(self.env)]
        for name in field_names:
            field = self._fields.get(name)
            if field is not None and field.groups:
                self._check_field_access(field, operation)
        return field_names

    def _has_field_access(self, field: Field, operation: str) -> bool:
        if self.env.su or not field.groups:
            return True
        if field.groups == ".":
            return False
        return bool(self.env.user.has_groups(field.groups))

    def _check_field_access(self, field: Field, operation: str) -> None:
        if not self._has_field_access(field, operation):
            raise access.field_access_error(self, field, operation)

    @private
    def check_access(self, operation: str) -> None:
        """Raise AccessError unless the user may do `operation` on all records."""
        if self.env.su:
            return
        refusal = self._check_access(operation)
        if refusal:
            raise refusal[1]()

    def has_access(self, operation: str) -> bool:
        """Tell whether the user may do `operation` on all records."""
        return self.env.su or not self._check_access(operation)

    def _check_access(self, operation: str) -> Any:
        return access.find_refusal(self, operation)

    def _filtered_access(self, operation: str) -> Any:
        if self.env.su:
            return self
        refusal = self._check_access(operation)
        return self - refusal[0] if refusal else self

    # ---- defaults
    @model
    def default_get(self, fields: Collection[str]) -> dict[str, Any]:
        """Return default values of the given fields (context, user, field)."""
        defaults: dict[str, Any] = {}
        parents: defaultdict[str, list[str]] = defaultdict(list)
        context = self.env.context
        stored = self.env["ir.default"]._get_model_defaults(self._name) \
            if "ir.default" in self.env.registry.models else {}
        given = {key[8:] for key in context if key.startswith("default_")}
        for name in fields:
            field = self._fields.get(name)
            if name in given:
                value = defaults[name] = context[f"default_{name}"]
                if field is not None and field.type == "selection" \
                        and value not in field.get_values(self.env):
                    defaults[name] = False
                continue
            if field is None:
                continue
            if not field.company_dependent and name in stored:
                defaults[name] = stored[name]
                continue
            if field.default is not None:
                defaults[name] = field.default(self)
                continue
            if field.company_dependent and name in stored:
                continue
            if field.inherited:
                parents[field.related_field.model_name].append(field.related_field.name)
        defaults = self._convert_to_write(defaults)
        for parent, names in parents.items():
            defaults.update(self.env[parent].default_get(names))
        return defaults

    def _convert_to_write(self, values: Mapping[str, Any]) -> dict[str, Any]:
        fields = self._fields
        result = {}
        for name, value in values.items():
            field = fields.get(name)
            if field is not None:
                result[name] = field.convert_to_write(
                    field.convert_to_record(
                        field.convert_to_cache(value, self, validate=False), self
                    ), self,
                ) if not isinstance(value, list) else value
        return result

    def _add_missing_default_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values completed with defaults."""
        given = set(values)
        avoid: set[str] = set()
        for parent, link in self._inherits.items():
            if link in given and values[link]:
                avoid.update(
                    n for n, f in self._fields.items()
                    if f.inherited and f.related_field.model_name == parent
                )
        # an override may have values for any field
        plain = getattr(type(self), "default_get", None) is CrudMixin.default_get
        names = self._default_names() if plain else list(self._fields)
        missing = [n for n in names if n not in given and n not in avoid]
        if not missing:
            return dict(values)
        defaults = self.default_get(missing)
        for name, value in defaults.items():
            field = self._fields[name]
            if field.type in ("many2many", "one2many") and value \
                    and isinstance(value, (list, tuple)) and isinstance(value[0], int):
                defaults[name] = [(6, 0, list(value))]
        defaults.update(values)
        return defaults

    def _default_names(self) -> list[str]:
        """Return the fields that may have a default now."""
        context = self.env.context
        names = self._names_with_default
        extra = [
            key[8:] for key in context if key.startswith("default_")
            and key[8:] in self._fields
        ]
        stored = self.env["ir.default"]._get_model_defaults(self._name) \
            if "ir.default" in self.env.registry.models else {}
        if not extra and not stored:
            return list(names)
        return list(dict.fromkeys([*names, *extra, *stored]))

    # ---- create
    @model_create_multi
    def create(self, vals_list: list[dict[str, Any]]) -> Any:
        """Create records; ValueError on an unknown field.

        Odoo: over RPC a dict gives one id, a list gives a list of ids.
        """
        if not vals_list:
            return self.browse()
        self = self.browse()
        self.check_access("create")
        datas: list[dict[str, Any]] = []
        inverses: dict[Field, None] = {}
        for vals in vals_list:
            given = self._checked_values(vals)
            if not self.env.su:
                self._check_given(given)
            data = self._classify(self._add_missing_default_values(given), inverses)
            datas.append(data)
        self._precompute(datas)
        self._create_parents(datas)
        records = self._create(datas)
        pairs = [(data["protected"], data["record"]) for data in datas]
        with self.env.protecting(pairs):
            self._run_inverses(datas, inverses)
        names = dict.fromkeys(n for data in datas for n in data["vals"])
        if inverses:
            records._validate_fields(names, [f.name for f in inverses])
        if self._check_company_auto:
            records._check_company()
        if not self.env.su:
            records.check_access("create")
        return records

    def _wire_converter(self, field: Field) -> Any:
        """Return what turns a column's content into a value for clients."""
        if field.type == "binary" and field._context_value_is_size(self.env):
            return field.column_to_size
        return field.column_to_wire

    def _check_given(self, vals: Mapping[str, Any]) -> None:
        """Check the right to write the fields that a caller gives; defaults need none."""
        for name in vals:
            field = self._fields[name]
            if field.groups:
                self._check_field_access(field, "write")

    def _checked_values(self, vals: Any) -> dict[str, Any]:
        if not isinstance(vals, Mapping):
            raise ValueError(f"dictionary update sequence expected, got {vals!r}")
        fields = self._fields
        for name in vals:
            if name not in fields:
                raise ValueError(f"Invalid field {name!r} in {self._name!r}")
        drop = {"id", "parent_path"}
        if self._log_access and not self.env.context.get("import_log_access"):
            drop.update(LOG_ACCESS)
        return {name: value for name, value in vals.items() if name not in drop}

    def _classify(
        self, vals: dict[str, Any], inverses: dict[Field, None]
    ) -> dict[str, Any]:
        """Sort values by what becomes of them."""
        stored: dict[str, Any] = {}
        inversed: dict[str, Any] = {}
        inherited: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        protected: dict[Field, None] = {}
        fields = self._fields
        computed = self.env.registry.field_computed
        for name, value in vals.items():
            field = fields[name]
            if field.store:
                stored[name] = value
            if field.inherited:
                inherited[field.related_field.model_name][name] = value
            elif field.inverse and not field.store or field.inverse and field.compute:
                inversed[name] = value
                inverses[field] = None
            if field.compute and not field.readonly:
                protected.update(dict.fromkeys(computed.get(field, [field])))
        return {"vals": vals, "stored": stored,
                "inversed": inversed, "inherited": inherited, "protected": protected,
                "record": None}

    def _precompute(self, datas: list[dict[str, Any]]) -> None:
        """Compute before the insert the fields that ask for it."""
        fields = self._precompute_fields
        if not fields:
            return
        for data in datas:
            missing = [f for f in fields if f.name not in data["vals"]]
            if not missing:
                continue
            record = self.new(data["vals"])
            for field in missing:
                value = field.convert_to_write(record[field.name], self)
                if field.type in ("one2many", "many2many") and value == [(5, 0, 0)]:
                    continue
                data["stored"][field.name] = value
                data["protected"][field] = None

    def _create_parents(self, datas: list[dict[str, Any]]) -> None:
        for parent_name, link in self._inherits.items():
            to_create = []
            for data in datas:
                parent_id = data["stored"].get(link)
                values = data["inherited"].get(parent_name, {})
                if parent_id:
                    if values:
                        self.env[parent_name].browse(parent_id).write(values)
                else:
                    to_create.append(data)
            if to_create:
                parents = self.env[parent_name].create(
                    [dict(d["inherited"].get(parent_name, {})) for d in to_create]
                )
                for data, parent in zip(to_create, parents, strict=True):
                    data["stored"][link] = parent.id

    def _create(self, datas: list[dict[str, Any]]) -> Any:
        """Insert the rows, fill the cache, write x2many fields, run the checks."""
        env, cr = self.env, self.env.cr
        fields = self._fields
        stamp = {}
        if self._log_access:
            now = cr.now()
            stamp = {"create_uid": env.uid, "write_uid": env.uid,
                     "create_date": now, "write_date": now}
        rows: list[dict[str, Any]] = []
        others: dict[str, None] = {}
        for data in datas:
            row = {}
            for name, value in data["stored"].items():
                if fields[name].is_column:
                    row[name] = value
                else:
                    others[name] = None
            rows.append({**row, **stamp})
        ids = self._insert(rows)
        records = self.browse(ids)
        for data, record in zip(datas, records, strict=True):
            data["record"] = record
        self._cache_created(records, rows)
        pairs = [(d["protected"], d["record"]) for d in datas]
        with env.protecting(pairs):
            triggers.mark_created(records)
            if others:
                ordered = sorted(others, key=lambda n: fields[n].write_sequence)
                for name in ordered:
                    fields[name].create([
                        (d["record"], d["stored"][name])
                        for d in datas if name in d["stored"]
                    ])
                records.modified(others)
        if self._parent_store:
            records._set_parent_path()
        names = dict.fromkeys(n for d in datas for n in d["stored"])
        records._validate_fields([
            n for n in (*fields, *names) if not (n in fields and fields[n].inherited)
        ])
        return records

    def _insert(self, rows: list[dict[str, Any]]) -> list[int]:
        """Insert the rows and return their ids, in order."""
        cr, fields = self.env.cr, self._fields
        names = list(dict.fromkeys(n for row in rows for n in row))
        ids: list[int] = []
        columns = [fields[name] for name in names]
        if not names:
            for _ in rows:
                cr.execute(f'INSERT INTO "{self._table}" DEFAULT VALUES RETURNING id')
                ids.append(cr.fetchone()[0])
            return ids
        head = ", ".join(f'"{n}"' for n in names)
        one = "(" + ", ".join(["%s"] * len(names)) + ")"
        for start in range(0, len(rows), INSERT_BATCH):
            part = rows[start:start + INSERT_BATCH]
            params = [
                field.convert_to_column_insert(row[field.name], self)
                if field.name in row else None
                for row in part for field in columns
            ]
            cr.execute(
                f'INSERT INTO "{self._table}" ({head}) VALUES '
                f'{", ".join([one] * len(part))} RETURNING id', params,
            )
            ids.extend(sorted(row[0] for row in cr.fetchall()))
        return ids

    def _cache_created(self, records: Any, rows: list[dict[str, Any]]) -> None:
        """Put the inserted values, and nothing for the rest, into the cache."""
        env = self.env
        ids = records._ids
        given = {name for row in rows for name in row}
        pairs = list(zip(records, rows, strict=True))
        for field in self._column_fields:
            if field.company_dependent:
                continue
            cache = field.cache_for(env)
            name = field.name
            if name not in given:
                null = None if field.is_computed_stored else field.null(records)
                for id_ in ids:
                    cache.setdefault(id_, null)
                continue
            for record, row in pairs:
                if name in row:
                    value = field.convert_to_cache(row[name], record)
                    cache[record._ids[0]] = value
                    if value and field.type == "many2one":
                        self._forget_lines(field, value)
                else:
                    cache[record._ids[0]] = field.null(record)
        for fields, nothing in ((self._x2many_fields, ()), (self._attachment_fields, None)):
            for field in fields:
                cache = field.cache_for(env)
                for id_ in ids:
                    cache.setdefault(id_, nothing)

    def _forget_lines(self, field: Field, parent_id: Any) -> None:
        """Forget the cached lines of a record that gets a new one."""
        for inverse in self.env.registry.field_inverses.get(field, ()):
            if inverse.type == "one2many":
                inverse.invalidate(self.env, (parent_id,))

    def _run_inverses(
        self, datas: list[dict[str, Any]], inverses: dict[Field, None]
    ) -> None:
        groups: defaultdict[Any, list[Field]] = defaultdict(list)
        for field in inverses:
            groups[field.inverse].append(field)
        for fields in groups.values():
            names = {f.name for f in fields}
            batch = [d for d in datas if names & set(d["inversed"])]
            records = self.browse([d["record"].id for d in batch])
            for data in batch:
                record = data["record"]
                for name, value in data["inversed"].items():
                    if name in names and name not in data["stored"]:
                        field = self._fields[name]
                        cache_value = field.convert_to_cache(value, record)
                        field.cache_for(self.env)[record.id] = cache_value
            with self.env.protecting(fields, records):
                fields[0].determine_inverse(records)
            for field in fields:
                if not field.store:
                    field.invalidate(self.env, records._ids)

    # ---- read
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
        if query is None:
            return []
        columns = [SQL.identifier(query.table, "id")]
        columns.extend(self._field_to_sql(query.table, f.name, query) for f in fields)
        env.cr.execute(query.select(*columns))
        rows = env.cr.fetchall()
        if not env.su and len(rows) < len(set(self._ids)):
            self._refuse_forbidden(rows)
        return rows

    def _records_query(self, operation: str) -> Any:
        """Return a query of the records that record rules let through."""
        from ..query import Query
        env = self.env
        query: Any = None
        if not env.su:
            domain = env["ir.rule"]._compute_domain(self._name, operation)
            if not (domain is None or access._is_true(domain)):
                query = self.sudo().with_context(active_test=False)._search(domain)
                if query.is_empty():
                    query = self.sudo().browse()._search([("id", "=", False)])
        if query is None:
            query = Query(env, self._table, self._table_sql)
        column = SQL.identifier(query.table, "id")
        if len(self._ids) == 1:
            query.add_where(SQL("%s = %s", column, self._ids[0]))
        else:
            query.add_where(env.cr.dialect.in_list(column, list(self._ids)))
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
            except Exception:
                if len(ids) == 1:
                    raise
                field.read(self)
            return
        fields = [field]
        if field.prefetch is True and env.context.get("prefetch_fields", True):
            fields = [
                f for f in self._prefetched_fields
                if not f.groups or self._has_field_access(f, "read")
            ]
            if field not in fields:
                fields.append(field)
        try:
            records._fetch_fields(fields)
        except Exception:
            if len(ids) == 1:
                raise
            self.with_prefetch()._fetch_fields(fields)

    # ---- write
    def write(self, vals: dict[str, Any]) -> bool:
        """Write values on all records; KeyError on an unknown field.

        Odoo: missing ids go unnoticed on models without record rules.
        """
        if not self._ids:
            return True
        self.check_access("write")
        fields = self._fields
        if not self.env.su:
            for name in vals:
                field = fields.get(name)
                if field is not None and field.groups:
                    self._check_field_access(field, "write")
        env = self.env
        bad = {"id", "parent_path"}
        if self._log_access:
            bad.update(LOG_ACCESS)
        vals = {name: value for name, value in vals.items() if name not in bad}
        inverses: dict[Any, list[Field]] = {}
        protected: dict[Field, None] = {}
        computed = env.registry.field_computed
        company = False
        for name in vals:
            field = fields[name]
            if field.inverse:
                if field.type in ("one2many", "many2many"):
                    self.mapped(name)
                inverses.setdefault(field.inverse, []).append(field)
            if (field.compute or field.inverse) and (not field.readonly or field.inverse):
                protected.update(dict.fromkeys(computed.get(field, [field])))
            company = company or bool(getattr(field, "check_company", False))
        with env.protecting(protected, self):
            self._write_fields(vals)
            real = self.browse([i for i in self._ids if i])
            for group in inverses.values():
                with env.protecting(group, self):
                    group[0].determine_inverse(self)
        names = [n for n in vals if not fields[n].inherited]
        if names and real:
            real._validate_fields(names)
        if company and self._check_company_auto:
            self._check_company(list(vals))
        return True

    def _write_fields(self, vals: dict[str, Any]) -> None:
        env, fields = self.env, self._fields
        relational = [n for n in vals if fields[n].relational or fields[n].type in
                      ("many2one_reference", "reference")]
        if relational:
            triggers.mark_modified(self, relational, before=True)
        real = self if all(self._ids) else self.browse([i for i in self._ids if i])
        if self._log_access and real._ids and vals:
            now = env.cr.now()
            fields["write_uid"].set_cache(real, env.uid, dirty=True)
            fields["write_date"].set_cache(real, now, dirty=True)
        move_tree = (
            self._parent_store and self._parent_name in vals
        )
        for name in sorted(vals, key=lambda n: fields[n].write_sequence):
            fields[name].write(self, vals[name])
        self.modified(vals)
        if move_tree and real._ids:
            real.flush_recordset([self._parent_name])
            real._move_parent_path()

    def _flush(self, names: Collection[str] | None = None) -> None:
        """Write the pending changes of this model to the database."""
        transaction = self.env.transaction
        rows: dict[Any, dict[Field, None]] = {}
        for field in [f for f in transaction.dirty if f.model_name == self._name]:
            for id_ in transaction.dirty.pop(field):
                rows.setdefault(id_, {})[field] = None
        if not rows:
            return
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

    def _validate_fields(
        self, field_names: Iterable[str], excluded_names: Iterable[str] = ()
    ) -> None:
        """Run the Python constraints of the given fields."""
        if not self._methods_by_mark["_constrains"]:
            return
        names, excluded = set(field_names), set(excluded_names)
        for attr, watched in self._methods_by_mark["_constrains"]:
            if callable(watched):
                watched = watched(self.sudo())
            if names.intersection(watched) and not excluded.intersection(watched):
                getattr(self, attr)()

    # ---- unlink
    def unlink(self) -> bool:
        """Delete the records; constraints of the database decide about references."""
        if not self._ids:
            return True
        self.check_access("unlink")
        for attr, at_uninstall in self._methods_by_mark["_ondelete"]:
            if at_uninstall or not self.env.context.get("_force_unlink"):
                getattr(self, attr)()
        env = self.env
        env.flush_all()
        self._delete_attached()
        with env.protecting(self._fields.values(), self):
            triggers.mark_modified(self, self._fields, before=True)
        ids = [i for i in self._ids if i]
        env.cr.delete_rows(self._table, ids)
        for field in list(env.transaction.to_compute):
            if field.model_name == self._name:
                env.remove_to_compute(field, self)
        env.transaction.field_data.clear()
        env.flush_all()
        _unlink.info("User #%s deleted %s records with IDs: %r",
                     env.uid, self._name, ids)
        return True

    def _delete_attached(self) -> None:
        """Delete what belongs to the records without a foreign key."""
        env = self.env
        models = env.registry.models
        ids = list(self._ids)
        if "ir.model.data" in models:
            env["ir.model.data"].sudo().with_context(active_test=False).search([
                ("model", "=", self._name), ("res_id", "in", ids),
            ]).unlink() if self._name != "ir.model.data" else None
        if "ir.attachment" in models and self._name != "ir.attachment":
            env["ir.attachment"].sudo().with_context(active_test=False).search([
                ("res_model", "=", self._name), ("res_id", "in", ids),
                "|", ("res_field", "=", False), ("res_field", "!=", False),
            ]).unlink()
        if "ir.default" in models and self._name != "ir.default":
            discard = getattr(env["ir.default"], "discard_records", None)
            if discard:
                discard(self)

    @private
    def exists(self) -> Any:
        """Return the records that are in the database."""
        new = [i for i in self._ids if not i]
        ids = [i for i in self._ids if i]
        if not ids or not self._auto and self._abstract:
            return self.browse(new)
        cr = self.env.cr
        cr.execute(SQL(
            "SELECT id FROM %s WHERE %s", self._table_sql,
            cr.dialect.in_list(SQL.identifier("id"), ids),
        ))
        found = {row[0] for row in cr.fetchall()}
        if len(found) == len(set(ids)) and not new:
            return self
        return self.browse([i for i in self._ids if not i or i in found])

    # ---- copy
    def copy_data(self, default: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return the values that a copy of each record would be created with."""
        default = dict(default or {})
        excluded = {"id", "display_name", *LOG_ACCESS, "parent_path"} | set(default)
        names = [
            n for n, f in self._fields.items()
            if f.copy and n not in excluded and not (f.inherited and not f.store)
        ]
        for parent, link in self._inherits.items():
            excluded.add(link)
            if link not in default:
                names = [n for n in names if n != link]
                names += [
                    n for n, f in self._fields.items()
                    if f.inherited and f.copy and f.related_field.model_name == parent
                    and n not in default and f.related_field.store
                ]
        result = []
        for record in self:
            data = {}
            for name in names:
                field = self._fields[name]
                value = record[name]
                if field.type == "one2many":
                    lines = [
                        (0, 0, vals) for vals in value.sorted("id").copy_data()
                        if vals
                    ]
                    for line in lines:
                        line[2].pop(field.inverse_name, None)
                    data[name] = lines
                elif field.type == "many2many":
                    data[name] = [(6, 0, value.ids)]
                else:
                    data[name] = field.convert_to_write(value, record)
            data.update(default)
            result.append(data)
        return result

    def copy(self, default: dict[str, Any] | None = None) -> Any:
        """Duplicate the records; returns a recordset, over RPC always a list."""
        vals_list = self.with_context(active_test=False).copy_data(default)
        news = self.create(vals_list) if vals_list else self.browse()
        for old, new in zip(self, news, strict=True):
            old.copy_translations(new, excluded=default or ())
        return news

    def copy_translations(self, new: Any, excluded: Collection[str] = ()) -> None:
        """Copy the translations of copied translated fields."""
        cr = self.env.cr
        names = [
            n for n, f in self._fields.items()
            if f.translate and f.store and f.copy and n not in excluded and f.is_column
        ]
        if not names or len(self.env.registry.active_langs(cr)) < 2:
            return
        self.env.flush_all()
        for name in names:
            column = SQL.identifier(name)
            if new[name] == self[name]:
                cr.execute(SQL(
                    "UPDATE %s SET %s = (SELECT %s FROM %s WHERE id = %s) WHERE id = %s",
                    SQL.identifier(self._table), column, column,
                    SQL.identifier(self._table), self.id, new.id,
                ))
                self._fields[name].invalidate(self.env, new._ids)

    # ---- archive
    def action_archive(self) -> None:
        """Archive the active records. Returns nothing, as in Odoo."""
        name = self._active_name or "active"
        self.filtered(name).write({name: False})

    def action_unarchive(self) -> None:
        """Unarchive the archived records. Returns nothing, as in Odoo."""
        name = self._active_name or "active"
        self.filtered(lambda r: not r[name]).write({name: True})

    def toggle_active(self) -> None:
        """Archive active records and unarchive the others."""
        name = self._active_name or "active"
        active = self.filtered(name)
        active.action_archive()
        (self - active).action_unarchive()

    # ---- trees
    def _set_parent_path(self) -> None:
        cr = self.env.cr
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

    def _check_company(self, fnames: Collection[str] | None = None) -> None:
        """Check that linked records belong to the record's company."""
        names = [
            n for n, f in self._fields.items()
            if getattr(f, "check_company", False) and (not fnames or n in fnames
                                                       or "company_id" in fnames)
        ]
        problems: list[tuple[Any, str, Any]] = []
        for record in self.sudo():
            company = record.company_id if "company_id" in self._fields else (
                record if self._name == "res.company" else self.env["res.company"]
            )
            for name in names:
                linked = record[name]
                if not linked or "company_id" not in linked._fields:
                    continue
                wrong = [
                    one for one in linked
                    if one.company_id and company and one.company_id != company
                ]
                problems.extend((record, name, one) for one in wrong)
        if problems:
            lines = ["Uh-oh! You’ve got some company inconsistencies here:"]
            lines += [
                f"- Record is company “{rec.company_id.display_name}” while "
                f"“{self._fields[name].string}” ({one.display_name}) belongs to "
                "another company."
                for rec, name, one in problems[:5]
            ]
            raise UserError("\n".join(lines))

    # ---- locking
    @private
    def lock_for_update(self, *, allow_referencing: bool = False) -> None:
        """Take the write lock; on SQLite the writer holds the whole database."""
        if len(self.exists()) != len(self):
            raise access.missing_error(self - self.exists())

    @private
    def try_lock_for_update(
        self, *, allow_referencing: bool = False, limit: int | None = None
    ) -> Any:
        """Return the records that could be locked."""
        records = self.exists()
        return records[:limit] if limit else records

    _transient: Any = False
    _log_access: Any = True
    _parent_store: Any = False
    _parent_name: Any = "parent_id"
    _active_name: Any = None
    _rec_name: Any = None
    _inherits: Any = frozendict()
    _check_company_auto: Any = False


def _many2one_to_wire(labels: dict[Any, Any] | None) -> Any:
    if labels is None:
        return lambda raw: False if raw is None else raw

    def convert(raw: Any) -> Any:
        if raw is None:
            return False
        name = labels.get(raw)
        return False if name is None else (raw, name)
    return convert
