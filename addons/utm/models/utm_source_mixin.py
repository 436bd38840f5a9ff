"""Records that are a source."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class UtmSourceMixin(models.AbstractModel):
    _name = "utm.source.mixin"
    _description = "UTM Source Mixin"

    name = fields.Char(string="Name", related="source_id.name", readonly=False)
    source_id = fields.Many2one(
        "utm.source", required=True, ondelete="restrict", copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        """Make records, each with a source of its own: of its name, or of its content."""
        missing = [vals for vals in vals_list if not vals.get("source_id")]
        sources = self.env["utm.source"]
        names = [
            vals.get("name") or self.env.context.get(f"default_{self._rec_name}")
            or sources._generate_name(self, vals.get(self._rec_name)) for vals in missing
        ]
        made = sources.create([{"name": name} for name in names])
        for vals, source in zip(missing, made, strict=True):
            vals["source_id"] = source.id
        for vals in vals_list:
            vals.pop("name", None)
        return super().create(vals_list)

    def write(self, vals):
        """Change records; the name of the source stays one that nothing else has."""
        if (vals.get(self._rec_name) or vals.get("name")) and len(self) > 1:
            raise ValidationError(_(
                "You cannot update multiple records with the same name. The name should "
                "be unique!"))
        if vals.get(self._rec_name) and self._rec_name != "name" and not vals.get("name"):
            vals = {**vals, "name": self.env["utm.source"]._generate_name(
                self, vals[self._rec_name])}
        if vals.get("name"):
            mixin = self.env["utm.mixin"].with_context(
                utm_check_skip_record_ids=self.source_id.ids)
            vals = {**vals, "name": mixin._get_unique_names(
                "utm.source", [vals["name"]])[0]}
        return super().write(vals)

    def copy_data(self, default=None):
        """Return the values of copies, which are sources of their own."""
        values = super().copy_data(default)
        for record, vals in zip(self, values, strict=True):
            name = (default or {}).get("name") or record.name
            vals["name"] = self.env["utm.mixin"]._get_unique_names("utm.source", [name])[0]
        return values
