"""Models as a client defines them on its side."""
from __future__ import annotations

from odoo import models

ATTRIBUTES = (
    "aggregator", "definition_record", "definition_record_field", "name", "readonly",
    "related", "relation", "required", "searchable", "selection", "sortable", "store",
    "string", "tracking", "type",
)


class IrModel(models.Model):
    _inherit = "ir.model"

    def _get_definitions(self, model_names):
        """Return the definition of each model, its fields to models outside left out."""
        found = {}
        for name in model_names:
            model = self.env[name]
            found[name] = {
                "description": model._description,
                "fields": self._get_field_definitions(model, model_names),
                "inherit": [
                    parent for parent in _list_parents(model) if parent in model_names
                ],
                "order": model._order,
                "parent_name": model._parent_name,
                "rec_name": model._rec_name,
            }
        return found

    def _get_field_definitions(self, model, model_names):
        found = {}
        for name, values in model.fields_get(attributes=list(ATTRIBUTES)).items():
            field = model._fields[name]
            if field.relational and field.comodel_name not in model_names:
                continue
            values = dict(values)
            if field.relational:
                inverses = [
                    inverse for inverse in self.env.registry.field_inverses.get(field, ())
                    if inverse.model_name in model_names
                ]
                if inverses:
                    values["inverse_fname_by_model_name"] = {
                        inverse.model_name: inverse.name for inverse in inverses
                    }
            if field.type == "many2one_reference":
                values["model_name_ref_fname"] = field.model_field
            found[name] = values
        return found


def _list_parents(model):
    parents = model._inherit if isinstance(model._inherit, (list, tuple)) \
        else [model._inherit] if model._inherit else []
    return [parent for parent in parents if parent != model._name]
