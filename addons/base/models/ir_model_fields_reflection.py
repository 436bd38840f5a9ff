"""The fields of the registry noted down in ir.model.fields."""
from __future__ import annotations

from odoo import models

from ..reflection import field_xmlid, is_of_module, read_rows, write_rows


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    def _reflect_field_params(self, field, model_id):
        """Return the row of ir.model.fields that describes a field."""
        translate = field.translate
        if translate and not isinstance(translate, str):
            translate = (
                "standard"
                if translate is True
                else getattr(translate, "__name__", "html_translate")
            )
        return {
            "model_id": model_id,
            "model": field.model_name,
            "name": field.name,
            "field_description": field.string,
            "help": field.help or None,
            "ttype": field.type,
            "state": "manual" if field.manual else "base",
            "relation": field.comodel_name or None,
            "index": bool(field.index),
            "store": bool(field.store),
            "copied": bool(field.copy),
            "on_delete": field.ondelete if field.type == "many2one" else None,
            "related": field.related or None,
            "readonly": bool(field.readonly),
            "required": bool(field.required),
            "selectable": bool(field.search or field.store),
            "size": getattr(field, "size", None),
            "translate": translate or None,
            "company_dependent": bool(field.company_dependent),
            "relation_field": _text(field, "inverse_name", "one2many"),
            "relation_table": _text(field, "relation", "many2many"),
            "column1": _text(field, "column1", "many2many"),
            "column2": _text(field, "column2", "many2many"),
            "currency_field": _text(field, "currency_field", "monetary"),
            "group_expand": bool(field.group_expand),
            "sanitize": _flag(field, "sanitize"),
            "sanitize_overridable": _flag(field, "sanitize_overridable"),
            "sanitize_tags": _flag(field, "sanitize_tags"),
            "sanitize_attributes": _flag(field, "sanitize_attributes"),
            "sanitize_style": _flag(field, "sanitize_style"),
            "sanitize_form": _flag(field, "sanitize_form"),
            "strip_style": _flag(field, "strip_style"),
            "strip_classes": _flag(field, "strip_classes"),
            "domain": None,
        }

    def _reflect_fields(self, model_names):
        """Note the fields of the given models in the table, with external ids."""
        cr = self.env.cr
        self.env.flush_all()
        cr.execute("SELECT model, id FROM ir_model")
        model_ids = dict(cr.fetchall())
        expected = [
            self._reflect_field_params(field, model_ids[name])
            for name in model_names
            for field in self.env[name]._fields.values()
            if not field.manual
        ]
        known = {
            (row["model"], row["name"]): row
            for row in read_rows(
                cr,
                "ir_model_fields",
                ["id", *(expected[0] if expected else ())],
                "model",
                model_names,
            )
        }
        write_rows(
            self.env,
            "ir_model_fields",
            expected,
            lambda row: known.get((row["model"], row["name"])),
            translated=("field_description", "help"),
        )
        self.env.registry.clear_cache("stable")
        self.invalidate_model()
        module = self.env.context.get("module")
        if module:
            self._reflect_xmlids(module, model_names)

    def _reflect_xmlids(self, module, model_names):
        rows = read_rows(
            self.env.cr,
            "ir_model_fields",
            ["id", "model", "name"],
            "model",
            model_names,
        )
        ids = {(row["model"], row["name"]): row["id"] for row in rows}
        xmlids = []
        for name in model_names:
            model = self.env[name]
            is_origin = model._original_module == module
            is_extended = is_origin or is_of_module(model, module)
            mixed = {       # fields of mixins that the module gave the model
                field_name for parent, modules in model._inherit_modules.items()
                if module in modules for field_name in self.env[parent]._fields
            }
            for field in model._fields.values():
                if (
                    is_origin
                    or module in (getattr(field, "_modules", None) or ())
                    or field.name in mixed
                    or (is_extended and field.name == "display_name")
                ):
                    key = (name, field.name)
                    if key in ids:
                        xmlids.append(
                            (
                                module,
                                field_xmlid(*key),
                                self._name,
                                ids[key],
                                False,
                            )
                        )
        self.env["ir.model.data"]._update_xmlid_rows(xmlids)


def _text(field, attribute, ttype):
    value = getattr(field, attribute, None) if field.type == ttype else None
    return value if isinstance(value, str) and value else None


def _flag(field, attribute):
    value = field.type == "html" and getattr(field, attribute, None)
    return None if field.type != "html" else bool(value)
