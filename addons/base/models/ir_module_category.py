"""Categories of modules and of privileges."""

from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class IrModuleCategory(models.Model):
    _name = "ir.module.category"
    _description = "Application"
    _order = "sequence, name, id"
    _allow_sudo_commands = False

    child_ids = fields.One2many(
        "ir.module.category",
        "parent_id",
        string="Child Applications",
    )
    description = fields.Text(translate=True)
    exclusive = fields.Boolean()
    module_ids = fields.One2many("ir.module.module", "category_id", string="Modules")
    name = fields.Char(required=True, translate=True)
    parent_id = fields.Many2one(
        "ir.module.category",
        string="Parent Application",
        index=True,
    )
    privilege_ids = fields.One2many(
        "res.groups.privilege",
        "category_id",
        string="Privileges",
    )
    sequence = fields.Integer()
    visible = fields.Boolean(default=True)
    xml_id = fields.Char(string="External ID", compute="_compute_xml_id")

    @api.depends()
    def _compute_xml_id(self):
        rows = self.env.execute_query(
            SQL(
                "SELECT res_id, module, name FROM ir_model_data WHERE model = %s "
                "AND res_id IN %s ORDER BY id DESC",
                self._name,
                tuple(self.ids) or (0,),
            )
        )
        names = {res_id: f"{module}.{name}" for res_id, module, name in rows}
        for category in self:
            category.xml_id = names.get(category.id, "")

    @api.constrains("parent_id")
    def _check_parent_not_circular(self):
        if self._has_cycle():
            raise ValidationError(_("Error ! You cannot create recursive categories."))
