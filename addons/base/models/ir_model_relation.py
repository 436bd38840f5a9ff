"""Tables of many2many fields, with the modules that own them."""

from __future__ import annotations

from odoo import fields, models
from odoo.tools import SQL


class IrModelRelation(models.Model):
    _name = "ir.model.relation"
    _description = "Relation Model"
    _allow_sudo_commands = False

    model = fields.Many2one("ir.model", required=True, index=True, ondelete="cascade")
    module = fields.Many2one(
        "ir.module.module",
        required=True,
        index=True,
        ondelete="cascade",
    )
    name = fields.Char(string="Relation Name", required=True, index=True)
    write_date = fields.Datetime()
    create_date = fields.Datetime()

    def _reflect_relations(self, model_names):
        """Note the relation tables of the given models."""
        module = self.env.context.get("module")
        module_id = module and self.env["ir.module.module"]._get_id(module)
        if not module_id:
            return
        cr = self.env.cr
        cr.execute("SELECT model, id FROM ir_model")
        model_ids = dict(cr.fetchall())
        cr.execute(
            SQL("SELECT name FROM ir_model_relation WHERE module = %s", module_id)
        )
        known = {row[0] for row in cr.fetchall()}
        now = str(cr.now())
        rows = {}
        for name in model_names:
            model = self.env[name]
            is_origin = model._original_module == module
            for field in model._fields.values():
                if field.type != "many2many" or not field.store or not field.relation:
                    continue
                if is_origin or module in (getattr(field, "_modules", None) or ()):
                    rows.setdefault(
                        field.relation,
                        (
                            field.relation,
                            model_ids[name],
                            module_id,
                            now,
                            now,
                        ),
                    )
        new = [row for relation, row in rows.items() if relation not in known]
        if new:
            cr.executemany(
                "INSERT INTO ir_model_relation "
                "(name, model, module, create_date, write_date) "
                "VALUES (%s, %s, %s, %s, %s)",
                new,
            )
        self.invalidate_model()
