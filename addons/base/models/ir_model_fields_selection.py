"""The options of selection fields."""

from __future__ import annotations

import json

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..reflection import selection_xmlid, set_up_registry


class IrModelFieldsSelection(models.Model):
    _name = "ir.model.fields.selection"
    _description = "Fields Selection"
    _order = "sequence, id"
    _allow_sudo_commands = False

    field_id = fields.Many2one(
        "ir.model.fields",
        required=True,
        index=True,
        ondelete="cascade",
    )
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=1000)
    value = fields.Char(required=True)

    _selection_field_uniq = models.UniqueIndex(
        "(field_id, value)", "Selections values must be unique per field"
    )

    @tools.ormcache("field_id", cache="stable")
    def _get_selection_rows(self, field_id):
        return self.env.execute_query(
            SQL(
                "SELECT value, name FROM ir_model_fields_selection "
                "WHERE field_id = %s ORDER BY sequence, id",
                field_id,
            )
        )

    def _get_selection(self, field_id):
        """Return the options of a field, in the language of the context."""
        lang = self.env.lang or "en_US"
        return (
            [
                (value, _pick(name, lang))
                for value, name in self._get_selection_rows(field_id)
            ]
            if field_id
            else []
        )

    def _set_pairs(self, field, pairs):
        """Make the options of a manual field exactly the given pairs, in order."""
        old = {option.value: option for option in field.selection_ids}
        for sequence, (value, name) in enumerate(pairs):
            option = old.pop(value, None)
            if option is None:
                self.create(
                    {
                        "field_id": field.id,
                        "value": value,
                        "name": name,
                        "sequence": sequence,
                    }
                )
            elif (option.name, option.sequence) != (name, sequence):
                option.write({"name": name, "sequence": sequence})
        for option in old.values():
            option.unlink()

    # ---- changes by users
    @api.model_create_multi
    def create(self, vals_list):
        owners = self.env["ir.model.fields"].browse(
            {vals["field_id"] for vals in vals_list if vals.get("field_id")}
        )
        if not self.env.context.get("install_mode"):
            self._check_manual(owners)
        records = super().create(vals_list)
        self._set_up(owners)
        return records

    def write(self, vals):
        if not self:
            return True
        if not self.env.user._is_admin() or "value" in vals:
            self._check_manual(self.field_id)
        result = super().write(vals)
        self._set_up(self.field_id)
        return result

    def unlink(self):
        owners = self.field_id
        if not self.env.context.get("_force_unlink"):
            self._check_manual(owners)
        result = super().unlink()
        self._set_up(owners)
        return result

    def _check_manual(self, owners):
        if any(field.state != "manual" for field in owners):
            raise UserError(
                _(
                    "Properties of base fields cannot be altered in this manner! "
                    "Please modify them through Python code, "
                    "preferably through a custom addon!"
                )
            )

    def _set_up(self, owners):
        self.env.registry.clear_cache("stable")
        models_ = self.env.registry.models
        if any(
            field.model in models_ and field.name in models_[field.model]._fields
            for field in owners
        ):
            set_up_registry(self.env)

    # ---- reflection
    def _reflect_selections(self, model_names):
        """Note the options of the selection fields of the given models."""
        cr, module = self.env.cr, self.env.context.get("module")
        wanted = [
            field
            for name in model_names
            for field in self.env[name]._fields.values()
            if field.type == "selection"
            and not field.manual
            and isinstance(field.selection, (list, tuple))
            and not field.related
        ]
        if not wanted:
            return
        cr.execute(
            SQL(
                "SELECT model, name, id FROM ir_model_fields WHERE ttype = 'selection' "
                "AND model IN %s",
                tuple({field.model_name for field in wanted}),
            )
        )
        field_ids = {(model, name): id_ for model, name, id_ in cr.fetchall()}
        known = self._read_options()
        new, expected = [], []
        for field in wanted:
            field_id = field_ids[field.model_name, field.name]
            for sequence, (value, label) in enumerate(field.selection):
                key = (field_id, str(value))
                expected.append((field, key))
                found = known.get(key)
                if found is None:
                    new.append((field_id, str(value), _json(label), sequence))
                elif found[1:] != (_pick(_json(label), "en_US"), sequence):
                    cr.execute(
                        "UPDATE ir_model_fields_selection SET name = %s, sequence = %s "
                        "WHERE id = %s",
                        [_json(label), sequence, found[0]],
                    )
        if new:
            cr.executemany(
                "INSERT INTO ir_model_fields_selection (field_id, value, "
                "name, sequence)"
                " VALUES (%s, %s, %s, %s)",
                new,
            )
        self.env.registry.clear_cache("stable")
        self.invalidate_model()
        if module:
            self._reflect_xmlids(module, expected)

    def _read_options(self):
        self.env.cr.execute(
            "SELECT id, field_id, value, name, sequence FROM ir_model_fields_selection"
        )
        return {
            (field_id, value): (id_, _pick(name, "en_US"), sequence)
            for id_, field_id, value, name, sequence in self.env.cr.fetchall()
        }

    def _reflect_xmlids(self, module, expected):
        ids = {key: found[0] for key, found in self._read_options().items()}
        self.env["ir.model.data"]._update_xmlid_rows(
            [
                (
                    module,
                    selection_xmlid(field.model_name, field.name, key[1]),
                    self._name,
                    ids[key],
                    False,
                )
                for field, key in expected
                if self.env[field.model_name]._original_module == module
                or module in (getattr(field, "_modules", None) or ())
            ]
        )


def _json(label):
    return json.dumps({"en_US": str(label)}, ensure_ascii=False)


def _pick(name, lang):
    texts = json.loads(name) if name else {}
    return texts.get(lang) or texts.get("en_US") or ""
