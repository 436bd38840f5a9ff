"""Manual fields may be sparse too."""
from __future__ import annotations

from odoo import _, fields, models
from odoo.exceptions import UserError


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    serialization_field_id = fields.Many2one(
        "ir.model.fields", string="Serialization Field", ondelete="cascade",
        domain="[('ttype','=','serialized'), ('model_id', '=', model_id)]",
        help="If set, this field will be stored in the sparse structure of the "
             "serialization field, instead of having its own database column. This "
             "cannot be changed after creation.",
    )

    def write(self, vals):
        """Neither moved nor renamed: the values would stay behind."""
        for field in self:
            if "serialization_field_id" in vals and (
                field.serialization_field_id.id != vals["serialization_field_id"]
            ):
                raise UserError(_(
                    'Changing the storing system for field "%s" is not allowed.',
                    field.name,
                ))
            if field.serialization_field_id and field.name != vals.get(
                "name", field.name
            ):
                raise UserError(_('Renaming sparse field "%s" is not allowed', field.name))
        return super().write(vals)

    def _reflect_fields(self, model_names):
        """Note which fields are sparse, and in which field."""
        super()._reflect_fields(model_names)
        for model_name in model_names:
            for field in self.env[model_name]._fields.values():
                if not field.sparse:
                    continue
                row = self._get(model_name, field.name)
                place = self._get(model_name, field.sparse)
                if row.serialization_field_id != place:
                    self.env.cr.execute(
                        "UPDATE ir_model_fields SET serialization_field_id = %s "
                        "WHERE id = %s", (place.id, row.id),
                    )
                    row.invalidate_recordset(["serialization_field_id"], flush=False)
