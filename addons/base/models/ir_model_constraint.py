"""Constraints and indexes of tables, with the modules that own them."""

from __future__ import annotations

import json

from odoo import fields, models
from odoo.tools import SQL


class IrModelConstraint(models.Model):
    _name = "ir.model.constraint"
    _description = "Model Constraint"
    _allow_sudo_commands = False

    definition = fields.Char(readonly=True)
    message = fields.Char(translate=True)
    model = fields.Many2one(
        "ir.model",
        readonly=True,
        required=True,
        index=True,
        ondelete="cascade",
    )
    module = fields.Many2one(
        "ir.module.module",
        readonly=True,
        required=True,
        index=True,
        ondelete="cascade",
    )
    name = fields.Char(string="Constraint", readonly=True, required=True, index=True)
    type = fields.Char(string="Constraint Type", readonly=True, required=True, size=1)

    _module_name_uniq = models.Constraint(
        "UNIQUE (name, module)", "Constraints with the same name are unique per module."
    )

    def copy_data(self, default=None):
        vals_list = super().copy_data(default=default)
        return [
            {**vals, "name": f"{constraint.name}_copy"}
            for constraint, vals in zip(self, vals_list, strict=True)
        ]

    def unlink(self):
        self.check_access("unlink")
        return super().unlink()

    # ---- reflection
    def _reflect_constraints(self, model_names):
        """Note constraints, indexes and foreign keys of the given models."""
        module = self.env.context.get("module")
        if not module:
            return
        if not self.env["ir.module.module"]._get_id(module):
            # the first module of a database: now the list can be made
            self.env["ir.module.module"].update_list()
        rows = {}
        for name in model_names:
            model = self.env[name]
            if model._auto and not model._abstract:
                rows.update(self._table_rows(model, module))
                rows.update(self._foreign_rows(model, module))
        if rows:
            self._write_rows(module, rows)
        self.env["ir.model.relation"]._reflect_relations(model_names)

    def _table_rows(self, model, module):
        rows = {}
        for full_name, obj in model._table_objects.items():
            if getattr(obj, "module", None) not in (module, None):
                continue
            if obj.module is None and model._original_module != module:
                continue
            definition = obj.get_definition(model)
            kind = "u"
            if obj.kind != "constraint":
                kind = "i"
                word = "UNIQUE INDEX" if obj.kind == "unique" else "INDEX"
                definition = f"{word} {definition}"
            rows[full_name] = (
                model._name,
                kind,
                definition,
                obj.get_message(model) if obj.message else None,
            )
        return rows

    def _foreign_rows(self, model, module):
        rows = {}
        is_origin = model._original_module == module
        for field in model._fields.values():
            if not is_origin and module not in (getattr(field, "_modules", None) or ()):
                continue
            if field.type == "many2one" and field.store and field.column_type:
                if self._has_table(field.comodel_name):
                    rows[f"{model._table}_{field.name}_fkey"] = (
                        model._name,
                        "f",
                        None,
                        None,
                    )
            elif field.type == "many2many" and field.store and field.relation:
                for column in (field.column1, field.column2):
                    rows[f"{field.relation}_{column}_fkey"] = (
                        model._name,
                        "f",
                        None,
                        None,
                    )
        return rows

    def _has_table(self, model_name):
        model = self.env.registry.models.get(model_name)
        return model is not None and model._auto and not model._abstract

    def _write_rows(self, module, rows):
        cr = self.env.cr
        module_id = self.env["ir.module.module"]._get_id(module)
        if not module_id:
            return
        cr.execute("SELECT model, id FROM ir_model")
        model_ids = dict(cr.fetchall())
        cr.execute(
            SQL(
                "SELECT name, id, definition FROM ir_model_constraint "
                "WHERE module = %s",
                module_id,
            )
        )
        known = {name: (id_, definition) for name, id_, definition in cr.fetchall()}
        now, uid = str(cr.now()), self.env.uid
        new = []
        for name, (model_name, kind, definition, message) in rows.items():
            text = json.dumps({"en_US": message}) if message else None
            if name in known:
                if (known[name][1] or None) != definition:
                    cr.execute(
                        "UPDATE ir_model_constraint SET definition = %s, message = %s "
                        "WHERE id = %s",
                        [definition, text, known[name][0]],
                    )
                continue
            new.append(
                (
                    name,
                    model_ids[model_name],
                    module_id,
                    kind,
                    definition,
                    text,
                    uid,
                    now,
                    uid,
                    now,
                )
            )
        if new:
            cr.executemany(
                "INSERT INTO ir_model_constraint (name, model, module, type, "
                "definition,"
                " message, create_uid, create_date, write_uid, write_date) "
                "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                new,
            )
        self.invalidate_model()
        self._reflect_xmlids(module, module_id, rows)

    def _reflect_xmlids(self, module, module_id, rows):
        cr = self.env.cr
        cr.execute(
            SQL("SELECT name, id FROM ir_model_constraint WHERE module = %s", module_id)
        )
        self.env["ir.model.data"]._update_xmlid_rows(
            [
                (module, f"constraint_{name}", self._name, id_, False)
                for name, id_ in cr.fetchall()
                if name in rows and rows[name][1] != "f"
            ]
        )
