"""Fields that users make, change and delete: the registry and tables follow."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..reflection import drop_column, set_up_registry

# What may change on a field whose module made it.
_FREE = {"selectable", "groups"}


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    @api.model_create_multi
    def create(self, vals_list):
        Model = self.env["ir.model"]
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            if vals.get("model_id"):
                vals["model"] = Model.sudo().browse(vals["model_id"]).model
            elif vals.get("model"):
                vals["model_id"] = Model._get_id(vals["model"])
            vals["ttype"] = vals.get("ttype") or False
            if vals["ttype"] and vals["ttype"] not in fields.Field._by_type:
                raise ValueError(
                    f"Wrong value for {self._name}.ttype: {vals['ttype']!r}"
                )
        self.env.registry.clear_cache("stable")
        records = super().create(vals_list)
        for record, vals in zip(records, vals_list, strict=True):
            record._check_manual_relation(vals)
        names = {record.model for record in records if record.state == "manual"}
        names &= set(self.env.registry.models)
        if names:
            set_up_registry(self.env, names)
        return records

    def _check_manual_relation(self, vals):
        if self.state != "manual" or not self.relation:
            return
        if not self.env["ir.model"]._get_id(self.relation):
            raise UserError(_("Model %s does not exist!", self.relation))
        if self.ttype == "one2many" and not self._relation_field_exists():
            raise UserError(
                _(
                    "Many2one %(field)s on model %(model)s does not exist!",
                    field=self.relation_field,
                    model=self.relation,
                )
            )

    def _relation_field_exists(self):
        return bool(
            self.search_count(
                [
                    ("model", "=", self.relation),
                    ("name", "=", self.relation_field),
                    ("ttype", "=", "many2one"),
                ]
            )
        )

    def write(self, vals):
        if not self:
            return True
        if "model_id" in vals and any(f.model_id.id != vals["model_id"] for f in self):
            raise UserError(_("Changing the model of a field is forbidden!"))
        if "ttype" in vals and "manual" in self.mapped("state"):
            if any(f.state == "manual" and f.ttype != vals["ttype"] for f in self):
                raise UserError(
                    _(
                        "Changing the type of a field is not yet supported. "
                        "Please drop it and create it again!"
                    )
                )
        if set(vals) - _FREE and any(field.state != "manual" for field in self):
            raise UserError(
                _(
                    "Properties of base fields cannot be altered in this manner! "
                    "Please modify them through Python code, "
                    "preferably through a custom addon!"
                )
            )
        if vals.get("name") and any(field.name != vals["name"] for field in self):
            self._rename(vals["name"])
        result = super().write(vals)
        self.env.registry.clear_cache("stable")
        names = set(self.mapped("model")) & set(self.env.registry.models)
        set_up_registry(self.env, names)
        return result

    def _rename(self, name):
        self.ensure_one()
        model = self.env.get(self.model) if self.model in self.env else None
        field = model is not None and model._fields.get(self.name)
        if field and field.store and field.column_type:
            self.env.flush_all()
            self.env.cr.schema.rename_column(model._table, self.name, name)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_manual(self):
        if self.env.context.get("_force_unlink"):
            return
        if any(field.state != "manual" for field in self):
            raise UserError(
                _("This column contains module data and cannot be removed!")
            )

    def unlink(self):
        if not self:
            return True
        whole_model = self.env.context.get("model_unlink")
        names = set(self.mapped("model"))
        columns = [] if whole_model else self._get_columns()
        result = super().unlink()
        self.env.registry.clear_cache("stable")
        if not whole_model:
            self.env.flush_all()
            for table, column in columns:
                drop_column(self.env.cr, table, column)
            set_up_registry(self.env, names & set(self.env.registry.models))
        return result

    def _get_columns(self):
        """Return the tables and columns that hold the fields."""
        found = []
        for record in self:
            if record.model not in self.env:
                continue
            model = self.env[record.model]
            field = model._fields.get(record.name)
            if field and field.store and field.column_type and model._auto:
                found.append((model._table, record.name))
        return found
