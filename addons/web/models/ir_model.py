"""Models as a client defines them on its side."""
from __future__ import annotations

from odoo import api, models

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

    @api.model
    def display_name_for(self, models):
        """Return the names of models; where the user may not read them, their own."""
        readable = [name for name in models if self._is_readable(name)]
        records = self.sudo().search([("model", "in", readable)])
        names = {record.model: record.name for record in records}
        return [{"display_name": names.get(name, name), "model": name} for name in models]

    @api.model
    def get_available_models(self):
        """Return the models with records that the user may read."""
        names = [name for name in self.env if self._is_readable(name)]
        return self.display_name_for(names)

    def _is_readable(self, name):
        model = self.env.get(name)
        return model is not None and not model._transient and not model._abstract \
            and model.has_access("read")

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
