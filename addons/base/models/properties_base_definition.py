"""Definitions of properties that belong to a model as a whole, not to a parent record."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import AccessError


class PropertiesBaseDefinition(models.Model):
    _name = "properties.base.definition"
    _description = "Properties Base Definition"

    properties_field_id = fields.Many2one(
        "ir.model.fields", string="Properties Field", required=True, ondelete="cascade"
    )
    properties_definition = fields.PropertiesDefinition("Properties Definition")

    _unique_properties_field_id = models.Constraint(
        "UNIQUE (properties_field_id)",
        "Only one definition per properties field",
    )

    def _compute_display_name(self):
        for definition in self:
            field = definition.sudo().properties_field_id
            definition.display_name = _(
                "%(model)s Properties", model=field.model_id.name or field.model
            )

    def write(self, vals):
        if set(vals) - {"properties_definition"} and not self.env.su:
            raise AccessError(
                _("You can not change the field of a base definition")
            )
        return super().write(vals)

    @api.model
    def _get_definition_for_property_field(self, model_name, field_name, create=False):
        """Return the definition of a field; an empty recordset when none was made."""
        field = self.env["ir.model.fields"].sudo()._get(model_name, field_name)
        if not field:
            return self.browse()
        found = self.sudo().search([("properties_field_id", "=", field.id)], limit=1)
        if not found and create:
            found = self.sudo().create({"properties_field_id": field.id})
        return found.with_env(self.env)


class PropertiesBaseDefinitionMixin(models.AbstractModel):
    _name = "properties.base.definition.mixin"
    _description = "Properties Base Definition Mixin"

    properties = fields.Properties(
        "Properties",
        definition="properties_base_definition_id.properties_definition",
    )
    properties_base_definition_id = fields.Many2one(
        "properties.base.definition",
        string="Properties Base Definition",
        compute="_compute_properties_base_definition_id",
        search="_search_properties_base_definition_id",
    )

    def _compute_properties_base_definition_id(self):
        definition = self.env["properties.base.definition"].sudo()
        self.properties_base_definition_id = (
            definition._get_definition_for_property_field(self._name, "properties")
        )

    def _search_properties_base_definition_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        definition = self.env["properties.base.definition"].sudo()
        found = definition._get_definition_for_property_field(self._name, "properties")
        return [(1, "=", 1)] if found.id in set(value) else [(0, "=", 1)]
