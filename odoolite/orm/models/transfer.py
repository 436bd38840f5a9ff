"""Names, descriptions, metadata, external ids, loading of data records."""
from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ...exceptions import UserError, ValidationError
from ...tools.sql import SQL
from ..decorators import depends, model
from ..exporting import export_rows, split_path
from ..importing import load_rows
from .grouping import GroupingMixin


class TransferMixin(GroupingMixin):
    """Records as others name them."""

    _register = False

    # ---- names
    @depends(lambda self: (self._rec_name,) if self._rec_name else ())
    def _compute_display_name(self) -> None:
        if self._rec_name:
            convert = self._fields[self._rec_name].convert_to_display_name
            for record in self:
                record.display_name = convert(record[self._rec_name], record)
        else:
            for record in self:
                record.display_name = f"{record._name},{record.id}"

    @model
    def name_create(self, name: str) -> Any:
        """Create a record from its name alone; return (id, display name)."""
        if self._rec_name:
            record = self.create([{self._rec_name: name}])
            return record.id, record.display_name
        return False

    # ---- description
    @model
    def fields_get(
        self, allfields: Collection[str] | None = None, attributes: Any = None
    ) -> dict[str, dict[str, Any]]:
        """Return the descriptions of the fields the user may access."""
        result = {}
        env = self.env
        may_write = env.su or self.has_access("write") or self.has_access("create")
        hidden = env.registry.renamed_fields.get(self._name, {}).values()
        for name, field in self._fields.items():
            if allfields and name not in allfields or name in hidden:
                continue
            if field.groups and not self._has_field_access(field, "read"):
                continue
            description = field.get_description(env, attributes)
            if not may_write and "readonly" in description:
                description["readonly"] = True
            result[name] = description
        return result

    @model
    def get_empty_list_help(self, help_message: Any) -> Any:
        """Return the help of an empty list."""
        return help_message

    def get_base_url(self) -> str:
        """Return the address of the server."""
        if len(self) > 1:
            raise ValueError(f"Expected singleton or no record: {self}")
        return str(self.env["ir.config_parameter"].sudo().get_param("web.base.url"))

    # ---- metadata
    def get_metadata(self) -> list[dict[str, Any]]:
        """Return who made and changed the records, and their xml ids."""
        names = ["id"]
        if self._log_access:
            names += ["create_uid", "create_date", "write_uid", "write_date"]
        rows = self.read(names)
        xml_ids: dict[int, list[Any]] = {}
        for data in self.env["ir.model.data"].sudo().search_read(
            [("model", "=", self._name), ("res_id", "in", self.ids)],
            ["module", "noupdate", "name", "res_id"], order="id DESC",
        ):
            xml_ids.setdefault(data["res_id"], []).append(
                {"xmlid": f"{data['module']}.{data['name']}",
                 "noupdate": data["noupdate"]}
            )
        for row in rows:
            found = xml_ids.get(row["id"], [])
            row["xmlids"] = found
            row["xmlid"] = found[0]["xmlid"] if found else False
            row["noupdate"] = found[0]["noupdate"] if found else False
        return rows

    def _get_external_ids(self) -> dict[Any, list[str]]:
        result: dict[Any, list[str]] = {record.id: [] for record in self}
        for data in self.env["ir.model.data"].sudo().search_read(
            [("model", "=", self._name), ("res_id", "in", self.ids)],
            ["module", "name", "res_id"], order="id",
        ):
            result[data["res_id"]].append(f"{data['module']}.{data['name']}")
        return result

    def get_external_id(self) -> dict[Any, str]:
        """Return id -> xml id, '' for records without one."""
        return {
            id_: (names[0] if names else "")
            for id_, names in self._get_external_ids().items()
        }

    # ---- translations
    def get_field_translations(
        self, field_name: str, langs: Any = None
    ) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """Return the translations of a field of one record."""
        self.ensure_one()
        self.check_access("read")
        field = self._fields[field_name]
        codes = set(langs or self.env.registry.active_langs(self.env.cr) | {"en_US"})
        self.env.flush_all()
        values = self._stored_translations(field_name)
        source = values.get("en_US")
        items = [
            {"lang": code, "source": source or "", "value": values.get(code) or ""}
            for code in sorted(codes)
        ]
        context = {
            "translation_type": "text" if field.type in ("text", "html") else "char",
            "translation_show_source": callable(field.translate),
        }
        return items, context

    def _stored_translations(self, field_name: str) -> dict[str, Any]:
        import json
        self.env.cr.execute(SQL(
            "SELECT %s FROM %s WHERE id = %s", SQL.identifier(field_name),
            SQL.identifier(self._table), self.id,
        ))
        row = self.env.cr.fetchone()
        return json.loads(row[0]) if row and row[0] else {}

    def update_field_translations(
        self, field_name: str, translations: dict[str, Any], source_lang: str = ""
    ) -> bool:
        """Write the translations of a field of the records."""
        self.check_access("write")
        field = self._fields[field_name]
        if not field.translate:
            return False
        known = self.env.registry.active_langs(self.env.cr) | {"en_US"}
        unknown = set(translations) - known
        if unknown:
            raise UserError(
                f"The following languages are not activated: {', '.join(sorted(unknown))}"
            )
        for lang, value in translations.items():
            records = self.with_context(lang=lang)
            if isinstance(value, dict):
                for record in records:
                    text = record[field_name] or ""
                    for source, term in value.items():
                        text = text.replace(source, term)
                    record[field_name] = text
            elif value is False and lang != "en_US":
                self._drop_translation(field_name, lang)
            else:
                records.write({field_name: value})
        return True

    def _drop_translation(self, field_name: str, lang: str) -> None:
        self.env.flush_all()
        self.env.cr.execute(SQL(
            "UPDATE %s SET %s = %s WHERE %s",
            SQL.identifier(self._table), SQL.identifier(field_name),
            self.env.cr.dialect.json_without(SQL.identifier(field_name), lang),
            self.env.cr.dialect.in_list(SQL.identifier("id"), list(self._ids)),
        ))
        self._fields[field_name].invalidate(self.env, self._ids)

    # ---- data files
    def _load_records(self, data_list: list[dict[str, Any]], update: bool = False) -> Any:
        """Create or update the records of data files, keyed by xml id.

        Each item has `xml_id`, `values` and `noupdate`. With `update`, records whose
        external id says noupdate stay as they are.
        """
        xml_data = self.env["ir.model.data"].sudo()
        known = self._known_records(xml_data, data_list)
        to_create: list[dict[str, Any]] = []
        for data in data_list:
            xml_id = data.get("xml_id")
            if not xml_id and update and not data["values"].get("id"):
                raise ValidationError(
                    "Cannot update a record without specifying its id or xml_id"
                )
            found = known.get(xml_id)
            if found is None:
                to_create.append(data)
                continue
            data["record"], noupdate = found
            if not (update and noupdate):
                data["record"]._load_records_write(data["values"])
        records = self._load_records_create([d["values"] for d in to_create])
        for data, record in zip(to_create, records, strict=True):
            data["record"] = record
        xml_data._update_xmlids([
            {"xml_id": d["xml_id"], "record": d["record"],
             "noupdate": d.get("noupdate", False)}
            for d in data_list if d.get("xml_id")
        ], update)
        return self.browse([d["record"].id for d in data_list])

    def _known_records(
        self, xml_data: Any, data_list: list[dict[str, Any]]
    ) -> dict[Any, tuple[Any, bool]]:
        """Return (record, noupdate) of the external ids that stand for live records.

        Ids of records that are gone are dropped; ValidationError for another model's.
        """
        names = [data["xml_id"] for data in data_list if data.get("xml_id")]
        known: dict[Any, tuple[Any, bool]] = {}
        gone = []
        for row in xml_data._lookup_xmlids(names, self) if names else ():
            data_id, module, name, model_name, res_id, noupdate, live = row
            xml_id = f"{module}.{name}"
            if model_name != self._name:
                raise ValidationError(
                    f"For external id {xml_id} when trying to create/update a record of "
                    f"model {self._name} found record of different model {model_name} "
                    f"({data_id})"
                )
            if live:
                known[xml_id] = self.browse(res_id), bool(noupdate)
            else:
                gone.append(data_id)
        if gone:
            xml_data.browse(gone).unlink()
        return known

    def _load_records_write(self, values: dict[str, Any]) -> None:
        self.write(values)

    def _load_records_create(self, vals_list: list[dict[str, Any]]) -> Any:
        return self.create(vals_list)

    # ---- import and export
    @model
    def load(self, fields: list[str], data: list[list[str]]) -> dict[str, Any]:
        """Create or update records from rows of text, all or none.

        Returns the ids (False when a row failed), a message per problem and the next row.
        """
        return load_rows(self, fields, data)

    def export_data(self, fields_to_export: list[str]) -> dict[str, Any]:
        """Return the records as rows of the given field paths."""
        if not (self.env.is_admin() or self.env.user.has_group("base.group_allow_export")):
            raise UserError(
                "You don't have the rights to export data. Please contact an Administrator."
            )
        return {"datas": export_rows(self, [split_path(f) for f in fields_to_export])}

    @model
    def get_property_definition(self, full_name: str) -> dict[str, Any]:
        """Return the definition of one property of a properties field."""
        self.check_access("read")
        field_name, _, property_name = full_name.partition(".")
        field = self._fields.get(field_name)
        if field is None or field.type != "properties":
            raise ValueError(f"Wrong field name {field_name!r}")
        target = self.env[self._fields[field.definition_record].comodel_name]
        for record in target.search([(field.definition_record_field, "!=", False)]):
            for item in record[field.definition_record_field] or []:
                if item.get("name") == property_name:
                    return dict(item)
        return {}
