"""Conversion of imported text to the values of fields."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime

from odoo import Command, _, api, fields, models
from odoo.tools.date_periods import to_utc

REFERENCES = {"name": None, "external id": "id", "database id": ".id"}


class IrFieldsConverter(models.AbstractModel):
    """One method a type, `_str_to_<type>(model, field, value, log)`.

    A value that cannot be converted is a ValueError with a text, in which `%(field)s`
    stands for the field's label, and a dict of further information.
    """

    _name = "ir.fields.converter"
    _description = "Fields Converter"

    @api.model
    def for_model(self, model, fromtype=str, *, savepoint=None):
        """Return a function of (record, log) that gives the values of a record."""
        converters = {
            name: self.to_field(model, field, fromtype)
            for name, field in model._fields.items()
        }

        def convert(record, log):
            values = {}
            for name, value in record.items():
                if name in ("id", ".id", None):
                    continue
                if not value:
                    values[name] = False
                    continue
                try:
                    values[name] = converters[name](value, log)
                except (ValueError, UnicodeError) as problem:
                    log(name, problem)
            return values

        return convert

    @api.model
    def to_field(self, model, field, fromtype=str, *, savepoint=None):
        """Return a function of (value, log) that converts for a field."""
        source = fromtype if isinstance(fromtype, str) else fromtype.__name__
        method = getattr(self, f"_{source}_to_{field.type}", None)
        if method is None:
            return lambda value, log: value
        return lambda value, log: method(model, field, value, log)

    # ---- plain values
    def _str_to_boolean(self, model, field, value, log):
        text = value.strip().lower()
        if text in ("1", "true", "yes", _("true").lower(), _("yes").lower()):
            return True
        if text in ("", "0", "false", "no", _("false").lower(), _("no").lower()):
            return False
        if field.name in self.env.context.get("import_skip_records", []):
            return None
        raise ValueError(
            f"Unknown value '{value}' for boolean field '%(field)s'",
            {"moreinfo": _("Use '1' for yes and '0' for no")},
        )

    def _str_to_integer(self, model, field, value, log):
        try:
            return int(value)
        except ValueError:
            raise ValueError(
                f"'{value}' does not seem to be an integer for field '%(field)s'"
            ) from None

    def _str_to_float(self, model, field, value, log):
        try:
            return float(value)
        except ValueError:
            raise ValueError(
                f"'{value}' does not seem to be a number for field '%(field)s'"
            ) from None

    _str_to_monetary = _str_to_float
    _str_to_many2one_reference = _str_to_integer

    def _str_to_date(self, model, field, value, log):
        try:
            return fields.Date.to_string(datetime.strptime(value[:10], "%Y-%m-%d").date())
        except ValueError:
            raise ValueError(
                f"'{value}' does not seem to be a valid date for field '%(field)s'",
                {"moreinfo": _("Use the format '%s'", "2012-12-31")},
            ) from None

    def _str_to_datetime(self, model, field, value, log):
        """Datetimes in files are those of the user's clock."""
        for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d"):
            try:
                local = datetime.strptime(value, form)
            except ValueError:
                continue
            return fields.Datetime.to_string(to_utc(local, self.env.tz.key))
        raise ValueError(
            f"'{value}' does not seem to be a valid datetime for field '%(field)s'",
            {"moreinfo": _("Use the format '%s'", "2012-12-31 23:59:59")},
        )

    def _str_to_selection(self, model, field, value, log):
        options = field._description_selection(self.env)
        english = field._description_selection(self.env(context={"lang": None}))
        for key, label in (*options, *english):
            if value in (str(key), label):
                return key
        if field.name in self.env.context.get("import_set_empty_fields", []):
            return False
        raise ValueError(
            f"Value '{value}' not found in selection field '%(field)s'",
            {"moreinfo": [label or str(key) for key, label in options if label or key]},
        )

    def _str_to_json(self, model, field, value, log):
        try:
            return json.loads(value)
        except ValueError:
            raise ValueError(
                f"'{value}' does not seem to be a valid JSON for field '%(field)s'"
            ) from None

    _str_to_properties = _str_to_json

    def _str_to_binary(self, model, field, value, log):
        try:
            base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise ValueError(
                f"'{value[:30]}' is no base64 text for field '%(field)s'"
            ) from None
        return value

    def _str_to_reference(self, model, field, value, log):
        name, _comma, res_id = value.partition(",")
        if name in self.env and res_id.isdigit():
            return f"{name},{int(res_id)}"
        raise ValueError(f"Invalid reference '{value}' for field '%(field)s'")

    # ---- relations
    def _referencing_subfield(self, record):
        """Return by what a record is named: None (its name), `id` or `.id`."""
        subfields = set(record)
        if not subfields <= {None, "id", ".id"}:
            raise ValueError(_(
                "Can not create Many-To-One records indirectly, import the field "
                "separately"
            ))
        if len(subfields) > 1:
            raise ValueError(_(
                "Ambiguous specification for field '%(field)s', only provide one of name, "
                "external id or database id"
            ))
        return next(iter(subfields))

    @api.model
    def db_id_for(self, model, field, subfield, value, savepoint=None, log=None):
        """Return the id of the record that a text names; False for an empty text."""
        if not value:
            return False
        comodel = self.env[field.comodel_name]
        kind = next(label for label, name in REFERENCES.items() if name == subfield)
        found = False
        if subfield == ".id":
            try:
                found = comodel.browse(int(value)).exists().id
            except ValueError:
                raise ValueError(
                    f"Invalid database id '{value}' for the field '%(field)s'"
                ) from None
        elif subfield == "id":
            module = self.env.context.get("_import_current_module") or "__import__"
            xml_id = value if "." in value else f"{module}.{value}"
            found = self.env["ir.model.data"]._xmlid_to_res_model_res_id(
                xml_id, raise_if_not_found=False
            )[1]
        else:
            found = self._find_by_name(comodel, field, value, log)
        if found:
            return found
        if field.name in self.env.context.get("import_set_empty_fields", []):
            return False
        raise ValueError(
            f"No matching record found for {kind} '{value}' in field '%(field)s'",
            {"moreinfo": self._see_all_action(field), "value": value},
        )

    def _find_by_name(self, comodel, field, value, log):
        pairs = comodel.name_search(value, operator="=", limit=2)
        if len(pairs) > 1 and log:
            log(field.name, UserWarning(
                f"Found multiple matches for value '{value}' in field '%(field)s' "
                f"({len(comodel.name_search(value, operator='=', limit=None))} matches)"
            ))
        if pairs:
            return pairs[0][0]
        enabled = self.env.context.get("name_create_enabled_fields") or {}
        if enabled.get(field.name):
            return comodel.name_create(value)[0]
        return False

    def _see_all_action(self, field):
        return {
            "type": "ir.actions.act_window", "target": "new", "name": _("Possible Values"),
            "res_model": field.comodel_name, "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "context": {"create": False},
        }

    def _str_to_many2one(self, model, field, values, log):
        [record] = values
        subfield = self._referencing_subfield(record)
        return self.db_id_for(model, field, subfield, record[subfield], log=log)

    def _str_to_many2many(self, model, field, values, log):
        [record] = values
        subfield = self._referencing_subfield(record)
        texts = [text.strip() for text in (record[subfield] or "").split(",")]
        ids = [
            self.db_id_for(model, field, subfield, text, log=log) for text in texts if text
        ]
        return [Command.set([id_ for id_ in ids if id_])]

    def _str_to_one2many(self, model, field, records, log):
        comodel = self.env[field.comodel_name]
        convert = self.for_model(comodel)
        commands = []
        for record in records:
            if set(record) == {None}:
                texts = [text.strip() for text in record[None].split(",")]
                commands += [
                    Command.link(self.db_id_for(model, field, None, text, log=log))
                    for text in texts if text
                ]
                continue
            subfield = next((name for name in ("id", ".id") if record.get(name)), None)

            def log_line(name, problem):
                log(field.name, problem)

            values = convert(record, log_line)
            known = False
            if subfield:
                try:
                    known = self.db_id_for(model, field, subfield, record[subfield])
                except ValueError:
                    if subfield == ".id":
                        raise
                    values["id"] = record["id"]     # a new line gets it
            if known:
                commands += [Command.link(known), Command.update(known, values)]
            else:
                commands.append(Command.create(values))
        return commands
