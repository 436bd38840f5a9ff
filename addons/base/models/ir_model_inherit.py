"""Which model inherits from which."""

from __future__ import annotations

from odoo import fields, models


class IrModelInherit(models.Model):
    _name = "ir.model.inherit"
    _description = "Model Inheritance Tree"
    _log_access = False

    model_id = fields.Many2one("ir.model", required=True, ondelete="cascade")
    parent_field_id = fields.Many2one("ir.model.fields", ondelete="cascade")
    parent_id = fields.Many2one("ir.model", required=True, ondelete="cascade")

    _uniq = models.Constraint(
        "UNIQUE (model_id, parent_id)", "Models inherits from another only once"
    )

    def _reflect_inherits(self, model_names):
        """Note what the given models inherit from, by mixin or by delegation."""
        cr = self.env.cr
        cr.execute("SELECT model, id FROM ir_model")
        model_ids = dict(cr.fetchall())
        cr.execute("SELECT model_id, parent_id FROM ir_model_inherit")
        known = set(cr.fetchall())
        known = {tuple(row) for row in known}
        rows = {}
        for name in model_names:
            model = self.env[name]
            links = dict.fromkeys(self._mixins_of(model))
            links.update(model._inherits)
            for parent, field_name in links.items():
                key = (model_ids[name], model_ids.get(parent))
                if key[1] and key not in known and parent != name:
                    field_id = field_name and self.env["ir.model.fields"]._get_ids(
                        name
                    ).get(field_name)
                    rows[key] = (*key, field_id or None)
        if rows:
            cr.executemany(
                "INSERT INTO ir_model_inherit (model_id, parent_id, parent_field_id) "
                "VALUES (%s, %s, %s)",
                list(rows.values()),
            )
        self.invalidate_model()

    def _mixins_of(self, model):
        """Return the names of the models that the definitions of a model inherit."""
        for cls in type(model).__mro__:
            if getattr(cls, "_name", None) == model._name:
                for parent in cls.__dict__.get("_inherit") or ():
                    if parent not in (model._name, "base"):
                        yield parent
