"""Creating: values sorted, rows inserted, the cache filled, inverses run."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from .. import triggers
from ..decorators import model_create_multi
from ..fields.base import Field
from .checking import CheckMixin
from .recordset import LOG_ACCESS

INSERT_BATCH = 200


class CreateMixin(CheckMixin):
    """Records created."""

    _register = False

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
        for data in datas if inverses else ():
            data["record"]._validate_fields(data["inversed"], data["stored"])
        if self._check_company_auto:
            records._check_company()
        if not self.env.su:
            records.check_access("create")
        module = self.env.context.get("_import_current_module")
        if module:
            self._give_xml_ids(records, vals_list, module)
        return records

    def _give_xml_ids(
        self, records: Any, vals_list: list[dict[str, Any]], module: str
    ) -> None:
        """Give imported lines the external ids that stand among their values."""
        env: Any = self.env
        rows = [
            {"record": record, "noupdate": env.context.get("noupdate", False),
             "xml_id": vals["id"] if "." in vals["id"] else f"{module}.{vals['id']}"}
            for record, vals in zip(records, vals_list, strict=True)
            if isinstance(vals.get("id"), str) and vals["id"]
        ]
        if rows:
            env["ir.model.data"].sudo()._update_xmlids(rows)

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
            if field.compute and not field.readonly and not field.inherited:
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
        records._validate_fields(dict.fromkeys(
            name for data in datas for name in data["stored"]))
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
                cache.update(dict.fromkeys(ids, null))
                continue
            for record, row in pairs:
                if name in row:
                    value = field.convert_to_cache(row[name], record)
                    cache[record._ids[0]] = value
                    if value and field.type in ("many2one", "many2one_reference"):
                        self._forget_lines(field, value, row)
                else:
                    cache[record._ids[0]] = field.null(record)
        for fields, nothing in ((self._x2many_fields, ()), (self._attachment_fields, None)):
            for field in fields:
                field.cache_for(env).update(dict.fromkeys(ids, nothing))

    def _forget_lines(self, field: Field, parent_id: Any, row: dict[str, Any]) -> None:
        """Forget the cached lines of a record that gets a new one."""
        model = row.get(getattr(field, "model_field", None) or "")
        for inverse in self.env.registry.field_inverses.get(field, ()):
            if inverse.type == "one2many" and model in (None, inverse.model_name):
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
