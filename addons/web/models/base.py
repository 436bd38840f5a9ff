"""Methods that web clients call on every model."""
from __future__ import annotations

from odoo import models


class Base(models.AbstractModel):
    _inherit = "base"

    def web_resequence(self, specification, field_name="sequence", offset=0):
        """Number the records in their order, then read them."""
        for index, record in enumerate(self):
            record.write({field_name: index + offset})
        return self.web_read(specification)

    def web_override_translations(self, values):
        """Give translated fields one value, which holds in every language."""
        self.ensure_one()
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        for name, value in values.items():
            if self._fields[name].translate is True:
                self.update_field_translations(name, {
                    "en_US": value,
                    **{lang: False for lang in installed if lang != "en_US"},
                })

    def _get_fields_spec(self):
        """Return a specification of what the default form shows."""
        tree, _view = self._get_view(view_type="form")
        return self._spec_of(tree)

    def _spec_of(self, tree):
        spec, todo = {}, [tree]
        while todo:
            node = todo.pop(0)
            field = self._fields.get(node.get("name")) if node.tag == "field" else None
            if field is None:
                todo.extend(child for child in node if isinstance(child.tag, str))
                continue
            part = spec.setdefault(field.name, {})
            if field.type == "many2one":
                part["fields"] = {"display_name": {}}
            elif field.relational:
                comodel = self.env[field.comodel_name]
                inside = part.setdefault("fields", {})
                for subview in node:
                    inside.update(comodel._spec_of(subview))
        return spec
